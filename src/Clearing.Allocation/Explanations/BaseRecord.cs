using Clearing.Allocation.Bases;

namespace Clearing.Allocation.Explanations;

/// <summary>What a run stored of a seller's base: enough to compute it again.</summary>
/// <param name="Stage">How the base came about.</param>
/// <param name="BaseVolume">The base; null for no limit.</param>
/// <param name="Rules">The bounds in force.</param>
/// <param name="NeedVolume">The need of the period.</param>
/// <param name="ScoreFactorPpm">The score factor.</param>
/// <param name="UseVolume">The use of extra space; may be negative.</param>
/// <param name="PreviousVolume">The base of the period before; null for none or no limit.</param>
/// <param name="Ration">The zone's ratio.</param>
[GenerateSerializer, Alias("Clearing.BaseRecord"), Immutable]
public sealed record BaseRecord(
    Stage Stage,
    long? BaseVolume,
    BaseRules Rules,
    long NeedVolume,
    long ScoreFactorPpm,
    long UseVolume,
    long? PreviousVolume,
    Ration Ration)
{
    /// <summary>The record as a seller sees it: with the ratio in parts per million.</summary>
    public BaseRecord ForSellers() => this with { Ration = Ration.ForSellers() };

    /// <summary>What the record's values give a regular seller.</summary>
    internal long Recomputed()
    {
        var steps = Rules.Target(NeedVolume, ScoreFactorPpm, UseVolume, PreviousVolume);
        return Ration.Base(steps.TargetVolume, Rules.FloorVolume);
    }
}
