using Clearing.Market;

namespace Clearing.Contracts;

/// <summary>Other rules for a settled market; what is null stays as it was.</summary>
/// <param name="TieRule">Splits the marginal fee level.</param>
/// <param name="LotterySeed">The seed of the lottery tie rule.</param>
/// <param name="PricingRule">Sets the round's fee.</param>
/// <param name="Reserve">The reserve of every round.</param>
/// <param name="RepricingMinVolume">Cubic feet that must stand behind a repricing fee.</param>
/// <param name="RepricingSupportPpm">Their share of fresh volume, per million.</param>
/// <param name="SellerCap">The most that any seller may hold.</param>
/// <param name="CreditRatePpm">Credit earned per million of sales.</param>
/// <param name="CreditCapPpm">The part of the charge that credits may offset, per million.</param>
[GenerateSerializer, Alias("Clearing.OtherRules"), Immutable]
public sealed record OtherRules(
    TieRule? TieRule = null, string? LotterySeed = null, PricingRule? PricingRule = null,
    Fee? Reserve = null, CubicFeet? RepricingMinVolume = null, int? RepricingSupportPpm = null,
    CubicFeet? SellerCap = null, int? CreditRatePpm = null, int? CreditCapPpm = null);
