namespace Clearing.Market.Curtailments;

/// <summary>What became of a curtailment.</summary>
/// <param name="Status">Done, or why not.</param>
/// <param name="Taken">What it takes, and from whom; null if it was refused.</param>
/// <param name="Limit">
/// The limit that a refusal is about, in cubic feet; null if none is, and from older silos.
/// </param>
[GenerateSerializer, Alias("Clearing.CurtailReceipt"), Immutable]
public sealed record CurtailReceipt(CurtailStatus Status, SpaceTaken? Taken, long? Limit = null)
{
    /// <summary>The first day that may be named, if the refusal is about the day; otherwise null.</summary>
    [Id(0)] public DateOnly? EarliestDay { get; init; }

    /// <summary>The last day that may be named, if the refusal is about the day; otherwise null.</summary>
    [Id(1)] public DateOnly? LastDay { get; init; }
}
