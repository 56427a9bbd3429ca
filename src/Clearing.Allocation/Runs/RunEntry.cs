using Clearing.Allocation.Projections;

namespace Clearing.Allocation.Runs;

/// <summary>What a seller answers when a run counts its sellers.</summary>
/// <param name="TakesPart">
/// True if it has a profile, a recent fact, an earlier base or a bid in the zone.
/// </param>
/// <param name="FactsHash">The hash of its facts up to the cut-off.</param>
/// <param name="Units">Its weeks of thousandths of units, which the zone adds up.</param>
/// <param name="HasProfile">True if the operator set its profile.</param>
[GenerateSerializer, Alias("Clearing.RunEntry"), Immutable]
public sealed record RunEntry(
    bool TakesPart, string FactsHash, WeekSeries Units, bool HasProfile)
{
    /// <summary>The entry of a seller that takes no part.</summary>
    public static RunEntry Absent { get; } = new(false, "", new([]), false);

    /// <summary>The entry of a seller from its snapshot.</summary>
    public static RunEntry Of(RunSnapshot snapshot) => new(
        true, snapshot.FactsHash, snapshot.Series.Units, snapshot.Profile is not null);
}
