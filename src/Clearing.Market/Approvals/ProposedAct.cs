using Clearing.Market.Curtailments;
using System.Text.Json.Serialization;

namespace Clearing.Market.Approvals;

/// <summary>An act that a second operator must approve: exactly one member is not null.</summary>
/// <param name="Void">Voids the provisional round and clears it again on these terms.</param>
/// <param name="Settle">Settles the market.</param>
/// <param name="Capacity">Changes the capacity.</param>
/// <param name="Cut">Takes space back.</param>
/// <param name="Correct">Allows the correction of a statement.</param>
[GenerateSerializer, Alias("Clearing.ProposedAct"), Immutable]
public sealed record ProposedAct(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    RoundTerms? Void = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    MarketSettlement? Settle = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    CapacityChange? Capacity = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    SpaceCut? Cut = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    SellerCorrection? Correct = null)
{
    /// <summary>True if exactly one member is not null.</summary>
    [JsonIgnore]
    public bool IsOneAct =>
        new object?[] { Void, Settle, Capacity, Cut, Correct }.Count(of => of is not null) == 1;
}

/// <summary>The settlement of the market that the proposal is made in.</summary>
[GenerateSerializer, Alias("Clearing.MarketSettlement"), Immutable]
public sealed record MarketSettlement;

/// <summary>A correction of a seller's statement.</summary>
/// <param name="Seller">Whose statement.</param>
/// <param name="Correction">The correction, exactly as it is to be made.</param>
[GenerateSerializer, Alias("Clearing.SellerCorrection"), Immutable]
public sealed record SellerCorrection(string Seller, Correction Correction);
