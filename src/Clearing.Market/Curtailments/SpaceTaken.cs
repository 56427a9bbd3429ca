using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Clearing.Market.Curtailments;

/// <summary>What a curtailment took, and from whom.</summary>
/// <param name="Cut">What the operator asked for.</param>
/// <param name="FromPool">What the pool gave, in whole lots.</param>
/// <param name="DeficitCovered">What of the sellers' volume covers a deficit of the pool.</param>
/// <param name="Awards">The awards that lost volume, by round, then sequence.</param>
[GenerateSerializer, Alias("Clearing.SpaceTaken"), Immutable]
public sealed record SpaceTaken(
    SpaceCut Cut, CubicFeet FromPool, CubicFeet DeficitCovered, ImmutableArray<AwardCut> Awards)
{
    /// <summary>What leaves the market: covered − volume.</summary>
    [JsonIgnore]
    public CubicFeet CapacityDelta => new(DeficitCovered.Value - Cut.Volume.Value);

    /// <summary>What was taken of the sellers' offers.</summary>
    [JsonIgnore]
    public long FromOffers => Awards.Sum(of => of.FromOffer.Value);

    /// <summary>What was taken of all awards, offers and firm space.</summary>
    [JsonIgnore]
    public long FromSellers => Awards.Sum(of => of.Volume);
}

/// <summary>What an award lost to a curtailment.</summary>
/// <param name="AwardId"><c>bid@round</c>.</param>
/// <param name="Seller">Whose award it is.</param>
/// <param name="FromOffer">What was taken of its offers, without compensation.</param>
/// <param name="Firm">What was taken of the rest, with compensation.</param>
/// <param name="ChargeWaived">Its charge before less its charge after.</param>
/// <param name="Compensation">What the seller gets for the firm space that it loses.</param>
/// <param name="BelowMin">Whether it is left with something below its min volume.</param>
[GenerateSerializer, Alias("Clearing.AwardCut"), Immutable]
public sealed record AwardCut(
    string AwardId, string Seller, CubicFeet FromOffer, CubicFeet Firm, Money ChargeWaived,
    Money Compensation, bool BelowMin)
{
    /// <summary>All that was taken of it.</summary>
    [JsonIgnore]
    public long Volume => FromOffer.Value + Firm.Value;
}
