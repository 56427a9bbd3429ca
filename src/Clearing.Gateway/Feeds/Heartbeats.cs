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

    /// <summary>All groups.</summary>
    public static IEnumerable<int> All => Enumerable.Range(0, Groups);

    /// <summary>
    /// The groups that are due now and were not before. Ask too when news wakes all of them: what was due
    /// meanwhile would be due at once afterwards.
    /// </summary>
    /// <param name="elapsed">The time since the first call.</param>
    public ImmutableArray<int> Due(TimeSpan elapsed)
    {
        var due = ImmutableArray.CreateBuilder<int>();
        var now = (long)elapsed.TotalSeconds;
        for (_done = Math.Max(_done, now - Groups); _done < now; _done++)
        {
            due.Add((int)(_done % Groups));
        }
        return due.ToImmutable();
    }
}
