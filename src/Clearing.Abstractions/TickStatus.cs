// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
namespace Orleans.Runtime;

/// <summary>When a reminder was and is due, in UTC.</summary>
/// <param name="firstTickTime">When the first tick was due.</param>
/// <param name="period">Time between ticks.</param>
/// <param name="timeStamp">When this tick was sent.</param>
[GenerateSerializer, Immutable]
public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
{
    /// <summary>When the first tick was due, UTC.</summary>
    [Id(0)] public DateTime FirstTickTime { get; } = firstTickTime;

    /// <summary>Time between ticks.</summary>
    [Id(1)] public TimeSpan Period { get; } = period;

    /// <summary>When this tick was sent, UTC.</summary>
    [Id(2)] public DateTime CurrentTickTime { get; } = timeStamp;
}
