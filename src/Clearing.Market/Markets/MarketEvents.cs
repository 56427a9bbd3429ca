using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Clearing.Market.Curtailments;
using Clearing.Market.Erasing;

namespace Clearing.Market.Markets;

/// <summary>A fact in the life of one market. Its stream, folded, is the market.</summary>
public abstract record MarketEvent;

/// <summary>What an operator does to a market, or the market by its calendar.</summary>
public abstract record MarketAct : MarketEvent
{
    /// <summary>
    /// Who did it, when and why; null if no operator did, or in older journals.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Act? Act { get; init; }
}

/// <summary>The market is open.</summary>
public sealed record MarketOpened(MarketConfig Config) : MarketAct
{
    /// <summary>
    /// Whether a market with typed reports of sales was opened in a configured zone whose periods
    /// are of its kind; false for markets whose credits come from days, and in older journals.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasZone { get; init; }

    /// <summary>When, by the clock of the process; null in older journals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? At { get; init; }
}

/// <summary>Bids are in the book, numbered on from the first one's sequence number.</summary>
public sealed record BidsPlaced(long FirstSequence, ImmutableArray<Bid> Bids) : MarketEvent
{
    /// <summary>The bids, none of them null.</summary>
    /// <exception cref="ArgumentException">One of them is null.</exception>
    public ImmutableArray<Bid> Bids { get; } = Bids.Contains(null!)
        ? throw new ArgumentException("Nothing is not a bid.", nameof(Bids))
        : Bids;

    /// <summary>When, by the clock of the process; null in older journals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? At { get; init; }
}

/// <summary>A bid was refused for a cause that may pass, so its id is spent.</summary>
public sealed record BidRefused(Bid Bid, BidStatus Status) : MarketEvent;

/// <summary>
/// A seller's cap from its base limit, as it came with the seller's latest bid or base.
/// </summary>
public sealed record SellerCapSet(string Seller, CubicFeet Cap) : MarketEvent
{
    /// <summary>
    /// Whether it came while a book was closed, and so counts from the round after the closed one;
    /// false in older journals, where it counts at once.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FromNextRound { get; init; }
}

/// <summary>A bid stands as amended, with its old sequence number or a new one.</summary>
public sealed record BidAmended(
    Amendment Amendment, Fee MaxFee, CubicFeet MaxVolume, CubicFeet MinVolume,
    TimeInForce TimeInForce, long Sequence) : MarketEvent
{
    /// <summary>When, by the clock of the process; null in older journals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? At { get; init; }
}

/// <summary>The rest of a bid is closed by its seller.</summary>
public sealed record BidCancelled(Cancellation Cancellation) : MarketEvent
{
    /// <summary>When, by the clock of the process; null in older journals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? At { get; init; }
}

/// <summary>Volume of an award is on offer.</summary>
public sealed record VolumeOffered(Relinquishment Relinquishment) : MarketEvent;

/// <summary>An amendment was refused for a cause that may pass, so its id is spent.</summary>
public sealed record AmendmentRefused(Amendment Amendment, AmendStatus Status) : MarketEvent;

/// <summary>A cancellation was refused for a cause that may pass, so its id is spent.</summary>
public sealed record CancellationRefused(
    Cancellation Cancellation, CancelStatus Status) : MarketEvent;

/// <summary>A relinquishment was refused for a cause that may pass, so its id is spent.</summary>
public sealed record RelinquishmentRefused(
    Relinquishment Relinquishment, RelinquishStatus Status) : MarketEvent;

/// <summary>The end of a rest was refused for a cause that may pass, so its id is spent.</summary>
public sealed record RestEndRefused(RestEnd End, RestEndStatus Status) : MarketEvent;

/// <summary>Capacity joins or leaves the pool at the next clearing.</summary>
public sealed record CapacityChanged(CapacityChange Change) : MarketAct
{
    /// <summary>When, by the clock of the process; null in older journals.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? At { get; init; }
}

/// <summary>A round is in the calendar.</summary>
public sealed record RoundScheduled(ScheduledRound Round) : MarketAct;

/// <summary>A round's book is closed: it holds the bids up to a sequence number.</summary>
/// <param name="Round">The round.</param>
/// <param name="ThroughSequence">The last sequence number in the closed book.</param>
/// <param name="BookHash">The hash of the closed book, hex.</param>
/// <param name="HashVersion">
/// The version of the round's hashes; rounds of older journals have 1, which keeps no secret.
/// </param>
/// <param name="Nonce">The round's secret; null in version 1.</param>
/// <param name="Root">The root of the tree over the book, hex; null in version 1.</param>
public sealed record RoundClosed(
    int Round, long ThroughSequence, string BookHash, int HashVersion = 1,
    RoundNonce? Nonce = null, string? Root = null) : MarketAct
{
    /// <summary>When, by the clock of the process; null in older journals.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>
    /// The leaves of sellers that were erased, by place: their rows have other names now, and the
    /// tree is still the one that was committed to. Empty if nobody was erased.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<ErasedLeaf> ErasedLeaves { get; init; }
}

