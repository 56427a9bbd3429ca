using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Contracts;

/// <summary>The answer to a seller's what-if.</summary>
/// <param name="Status">Replayed, or why not.</param>
/// <param name="Refusal">The market's answer to the other bid, if it would refuse it.</param>
/// <param name="Found">What was found; null if the market was not replayed.</param>
[GenerateSerializer, Alias("Clearing.WhatIfReceipt"), Immutable]
public sealed record WhatIfReceipt(
    ReplayStatus Status, BidReceipt? Refusal = null, BidComparison? Found = null);

/// <summary>A bid as recorded and with another fee or volume; all others held fixed.</summary>
/// <param name="Currency">The market's currency.</param>
/// <param name="MinorExponent">Decimal digits of money.</param>
/// <param name="Old">What it got.</param>
/// <param name="New">What it would have got.</param>
/// <param name="LeastWinningFee">
/// The least fee at which it would have got volume; null if no fee would.
/// </param>
/// <param name="SalesPerCubicFoot">
/// The seller's own sales for each cubic foot it was granted, minor units; null without sales.
/// </param>
/// <param name="BreakEvenSales">
/// Sales per cubic foot at which credits pay the new final fee; null without volume, or where credits
/// never pay a whole charge.
/// </param>
/// <param name="NotApplicable">
/// Later changes of the bid, which are left out, and other commands that could not be repeated.
/// </param>
[GenerateSerializer, Alias("Clearing.BidComparison"), Immutable]
public sealed record BidComparison(
    string Currency, int MinorExponent, BidOutcome Old, BidOutcome New, Fee? LeastWinningFee,
    Money? SalesPerCubicFoot, Money? BreakEvenSales, int NotApplicable);

/// <summary>What a bid got, or would have got.</summary>
/// <param name="MaxFee">Its max fee.</param>
/// <param name="MaxVolume">Its max volume.</param>
/// <param name="Awards">What it got, by round.</param>
/// <param name="Charge">What that is charged.</param>
/// <param name="Credit">
/// The credit at the seller's own average sales per cubic foot, at most what may be offset; null
/// without sales.
/// </param>
/// <param name="LowerCredit">The credit at 0.6 of these sales.</param>
[GenerateSerializer, Alias("Clearing.BidOutcome"), Immutable]
public sealed record BidOutcome(
    Fee MaxFee, CubicFeet MaxVolume, ImmutableArray<BidAward> Awards, Money Charge, Money? Credit,
    Money? LowerCredit);

/// <summary>What a bid got, or would have got, in one round.</summary>
/// <param name="Round">The round.</param>
/// <param name="Volume">Cubic feet granted.</param>
/// <param name="RoundFee">The fee of that round.</param>
/// <param name="FinalFee">The fee after all rounds that were cleared.</param>
[GenerateSerializer, Alias("Clearing.BidAward"), Immutable]
public sealed record BidAward(int Round, CubicFeet Volume, Fee RoundFee, Fee FinalFee);
