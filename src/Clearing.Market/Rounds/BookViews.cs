using System.Collections.Immutable;

namespace Clearing.Market.Rounds;

/// <summary>A bid of a closed book, as its hash and the clearing see it.</summary>
/// <param name="Sequence">Its sequence number.</param>
/// <param name="MaxFee">The highest fee it accepts.</param>
/// <param name="Want">Volume still wanted, more than 0.</param>
/// <param name="Need">Volume it must get if any; 0 if none.</param>
/// <param name="TimeInForce">How long it stands.</param>
/// <param name="BidId">The bid.</param>
/// <param name="Seller">Its seller.</param>
/// <param name="SellerRoom">What its seller could still get; null if it was not capped.</param>
[GenerateSerializer, Alias("Clearing.BookRow"), Immutable]
public sealed record BookRow(
    long Sequence, Fee MaxFee, CubicFeet Want, CubicFeet Need, TimeInForce TimeInForce,
    string BidId, string Seller, CubicFeet? SellerRoom);

/// <summary>All that a cleared round was decided on besides its book and offers.</summary>
/// <param name="Config">The market's configuration, with the seed of its lottery.</param>
/// <param name="ThroughSequence">The last sequence number in the closed book.</param>
/// <param name="Pool">The pool before the round's capacity joined it; negative in deficit.</param>
/// <param name="OnOffer">Volume on offer when the book was closed.</param>
/// <param name="Offers">How many offers that was.</param>
/// <param name="Report">Terms, outcome and hashes.</param>
/// <param name="Edition">The rules it was cleared by.</param>
/// <param name="Nonce">The round's secret, hex; null where its hashes are of version 1.</param>
[GenerateSerializer, Alias("Clearing.RoundInputs"), Immutable]
public sealed record RoundInputs(
    MarketConfig Config, long ThroughSequence, CubicFeet Pool, CubicFeet OnOffer, int Offers,
    RoundReport Report, RulesEdition Edition = RulesEdition.First,
    string? Nonce = null);

/// <summary>Volume of an award that was on offer, first in first out.</summary>
/// <param name="AwardId">The award, <c>bid@round</c>.</param>
/// <param name="Volume">Cubic feet, more than 0.</param>
/// <param name="Seller">Whose award it is.</param>
[GenerateSerializer, Alias("Clearing.Offer"), Immutable]
public sealed record Offer(string AwardId, CubicFeet Volume, string Seller = "");

/// <summary>The anonymous curve of a cleared round: what was asked for at which fee.</summary>
/// <param name="Round">The round.</param>
/// <param name="Levels">How many different max fees its bids had; 0 while it is sealed.</param>
/// <param name="Exact">True if every level is a step; false if some were put together.</param>
/// <param name="Steps">By descending fee, at most 1,000; empty while it is sealed.</param>
/// <param name="Sealed">What is shown instead before the settlement; null after it.</param>
[GenerateSerializer, Alias("Clearing.RoundCurve"), Immutable]
public sealed record RoundCurve(
    int Round, int Levels, bool Exact, ImmutableArray<CurveStep> Steps,
    SealedCurve? Sealed = null);

/// <summary>One step of a curve.</summary>
/// <param name="Highest">The highest max fee in it.</param>
/// <param name="Lowest">The lowest max fee in it; equal for a single level.</param>
/// <param name="Bids">How many bids.</param>
/// <param name="Volume">Cubic feet they asked for.</param>
/// <param name="Eligible">Cubic feet of that after reserve, caps and minimum.</param>
/// <param name="CumulativeVolume">Asked for at this fee or a higher one.</param>
/// <param name="CumulativeEligible">Eligible at this fee or a higher one.</param>
[GenerateSerializer, Alias("Clearing.CurveStep"), Immutable]
public sealed record CurveStep(
    Fee Highest, Fee Lowest, int Bids, Int128 Volume, Int128 Eligible, Int128 CumulativeVolume,
    Int128 CumulativeEligible);
