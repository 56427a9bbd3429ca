using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Explanations;

namespace Clearing.Allocation.Runs;

/// <summary>A seller's base of one period, with every value that it follows from.</summary>
/// <param name="Period">The period.</param>
/// <param name="IsEstimate">False for the first period of the run.</param>
/// <param name="Record">What explains the next change.</param>
/// <param name="Steps">How the target came about; null unless the seller is regular.</param>
/// <param name="ReservedVolume">What is set aside without a limit; null with one.</param>
[GenerateSerializer, Alias("Clearing.PlannedBase"), Immutable]
public sealed record PlannedBase(
    Period Period, bool IsEstimate, BaseRecord Record, TargetSteps? Steps, long? ReservedVolume)
{
    /// <summary>The base; null for no limit.</summary>
    public long? BaseVolume => Record.BaseVolume;

    /// <summary>The base as a seller sees it: with the ratio in parts per million.</summary>
    public PlannedBase ForSellers() => this with { Record = Record.ForSellers() };
}
