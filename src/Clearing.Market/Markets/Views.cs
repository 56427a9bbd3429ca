using System.Collections.Immutable;

namespace Clearing.Market.Markets;

/// <summary>The answer to a bid.</summary>
/// <param name="BidId">The bid.</param>
/// <param name="Status">Accepted, or the refusal.</param>
/// <param name="Number">
/// Its seller's own running number in the market, from 1; 0 if refused, or if it was only checked and
/// not placed. The market's sequence number, which no receipt has, would tell how many bids of others
/// came before.
/// </param>
/// <param name="Repeated">True if this is the first answer, given before to the same id.</param>
/// <param name="Limit">
/// The volume limit that was broken, as it is now; null if the bid broke none.
/// </param>
/// <param name="FeeLimit">The fee limit that was broken, as it is now; null if none was.</param>
/// <param name="Quota">The seller's quota that is used up, as it is now; null if none is.</param>
[GenerateSerializer, Alias("Clearing.BidReceipt"), Immutable]
public readonly record struct BidReceipt(
    string BidId, BidStatus Status, long Number, bool Repeated = false, CubicFeet? Limit = null,
    Fee? FeeLimit = null, int? Quota = null);

/// <summary>Where a bid stands.</summary>
[GenerateSerializer, Alias("Clearing.BidStage")]
public enum BidStage
{
    /// <summary>It stands: its ungranted rest takes part in the next clearing.</summary>
    Open = 0,

    /// <summary>It has got all it asked for.</summary>
    Complete = 1,

    /// <summary>Its seller closed the rest.</summary>
    Cancelled = 2,

    /// <summary>Its time in force is over.</summary>
    Expired = 3,
}

/// <summary>A seller's own bid as it stands.</summary>
/// <param name="Bid">As amended last.</param>
/// <param name="Sequence">
/// Its sequence number in the market; null to its seller before the clearing in which it takes
/// part.
/// </param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Granted">What it got so far.</param>
/// <param name="LastRound">The last round it took part in; 0 before the first.</param>
/// <param name="LastReason">Why it got nothing in that round; <c>None</c> if it got volume.</param>
/// <param name="Number">Its seller's own running number in the market, from 1.</param>
/// <param name="PlacedAt">When it was placed; null in older journals.</param>
[GenerateSerializer, Alias("Clearing.BidView"), Immutable]
public sealed record BidView(
    Bid Bid, long? Sequence, BidStage Stage, CubicFeet Granted, int LastRound, Reason LastReason,
    long Number = 0, DateTimeOffset? PlacedAt = null);

/// <summary>A page of a seller's own bids.</summary>
/// <param name="Bids">By the seller's own running number.</param>
/// <param name="Matching">How many bids match what was asked for, on this page and after it.</param>
[GenerateSerializer, Alias("Clearing.BidPage"), Immutable]
public sealed record BidPage(ImmutableArray<BidView> Bids, int Matching);

/// <summary>What everyone may know of a cleared round.</summary>
/// <param name="Terms">The terms it was cleared on.</param>
/// <param name="CapacityDelta">The terms' delta and the changes made since the last
/// clearing.</param>
/// <param name="Available">Before rounding to lots.</param>
/// <param name="EligibleDemand">
/// What bids asked for after reserve, caps and minimum; null while it is sealed.
/// </param>
/// <param name="Granted">Volume granted.</param>
/// <param name="Unsold">Available less granted.</param>
/// <param name="LowestGranted">The lowest max fee that got volume; null without an award.</param>
/// <param name="RoundFee">What every winner pays; null without an award.</param>
/// <param name="RepricedTo">
/// The fee to which earlier awards were lowered; null if the round lowered none.
/// </param>
/// <param name="Bids">Bids open at the clearing.</param>
/// <param name="Winners">Bids that got volume.</param>
/// <param name="Repriced">Earlier awards whose fee fell.</param>
/// <param name="BookHash">The hash of the closed book, hex; null while it is sealed.</param>
/// <param name="ResultHash">
/// The hash of the book's hash, the terms and the outcome, hex; null while it is sealed.
/// </param>
/// <param name="HashVersion">
/// The version of both hashes. Those of version 1 keep no secret, and stay sealed until the market
/// is settled.
/// </param>
/// <param name="Blind">The book's blind, hex; null in version 1.</param>
/// <param name="Root">The root of the tree over the book, hex; null in version 1.</param>
/// <param name="ClosedAt">When its book was closed; null in older journals.</param>
/// <param name="ClearedAt">When it was cleared; null if it was not, or in older journals.</param>
[GenerateSerializer, Alias("Clearing.RoundReport"), Immutable]
public sealed record RoundReport(
    RoundTerms Terms, CubicFeet CapacityDelta, CubicFeet Available, Int128? EligibleDemand,
    CubicFeet Granted, CubicFeet Unsold, Fee? LowestGranted, Fee? RoundFee, Fee? RepricedTo,
    int Bids, int Winners, int Repriced, string? BookHash, string? ResultHash, int HashVersion = 1,
    string? Blind = null, string? Root = null,
    DateTimeOffset? ClosedAt = null, DateTimeOffset? ClearedAt = null);

