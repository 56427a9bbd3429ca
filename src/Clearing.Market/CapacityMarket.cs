using System.Collections.Immutable;

namespace Clearing.Market;

/// <summary>One market: its book, pool, rounds, awards and what is still to be told.</summary>
/// <remarks>
/// Commands decide and change nothing; <see cref="Apply"/> copies facts and decides nothing.
/// Not for concurrent use: a decision and its events belong to one turn.
/// </remarks>
/// <param name="key">The market, <c>region/storageType/period</c>.</param>
public sealed class CapacityMarket(string key)
{
    /// <summary>The market, <c>region/storageType/period</c>.</summary>
    public string Key { get; } = key;

    /// <summary>Where it stands.</summary>
    public MarketStage Stage => throw new NotImplementedException();

    /// <summary>Rounds to come, by number.</summary>
    public ImmutableArray<ScheduledRound> Calendar => throw new NotImplementedException();

    /// <summary>Opens the market. The same configuration again changes nothing.</summary>
    public Decision<OpenStatus, MarketEvent> Open(MarketConfig config) => throw new NotImplementedException();

    /// <summary>Decides on bids, each by itself: one bad bid does not spoil the others.</summary>
    /// <param name="bids">The bids of one seller; the same bid again gets its first answer.</param>
    /// <param name="cap">The seller's cap from its base limit; null if there is none.</param>
    public Decision<ImmutableArray<BidReceipt>, MarketEvent> Place(ImmutableArray<Bid> bids, CubicFeet? cap = null) => throw new NotImplementedException();

    /// <summary>Decides on an amendment. The same one again gets its first answer.</summary>
    public Decision<AmendStatus, MarketEvent> Amend(Amendment amendment) => throw new NotImplementedException();

    /// <summary>Decides on a cancellation. The same one again gets its first answer.</summary>
    public Decision<CancelStatus, MarketEvent> Cancel(Cancellation cancellation) => throw new NotImplementedException();

    /// <summary>Decides on a relinquishment. The same one again gets its first answer.</summary>
    public Decision<RelinquishStatus, MarketEvent> Relinquish(Relinquishment relinquishment) => throw new NotImplementedException();

    /// <summary>Adds or takes capacity from the next clearing on.</summary>
    public Decision<CapacityStatus, MarketEvent> ChangeCapacity(CapacityChange change) => throw new NotImplementedException();

    /// <summary>Puts a round in the calendar.</summary>
    public Decision<ScheduleStatus, MarketEvent> Schedule(ScheduledRound round) => throw new NotImplementedException();

    /// <summary>Closes a round's book: later bids wait for the next round.</summary>
    public Decision<CloseStatus, MarketEvent> Close(int round) => throw new NotImplementedException();

    /// <summary>Closes the book if it is not, and clears the round: one decision, all its facts.</summary>
    public Decision<ClearStatus, MarketEvent> Clear(RoundTerms terms) => throw new NotImplementedException();

    /// <summary>Lets clearing stand still; bids are still taken.</summary>
    public Decision<PauseStatus, MarketEvent> Pause(string note) => throw new NotImplementedException();

    /// <summary>Lets clearing go on.</summary>
    public Decision<PauseStatus, MarketEvent> Resume() => throw new NotImplementedException();

    /// <summary>Ends the period. Every seller with an award is told.</summary>
    public Decision<SettleStatus, MarketEvent> Settle() => throw new NotImplementedException();

    /// <summary>Records which notices were accepted. One already recorded changes nothing.</summary>
    /// <param name="notices">Notices that <see cref="Untold"/> gave.</param>
    public ImmutableArray<MarketEvent> Told(IEnumerable<Notice> notices) => throw new NotImplementedException();

    /// <summary>Copies a fact into the state.</summary>
    public void Apply(MarketEvent happened) => throw new NotImplementedException();

    /// <summary>
    /// The next notices to tell, at most one per seller: each seller's earliest untold one.
    /// </summary>
    /// <param name="most">At the most so many.</param>
    /// <param name="skip">Sellers to leave out, such as those being told just now.</param>
    public ImmutableArray<Notice> Untold(int most, IReadOnlySet<string> skip) => throw new NotImplementedException();

    /// <summary>Notices that no seller has accepted yet.</summary>
    public int UntoldCount => throw new NotImplementedException();

    /// <summary>An operator's view.</summary>
    public MarketReport Report() => throw new NotImplementedException();

    /// <summary>A cleared round; null if that round was not cleared.</summary>
    public RoundReport? Round(int round) => throw new NotImplementedException();

    /// <summary>A seller's bids as they stand, by sequence number.</summary>
    public ImmutableArray<BidView> BidsOf(string seller) => throw new NotImplementedException();

    /// <summary>A page of the awards of a cleared round, by sequence number of their bids.</summary>
    public ImmutableArray<Award> Awards(int round, int skip, int most) => throw new NotImplementedException();
}
