using System.Diagnostics.Metrics;

namespace Clearing.Grains;

/// <summary>How long a market's rounds take, and how many notices wait to be accepted.</summary>
/// <remarks>
/// The measures of all markets of a process are added together, and none names a market. A duration
/// is measured only if this activation saw its begin and its end; a round that a crash interrupted
/// has none.
/// </remarks>
/// <param name="clock">The process's clock.</param>
internal sealed class RoundMetrics(TimeProvider clock)
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Clearing.Grains";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<long> ClearDuration = Meter.CreateHistogram<long>(
        "clearing.round.clear.duration", "ms", "From a book's close to its durable clearing.");

    private static readonly Histogram<long> TellDuration = Meter.CreateHistogram<long>(
        "clearing.round.tell.duration", "ms",
        "From a durable clearing until all sellers are notified.");

    private static readonly UpDownCounter<long> Untold = Meter.CreateUpDownCounter<long>(
        "clearing.notices.untold", "{notice}", "Notices that no seller has accepted yet.");

    private static readonly Counter<long> Alarms = Meter.CreateCounter<long>(
        "clearing.market.alarms", "{alarm}",
        "Rounds in which a tiny late bid set the fee far below the next one.");

    private long _closedAt;
    private long _clearedAt;
    private int _untold;

    /// <summary>A book was closed at a moment of the clock.</summary>
    public void Closed(long moment) => _closedAt = moment;

    /// <summary>A round is durably cleared.</summary>
    public void Cleared()
    {
        if (_closedAt == 0) { return; }
        ClearDuration.Record((long)clock.GetElapsedTime(_closedAt).TotalMilliseconds);
        _closedAt = 0;
        _clearedAt = clock.GetTimestamp();
    }

    /// <summary>A tiny late bid set the fee of a round.</summary>
    public static void Alarmed() => Alarms.Add(1);

    /// <summary>Records how many notices wait now.</summary>
    public void Waiting(int notices)
    {
        Untold.Add(notices - _untold);
        _untold = notices;
        if (notices > 0 || _clearedAt == 0) { return; }
        TellDuration.Record((long)clock.GetElapsedTime(_clearedAt).TotalMilliseconds);
        _clearedAt = 0;
    }

    /// <summary>Forgets what waits, since another activation will count it.</summary>
    public void Leave()
    {
        Untold.Add(-_untold);
        _untold = 0;
    }
}