/// <summary>Where a market stands.</summary>
[GenerateSerializer, Alias("Clearing.MarketStage")]
public enum MarketStage
{
    /// <summary>It was never opened.</summary>
    Unknown = 0,

    /// <summary>It takes bids.</summary>
    Open = 1,

    /// <summary>It takes bids; clearing stands still.</summary>
    Paused = 2,

    /// <summary>Its period is over.</summary>
    Settled = 3,
}

/// <summary>An operator's view of a market. It reveals no bid.</summary>
/// <param name="Market">The market, <c>region/storageType/period</c>.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Config">Its configuration; null if it was never opened.</param>
/// <param name="Pool">Capacity not granted; negative is a deficit carried.</param>
/// <param name="PendingCapacity">Changes that count from the next clearing.</param>
/// <param name="OnOffer">Relinquished volume that nobody was granted yet.</param>
/// <param name="Held">Granted less released.</param>
/// <param name="LastRound">The last cleared round; 0 before the first.</param>
/// <param name="ClosedRound">The round whose book is closed and not cleared; 0 if none.</param>
/// <param name="OpenBidsFrom">
/// Bids that stand, as a class: 0 for none, 1 for 1 to 9, 10 for 10 to 99, and so on.
/// </param>
/// <param name="Calendar">Rounds to come, by number.</param>
/// <param name="Untold">Notices that no seller has accepted yet.</param>
/// <param name="ClosedBookHash">The hash of the book of <paramref name="ClosedRound"/>, hex; null
/// if none is closed, or if it is of version 1.</param>
/// <param name="ClosedAt">
/// When that book was closed; null if none is, or in older journals.
/// </param>
/// <param name="SettledAt">When it was settled; null if it is not, or in older journals.</param>
/// <param name="BindsAt">
/// When the awards of <paramref name="ClosedRound"/> bind; null unless it is provisional.
/// </param>
/// <param name="WaitingProposals">Proposals that wait for a second operator.</param>
[GenerateSerializer, Alias("Clearing.MarketReport"), Immutable]
public sealed record MarketReport(
    string Market, MarketStage Stage, MarketConfig? Config, CubicFeet Pool,
    CubicFeet PendingCapacity, CubicFeet OnOffer, CubicFeet Held, int LastRound, int ClosedRound,
    int OpenBidsFrom, ImmutableArray<ScheduledRound> Calendar, int Untold, string? ClosedBookHash,
    DateTimeOffset? ClosedAt = null, DateTimeOffset? SettledAt = null,
    DateTimeOffset? BindsAt = null, int WaitingProposals = 0)
{
    /// <summary>
    /// What sellers, and operators of other regions, may know of the market: none of its sums, no
    /// proposals, not how many bids others placed, and before the settlement neither the seed of a lottery nor whose
    /// volume is capped.
    /// </summary>
    public MarketReport ForSellers() => this with
    {
        Pool = default,
        PendingCapacity = default,
        OnOffer = default,
        Held = default,
        OpenBidsFrom = 0,
        Untold = 0,
        WaitingProposals = 0,
        Config = Stage == MarketStage.Settled ? Config : Config?.ForSellers(),
    };
}
