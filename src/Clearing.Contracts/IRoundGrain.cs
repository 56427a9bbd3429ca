using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Contracts;

/// <summary>One market's rounds. Key: <c>region/storageType/period</c>.</summary>
/// <remarks>
/// An answer means that what it says is durable. Sellers bid through <see cref="ISellerGrain"/>,
/// which checks that a bid is the seller's own.
/// </remarks>
[Alias("Clearing.IRoundGrain")]
public interface IRoundGrain : IGrainWithStringKey
{
    /// <summary>Opens the market; the same configuration again changes nothing.</summary>
    [Alias("Open")]
    Task<OpenStatus> Open(MarketConfig config);

    /// <summary>Puts bids of one seller in the book, each decided by itself.</summary>
    /// <param name="bids">1 to 10_000 bids of one seller.</param>
    /// <param name="baseLimit">The seller's base limit here, in cubic feet.</param>
    /// <returns>A receipt per bid, in the same sequence.</returns>
    [Alias("Place")]
    Task<ImmutableArray<BidReceipt>> Place(ImmutableArray<Bid> bids, CubicFeet baseLimit);

    /// <summary>Amends a standing bid.</summary>
    [Alias("Amend")]
    Task<AmendStatus> Amend(Amendment amendment);

    /// <summary>Closes the rest of a bid.</summary>
    [Alias("Cancel")]
    Task<CancelStatus> Cancel(Cancellation cancellation);

    /// <summary>Offers volume of an award back.</summary>
    [Alias("Relinquish")]
    Task<RelinquishStatus> Relinquish(Relinquishment relinquishment);

    /// <summary>Adds or takes capacity from the next clearing on.</summary>
    [Alias("ChangeCapacity")]
    Task<CapacityStatus> ChangeCapacity(CapacityChange change);

    /// <summary>Puts a round in the calendar: it closes and clears by itself.</summary>
    [Alias("Schedule")]
    Task<ScheduleStatus> Schedule(ScheduledRound round);

    /// <summary>Closes a round's book: later bids wait for the next round.</summary>
    [Alias("Close")]
    Task<CloseStatus> Close(int round);

    /// <summary>
    /// Closes the book if it is not, and clears the round. Clearing twice is the same.
    /// </summary>
    [Alias("Clear")]
    Task<ClearReceipt> Clear(RoundTerms terms);

    /// <summary>Lets clearing stand still; bids are still taken.</summary>
    /// <param name="note">Why; kept in the journal.</param>
    [Alias("Pause")]
    Task<PauseStatus> Pause(string note);

    /// <summary>Lets clearing go on.</summary>
    [Alias("Resume")]
    Task<PauseStatus> Resume();

    /// <summary>Ends the period and tells every seller with an award its final statement.</summary>
    [Alias("Settle")]
    Task<SettleStatus> Settle();

    /// <summary>Where the market stands. It tells no bid.</summary>
    [Alias("Report")]
    Task<MarketReport> Report();

    /// <summary>A cleared round; null if that round was not cleared.</summary>
    [Alias("Round")]
    Task<RoundReport?> Round(int round);

    /// <summary>All cleared rounds, by number.</summary>
    [Alias("Rounds")]
    Task<ImmutableArray<RoundReport>> Rounds();

    /// <summary>A page of the awards of a cleared round.</summary>
    [Alias("Awards")]
    Task<ImmutableArray<Award>> Awards(int round, int skip, int most);

    /// <summary>The curve of a cleared round for everyone; null if it was not cleared.</summary>
    [Alias("Curve")]
    Task<RoundCurve?> Curve(int round);

    /// <summary>The exact curve of a cleared round; null if it was not cleared.</summary>
    /// <remarks>Bids that stand can be told from it: for those who may see the closed book.</remarks>
    [Alias("AuditedCurve")]
    Task<RoundCurve?> AuditedCurve(int round);

    /// <summary>What a cleared round was decided on; null if it was not cleared.</summary>
    /// <remarks>It tells the seed of the lottery: for those who may see the closed book.</remarks>
    [Alias("Inputs")]
    Task<RoundInputs?> Inputs(int round);

    /// <summary>A page of the closed book of a cleared round, by sequence number.</summary>
    /// <remarks>
    /// Bids that stand live on in later rounds: before the settlement it is for auditors only.
    /// </remarks>
    /// <param name="round">The round.</param>
    /// <param name="after">The last sequence number already seen; 0 from the start.</param>
    /// <param name="most">1 to 10_000 bids.</param>
    [Alias("Book")]
    Task<ImmutableArray<BookRow>> Book(int round, long after, int most);

    /// <summary>A page of what was on offer when a cleared round's book was closed.</summary>
    [Alias("Offers")]
    Task<ImmutableArray<Offer>> Offers(int round, int skip, int most);

    /// <summary>Shows sealed bids to an operator, once that is durably on record.</summary>
    /// <param name="inspection">
    /// Who, why, whose bids. The same again is the same inspection.
    /// </param>
    /// <param name="after">The last sequence number already seen; 0 from the start.</param>
    /// <param name="most">1 to 10_000 bids.</param>
    [Alias("Inspect")]
    Task<InspectionReceipt> Inspect(Inspection inspection, long after, int most);

    /// <summary>A page of the inspections on record, oldest first.</summary>
    /// <param name="seller">Those that saw this seller's bids; null for all.</param>
    /// <param name="skip">Inspections to pass over.</param>
    /// <param name="most">The most to give.</param>
    [Alias("Inspections")]
    Task<ImmutableArray<InspectionRecord>> Inspections(string? seller, int skip, int most);

    /// <summary>
    /// A seller's proof that its bids were in the closed book of a cleared round. For seller grains.
    /// </summary>
    /// <param name="seller">The seller: it gets its own rows alone.</param>
    /// <param name="round">The round.</param>
    /// <param name="after">The last sequence number already seen; 0 from the start.</param>
    /// <param name="most">1 to 10_000 rows.</param>
    /// <returns>Null if the round was not cleared, or its hashes are of version 1.</returns>
    [Alias("Proof")]
    Task<BidProof?> Proof(string seller, int round, long after, int most);

    /// <summary>A seller's own bids, by sequence number. For seller grains.</summary>
    [Alias("BidsOf")]
    Task<ImmutableArray<BidView>> BidsOf(string seller);
}
