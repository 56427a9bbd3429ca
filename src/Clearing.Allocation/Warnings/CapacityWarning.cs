using Clearing.Allocation.Configuration;

namespace Clearing.Allocation.Warnings;

/// <summary>When a seller's use will exceed its limit (README, chapter 8).</summary>
/// <param name="Level">How likely that is.</param>
/// <param name="ExpectedExceedsOn">The first day that exceeds, if sales are as projected.</param>
/// <param name="HighExceedsOn">The same if sales are weak; never later.</param>
/// <param name="ExpectedEndMilliVolume">The use on the last day, if sales are as projected.</param>
/// <param name="HighEndMilliVolume">The same if sales are weak.</param>
public sealed record CapacityWarning(
    WarningLevel Level,
    DateOnly? ExpectedExceedsOn,
    DateOnly? HighExceedsOn,
    Int128 ExpectedEndMilliVolume,
    Int128 HighEndMilliVolume)
{
    private const int Million = 1_000_000;

    /// <summary>Follows the use day by day, with expected and with weak sales.</summary>
    /// <param name="state">Use, shipments, projection and limits.</param>
    /// <param name="config">How far to look, and over how many days shipments arrive.</param>
    public static CapacityWarning Of(WarningState state, AllocationConfig config)
    {
        var expected = UsePath.Of(state, Million, config);
        var high = UsePath.Of(state, state.LowSalesPpm, config);
        return new(
            LevelOf(state, expected, high), expected.ExceedsOn, high.ExceedsOn,
            expected.EndMilliVolume, high.EndMilliVolume);
    }

    private static WarningLevel LevelOf(WarningState state, UsePath expected, UsePath high)
    {
        if (state.UsedVolume > state.LimitOn(state.Today)) { return WarningLevel.Over; }
        if (expected.ExceedsOn is not null) { return WarningLevel.Likely; }
        return high.ExceedsOn is null ? WarningLevel.None : WarningLevel.Watch;
    }
}