/// <summary>A round in the calendar has another time or other terms.</summary>
/// <param name="Round">The round as it is planned now.</param>
/// <param name="Change">Who changed it, when and why.</param>
public sealed record RoundRescheduled(ScheduledRound Round, CalendarChange Change) : MarketAct;

/// <summary>A round is no longer in the calendar.</summary>
/// <param name="Round">Its number.</param>
/// <param name="Change">Who took it out, when and why.</param>
public sealed record RoundUnscheduled(int Round, CalendarChange Change) : MarketAct;

/// <summary>
/// A round is cleared. The outcome is recorded here and never recomputed on replay.
/// </summary>
/// <param name="Terms">The terms it was cleared on.</param>
/// <param name="CapacityDelta">The terms' delta and the changes made since the last
/// clearing.</param>
/// <param name="Available">Before rounding to lots.</param>
/// <param name="EligibleDemand">What bids ask for after reserve, caps and minimum.</param>
/// <param name="LowestGranted">The lowest max fee that got volume; null without an award.</param>
/// <param name="RoundFee">What every winner pays; null without an award.</param>
/// <param name="RepricedTo">The repricing fee, which earlier awards are lowered to; null if the
/// round reprices no award.</param>
/// <param name="AwardSequences">The winners' sequence numbers, ascending.</param>
/// <param name="AwardVolumes">What each got, same length.</param>
/// <param name="SellerCapped">Sequence numbers of bids refused for SELLER_CAP, ascending.</param>
/// <param name="MinFillMissed">Sequence numbers of bids refused for MIN_FILL, ascending.</param>
/// <param name="Releases">What the round took from relinquished awards, first in first out.</param>
/// <param name="ResultHash">SHA-256, hex, of the book's hash, the terms and this outcome.</param>
/// <param name="Edition">The rules it was cleared by; older journals do not name it.</param>
public sealed record RoundCleared(
    RoundTerms Terms, CubicFeet CapacityDelta, CubicFeet Available, Int128 EligibleDemand,
    Fee? LowestGranted, Fee? RoundFee, Fee? RepricedTo,
    ImmutableArray<long> AwardSequences, ImmutableArray<long> AwardVolumes,
    ImmutableArray<long> SellerCapped, ImmutableArray<long> MinFillMissed,
    ImmutableArray<Release> Releases, string ResultHash,
    RulesEdition Edition = RulesEdition.First) : MarketAct
{
    /// <summary>When, by the clock of the process; null in older journals.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>
    /// True if names that the result's hash covers were erased, so that it cannot be computed again.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HashCoversErased { get; init; }
}

/// <summary>
/// A tiny late bid set the fee of a round that was just cleared, far below the next fee.
/// </summary>
/// <param name="Round">The round.</param>
public sealed record MarketAlarmed(int Round) : MarketEvent
{
    /// <summary>When, by the clock of the process.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>An operator took space back, from the pool and from sellers.</summary>
/// <param name="Taken">What was taken, and from whom.</param>
public sealed record VolumeCurtailed(SpaceTaken Taken) : MarketAct
{
    /// <summary>When, by the clock of the process.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>
    /// The zone's rules and the days that it was decided by, so that what it took can be computed
    /// again; null in older journals.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CurtailPlace? Place { get; init; }
}

/// <summary>
/// A seller ended what a curtailment left of its award below the min volume; it is in the pool.
/// </summary>
/// <param name="End">What the seller asked for.</param>
/// <param name="Taken">
/// The rest, as a curtailment that all stays in the market and compensates nobody.
/// </param>
public sealed record RestEnded(RestEnd End, SpaceTaken Taken) : MarketEvent
{
    /// <summary>When, by the clock of the process.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Sellers have accepted a notice of the market.</summary>
/// <param name="NoticeNumber">The announcement that was told: see <see cref="Notice"/>.</param>
/// <param name="Sellers">Who accepted it.</param>
public sealed record NoticesAccepted(
    [property: JsonPropertyName("telling")] int NoticeNumber,
    ImmutableArray<string> Sellers) : MarketEvent;

/// <summary>Clearing stands still; bids are still taken.</summary>
public sealed record MarketPaused(string Note) : MarketAct
{
    /// <summary>When, by the clock of the process; null in older journals.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Clearing is resumed.</summary>
public sealed record MarketResumed : MarketAct
{
    /// <summary>When, by the clock of the process; null in older journals.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>The period is over: no more bids, rounds or releases.</summary>
public sealed record MarketSettled : MarketAct
{
    /// <summary>When, by the clock of the process; null in older journals.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>An operator was shown sealed bids.</summary>
/// <param name="Inspection">Who, why, and whose bids.</param>
/// <param name="At">When, by the clock of the process that served it.</param>
/// <param name="ThroughSequence">The bids up to this sequence number may be shown.</param>
public sealed record BidsInspected(
    Inspection Inspection, DateTimeOffset At, long ThroughSequence) : MarketAct;
