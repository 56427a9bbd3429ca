using System.Collections.Immutable;

namespace Clearing.Contracts;

/// <summary>
/// How often a webhook looks for news, and when a failed delivery is tried again.
/// </summary>
/// <param name="Look">Time between looks for new events.</param>
/// <param name="Waits">
/// The waits between the tries of one event; after one try more than there are waits it is dead.
/// When the next try is due is recorded with each failure, so longer waits count from then on.
/// </param>
public sealed record WebhookPace(TimeSpan Look, ImmutableArray<TimeSpan> Waits)
{
    /// <summary>
    /// Ten tries within about three days, as the Standard Webhooks specification has them.
    /// </summary>
    public static WebhookPace Standard { get; } = new(
        TimeSpan.FromSeconds(2),
        [
            TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
            TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10),
            TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
        ]);

    /// <summary>How often an event is tried.</summary>
    public int Tries => Waits.Length + 1;

    /// <summary>The longest of the waits; zero if there is none.</summary>
    public TimeSpan MaxWait => Waits.DefaultIfEmpty().Max();

    /// <summary>The wait after a failed try; null if that was the last.</summary>
    /// <param name="tries">How often the event was tried; 1 or more.</param>
    /// <param name="asked">
    /// The wait that the receiver asked for: it counts if it is longer, up to the longest wait.
    /// </param>
    public TimeSpan? WaitAfter(int tries, TimeSpan? asked = null)
    {
        if (tries >= Tries) { return null; }
        var wait = Waits[tries - 1];
        return asked > wait ? TimeSpan.FromTicks(Math.Min(asked.Value.Ticks, MaxWait.Ticks)) : wait;
    }
}
