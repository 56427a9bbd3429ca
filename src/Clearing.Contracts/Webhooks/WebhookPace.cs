using System.Collections.Immutable;

namespace Clearing.Contracts;

/// <summary>
/// How often a webhook polls for new events, and when a failed delivery is tried again.
/// </summary>
/// <param name="Look">The time between two polls for new events.</param>
/// <param name="Waits">
/// The waits between attempts to deliver one event. The event is dead once the attempt after the
/// last wait has failed. Each failure records its next due time, so a change affects later ones.
/// </param>
public sealed record WebhookPace(TimeSpan Look, ImmutableArray<TimeSpan> Waits)
{
    /// <summary>
    /// Ten attempts within about three days, as the Standard Webhooks specification proposes.
    /// </summary>
    public static WebhookPace Standard { get; } = new(
        TimeSpan.FromSeconds(2),
        [
            TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
            TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10),
            TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
        ]);

    /// <summary>The maximum number of attempts to deliver one event.</summary>
    public int Tries => Waits.Length + 1;

    /// <summary>The longest wait; zero if there is none.</summary>
    public TimeSpan MaxWait => Waits.DefaultIfEmpty().Max();

    /// <summary>The wait after a failed attempt; null if it was the last one.</summary>
    /// <param name="tries">The number of attempts so far; 1 or more.</param>
    /// <param name="asked">
    /// The wait that the receiver asked for; it applies if longer, up to <see cref="MaxWait"/>.
    /// </param>
    public TimeSpan? WaitAfter(int tries, TimeSpan? asked = null)
    {
        if (tries >= Tries) { return null; }
        var wait = Waits[tries - 1];
        return asked > wait ? TimeSpan.FromTicks(Math.Min(asked.Value.Ticks, MaxWait.Ticks)) : wait;
    }
}
