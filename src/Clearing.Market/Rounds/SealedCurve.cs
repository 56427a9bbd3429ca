using System.Collections.Immutable;

namespace Clearing.Market.Rounds;

/// <summary>
/// What the public may know of a round's bids before the settlement: no single seller's bid.
/// </summary>
/// <remarks>
/// Every step but the last granted one has enough sellers and volume behind it, and no seller has
/// most of it. The volumes of what was granted are exact, and so are their sums.
/// </remarks>
/// <param name="Granted">What was granted, from the highest fees down; the last step ends exactly
/// at the lowest granted fee.</param>
/// <param name="Losing">What was wanted beyond, from the highest fees down; empty while it is
/// withheld.</param>
/// <param name="Withheld">Why the losing part is withheld.</param>
[GenerateSerializer, Alias("Clearing.SealedCurve"), Immutable]
public sealed record SealedCurve(
    ImmutableArray<SealedStep> Granted, ImmutableArray<SealedStep> Losing, Withheld Withheld);

/// <summary>A step of a sealed curve.</summary>
/// <param name="From">The lowest fee it may contain; null where that is not shown.</param>
/// <param name="Below">All its fees are below this; null where that is not shown.</param>
/// <param name="Volume">Cubic feet in it.</param>
/// <param name="CumulativeVolume">Cubic feet in it and in all steps above.</param>
[GenerateSerializer, Alias("Clearing.SealedStep"), Immutable]
public sealed record SealedStep(Fee? From, Fee? Below, Int128 Volume, Int128 CumulativeVolume);

/// <summary>Why the losing part of a curve is withheld until the settlement.</summary>
[GenerateSerializer, Alias("Clearing.Withheld")]
public enum Withheld
{
    /// <summary>It is shown.</summary>
    None = 0,

    /// <summary>
    /// Too few sellers or too little volume, or one of them has nearly all of it.
    /// </summary>
    Few = 1,

    /// <summary>Too few sellers differ from an earlier round whose losing part is shown.</summary>
    Close = 2,
}
