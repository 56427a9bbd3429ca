namespace Clearing.Gateway;

/// <summary>
/// When idle feeds say that they are alive: each of 15 groups every 15 s, one group a second, because
/// thousands of heartbeats at once would delay everything else.
/// </summary>
/// <remarks>Who asks less often than once a second gets as many groups at once as are due.</remarks>
internal sealed class Heartbeats
{
    /// <summary>The number of groups.</summary>
    public const int Groups = 15;

    private long _done;

    /// <summary>The groups that are due now and were not before.</summary>
    /// <param name="elapsed">The time since the first call.</param>
    public IEnumerable<int> Due(TimeSpan elapsed)
    {
        var due = (long)elapsed.TotalSeconds;
        for (_done = Math.Max(_done, due - Groups); _done < due; _done++)
        {
            yield return (int)(_done % Groups);
        }
    }
}
