using System.Collections.Immutable;

namespace Clearing.Formats;

/// <summary>The printed result of a replay.</summary>
/// <param name="Id">The scenario's name.</param>
/// <param name="Markets">The outcome of each market of the scenario, by label.</param>
/// <param name="Rejected">The events that changed nothing, by index.</param>
public sealed record ReplayResult(
    string Id,
    ImmutableSortedDictionary<string, MarketResult> Markets,
    ImmutableArray<RejectedEvent> Rejected);

/// <summary>An event that was refused and changed nothing.</summary>
/// <param name="Event">Its index in the scenario's events, from 0.</param>
/// <param name="Reason">The refusal in capitals with underscores, such as
/// <c>BID_NOT_OPEN</c>.</param>
public sealed record RejectedEvent(int Event, string Reason);

/// <summary>The outcome of one market.</summary>
/// <param name="Rounds">Its cleared rounds, by number.</param>
/// <param name="Awards">Every award of the period, by round, then sequence.</param>
/// <param name="Sellers">The sellers that hold an award, by the first award of each.</param>
/// <param name="Totals">Sums over the market.</param>
public sealed record MarketResult(
    ImmutableArray<RoundResult> Rounds, ImmutableArray<AwardResult> Awards,
    ImmutableArray<SellerResult> Sellers, TotalsResult Totals);

/// <summary>A cleared round.</summary>
/// <param name="Round">The round's number.</param>
/// <param name="CapacityDelta">The capacity that joined the pool with the round.</param>
/// <param name="ReserveFeeMicros">Bids below this got nothing.</param>
/// <param name="AvailableVolume">The available volume, before rounding to lots.</param>
/// <param name="EligibleDemandVolume">The demand after reserve, caps and minimum.</param>
/// <param name="GrantedVolume">Volume granted.</param>
/// <param name="UnsoldVolume">Available less granted.</param>
/// <param name="RoundFeeMicros">The round's fee; null without an award.</param>
/// <param name="RepricingFeeMicros">The fee to which higher fees of earlier rounds' awards fall;
/// null if the round reprices nobody.</param>
/// <param name="Awards">The bids that got volume, by sequence.</param>
/// <param name="NotGranted">The open bids that got nothing, by sequence.</param>
/// <param name="AwardFeesAfterRound">Every award so far, by award id, and its current fee.</param>
public sealed record RoundResult(
    int Round, long CapacityDelta, long ReserveFeeMicros, long AvailableVolume,
    Int128 EligibleDemandVolume, long GrantedVolume, long UnsoldVolume, long? RoundFeeMicros,
    long? RepricingFeeMicros, ImmutableArray<RoundAward> Awards,
    ImmutableArray<NotGranted> NotGranted,
    ImmutableArray<KeyValuePair<string, long>> AwardFeesAfterRound);

/// <summary>A bid that got volume in a round.</summary>
/// <param name="Bid">The bid.</param>
/// <param name="Seller">Its seller.</param>
/// <param name="Volume">The granted volume.</param>
/// <param name="Status"><c>FULL</c> if the bid is now complete, otherwise <c>PARTIAL</c>.</param>
public sealed record RoundAward(string Bid, string Seller, long Volume, string Status);

/// <summary>An open bid that got nothing in a round.</summary>
/// <param name="Bid">The bid.</param>
/// <param name="Reason">Why, in capitals with underscores.</param>
public sealed record NotGranted(string Bid, string Reason);

/// <summary>One award at the end of the scenario.</summary>
/// <param name="Award"><c>bid@round</c>.</param>
/// <param name="Bid">The bid.</param>
/// <param name="Seller">The winner.</param>
/// <param name="Round">The round.</param>
/// <param name="GrantedVolume">Volume granted.</param>
/// <param name="ReleasedVolume">Volume given back and granted to others.</param>
/// <param name="LiableVolume">Granted less released.</param>
/// <param name="MaxFeeMicros">The bid's max fee at the clearing.</param>
/// <param name="RoundFeeMicros">The fee of its own round.</param>
/// <param name="FinalFeeMicros">The lowest of its round fee and later repricing fees.</param>
/// <param name="GrossMinor">Round fee × granted.</param>
/// <param name="RepricingDiscountMinor">The discount by repricing.</param>
/// <param name="ReleaseDiscountMinor">The discount by releases.</param>
/// <param name="ChargeMinor">Final fee × liable, rounded down once.</param>
public sealed record AwardResult(
    string Award, string Bid, string Seller, int Round, long GrantedVolume, long ReleasedVolume,
    long LiableVolume, long MaxFeeMicros, long RoundFeeMicros, long FinalFeeMicros,
    Int128 GrossMinor, Int128 RepricingDiscountMinor, Int128 ReleaseDiscountMinor,
    Int128 ChargeMinor);

/// <summary>A seller's provisional statement at the end of the scenario.</summary>
/// <param name="Seller">The seller.</param>
/// <param name="GrantedVolume">Volume granted to it.</param>
/// <param name="LiableVolume">Granted less released.</param>
/// <param name="ChargeMinor">The sum of its awards' charges.</param>
/// <param name="IncrementalSalesMinor">Reported sales less returns.</param>
/// <param name="CreditEarnedMinor">Floor of rate × cumulated sales.</param>
/// <param name="CreditCapMinor">The maximum credit that can be applied.</param>
/// <param name="CreditAppliedMinor">The lesser of earned and cap.</param>
/// <param name="CreditUnusedMinor">Earned but not applied.</param>
/// <param name="NetMinor">Charge less credit applied.</param>
public sealed record SellerResult(
    string Seller, Int128 GrantedVolume, Int128 LiableVolume, Int128 ChargeMinor,
    Int128 IncrementalSalesMinor, Int128 CreditEarnedMinor, Int128 CreditCapMinor,
    Int128 CreditAppliedMinor, Int128 CreditUnusedMinor, Int128 NetMinor);

/// <summary>Sums over a market.</summary>
/// <param name="GrantedVolume">Volume granted.</param>
/// <param name="ReleasedVolume">Volume given back and granted to others.</param>
/// <param name="LiableVolume">Granted less released.</param>
/// <param name="GrossMinor">Sum of the awards' gross.</param>
/// <param name="RepricingDiscountMinor">Sum of the repricing discounts.</param>
/// <param name="ReleaseDiscountMinor">Sum of the release discounts.</param>
/// <param name="ChargeMinor">Sum of the charges.</param>
/// <param name="CreditAppliedMinor">Sum of the sellers' applied credits.</param>
/// <param name="NetMinor">Sum of the sellers' net.</param>
public sealed record TotalsResult(
    Int128 GrantedVolume, Int128 ReleasedVolume, Int128 LiableVolume, Int128 GrossMinor,
    Int128 RepricingDiscountMinor, Int128 ReleaseDiscountMinor, Int128 ChargeMinor,
    Int128 CreditAppliedMinor, Int128 NetMinor);
