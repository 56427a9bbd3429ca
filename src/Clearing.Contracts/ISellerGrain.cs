using System.Collections.Immutable;
using Clearing.Market;
using Clearing.Market.Curtailments;

namespace Clearing.Contracts;

/// <summary>One seller: its bids, allocations and credit ledger. Key: the seller's id.</summary>
/// <remarks>
/// Everything that a call reports is durable when it returns. A missing answer (a timeout, a
/// broken connection) means that the outcome is unknown: repeat the command with the same id. A
/// caller without the right gets an <see cref="AccessDeniedException"/>, and an argument outside
/// its range gives an <see cref="ArgumentException"/>; neither call changes anything.
/// </remarks>
[Alias("Clearing.ISellerGrain")]
public partial interface ISellerGrain : IGrainWithStringKey
{
    /// <summary>Places a bid. Repeating a bid returns its first answer.</summary>
    /// <param name="market">The market, <c>region/storageType/period</c>.</param>
    /// <param name="bid">The bid; its seller must be this one.</param>
    [Alias("Place")]
    [May(Role.Seller, Scope.Seller)]
    Task<BidReceipt> Place(string market, Bid bid);

    /// <summary>Places many bids in one call, each decided separately.</summary>
    /// <param name="market">The market.</param>
    /// <param name="bids">1 to 10_000 bids of this seller.</param>
    /// <returns>One receipt per bid, in the same order.</returns>
    [Alias("PlaceMany")]
    [May(Role.Seller, Scope.Seller)]
    Task<ImmutableArray<BidReceipt>> PlaceMany(string market, ImmutableArray<Bid> bids);

    /// <summary>Reports what placing these bids would return, without placing them.</summary>
    /// <param name="market">The market.</param>
    /// <param name="bids">1 to 10_000 bids of this seller.</param>
    /// <returns>
    /// One receipt per bid, in the same order; the number of an accepted bid is 0, because it has none.
    /// </returns>
    [Alias("Check")]
    [May(Role.Seller, Scope.Seller)]
    Task<ImmutableArray<BidReceipt>> Check(string market, ImmutableArray<Bid> bids);

    /// <summary>
    /// Reports what placing these bids after others would return, without placing any.
    /// </summary>
    /// <param name="market">The market.</param>
    /// <param name="bids">1 to 10_000 bids of this seller.</param>
    /// <param name="accepted">How many of the others would be accepted for the first time.</param>
    /// <param name="refused">
    /// How many of the others would be refused above the cap for the first time.
    /// </param>
    /// <returns>
    /// One receipt per bid, in the same order; the number of an accepted bid is 0, because it has none.
    /// </returns>
    [Alias("CheckAfter")]
    [May(Role.Seller, Scope.Seller)]
    Task<ImmutableArray<BidReceipt>> CheckAfter(
        string market, ImmutableArray<Bid> bids, int accepted, int refused);

    /// <summary>
    /// Amends an open bid, and gives the limit that a refusal is about. Repeating an amendment
    /// returns its first answer.
    /// </summary>
    [Alias("AmendBid")]
    [May(Role.Seller, Scope.Seller)]
    Task<AmendReceipt> AmendBid(string market, Amendment amendment);

    /// <summary>
    /// Closes a bid's ungranted rest, and gives the limit that a refusal is about. Repeating it
    /// returns the first answer.
    /// </summary>
    [Alias("CancelBid")]
    [May(Role.Seller, Scope.Seller)]
    Task<CancelReceipt> CancelBid(string market, Cancellation cancellation);

    /// <summary>Reports what an amendment would return now, and changes nothing.</summary>
    [Alias("CheckAmend")]
    [May(Role.Seller, Scope.Seller)]
    Task<AmendReceipt> CheckAmend(string market, Amendment amendment);

    /// <summary>Reports what a cancellation would return now, and changes nothing.</summary>
    [Alias("CheckCancel")]
    [May(Role.Seller, Scope.Seller)]
    Task<CancelReceipt> CheckCancel(string market, Cancellation cancellation);

    /// <summary>
    /// Offers back volume of an award, and gives the limit that a refusal is about. Repeating it
    /// returns the first answer.
    /// </summary>
    [Alias("OfferBack")]
    [May(Role.Seller, Scope.Seller)]
    Task<RelinquishReceipt> OfferBack(string market, Relinquishment relinquishment);

    /// <summary>Amends an open bid like <see cref="AmendBid"/>; the answer is the status.</summary>
    [Alias("Amend")]
    [May(Role.Seller, Scope.Seller)]
    Task<AmendStatus> Amend(string market, Amendment amendment);

    /// <summary>Closes a bid's rest like <see cref="CancelBid"/>; the answer is the status.</summary>
    [Alias("Cancel")]
    [May(Role.Seller, Scope.Seller)]
    Task<CancelStatus> Cancel(string market, Cancellation cancellation);

    /// <summary>Offers back volume like <see cref="OfferBack"/>; the answer is the status.</summary>
    [Alias("Relinquish")]
    [May(Role.Seller, Scope.Seller)]
    Task<RelinquishStatus> Relinquish(string market, Relinquishment relinquishment);

    /// <summary>
    /// Ends what a curtailment left of an award below its min volume, within 7 days of the
    /// curtailment's day. Repeating it returns the first answer.
    /// </summary>
    /// <param name="market">The market.</param>
    /// <param name="end">The award; its seller must be this one.</param>
    [Alias("EndRest")]
    [May(Role.Seller, Scope.Seller)]
    Task<RestEndStatus> EndRest(string market, RestEnd end);

    /// <summary>Reports what <see cref="EndRest"/> would return now, and changes nothing.</summary>
    [Alias("CheckEnd")]
    [May(Role.Seller, Scope.Seller)]
    Task<RestEndStatus> CheckEnd(string market, RestEnd end);

    /// <summary>
    /// Reports which commands in a market are decided; repeating one has no effect.
    /// </summary>
    /// <param name="market">The market.</param>
    /// <param name="ids">Ids of amendments, cancellations, relinquishments or ends.</param>
    /// <returns>For each id, in the same order, true if it is decided.</returns>
    [Alias("AnsweredIn")]
    [May(Role.Seller, Scope.Seller)]
    Task<ImmutableArray<bool>> AnsweredIn(string market, ImmutableArray<string> ids);

    /// <summary>
    /// The results of a market's rounds that bind nobody, with the seller's own awards.
    /// </summary>
    /// <remarks>Max fees are sealed as in <see cref="Statement"/>.</remarks>
    /// <param name="market">The market.</param>
    [Alias("Contested")]
    [May(Role.Everyone, Scope.SellerInRegion)]
    Task<ImmutableArray<ContestedRound>> Contested(string market);

    /// <summary>Proves that the seller's bids were in the closed book of a round.</summary>
    /// <param name="market">The market.</param>
    /// <param name="round">A cleared round.</param>
    /// <param name="after">The last sequence number already seen; 0 from the start.</param>
    /// <param name="most">1 to 10_000 rows.</param>
    /// <returns>The proof; null if the round is not cleared or has version 1 hashes.</returns>
    [Alias("Proof")]
    [May(Role.Seller, Scope.Seller)]
    Task<BidProof?> Proof(string market, int round, long after, int most);

    /// <summary>
    /// Reports incremental sales or returns, and gives the limit that a refusal is about. A repeated
    /// report counts once.
    /// </summary>
    [Alias("AddSales")]
    [May(Role.Seller, Scope.Seller)]
    Task<ReportReceipt> AddSales(SalesReport report);

    /// <summary>
    /// Reports the used volume of an allocation, and gives the limit that a refusal is about. A
    /// repeated report counts once.
    /// </summary>
    [Alias("AddUse")]
    [May(Role.Seller, Scope.Seller)]
    Task<ReportReceipt> AddUse(UseReport report);

    /// <summary>
    /// Adds an entry that corrects a settled statement, and gives the limit that a refusal is about.
    /// A repeat counts once.
    /// </summary>
    [Alias("AddCorrection")]
    [May(Role.Operator, Scope.SellerInRegion)]
    Task<ReportReceipt> AddCorrection(Correction correction);

    /// <summary>Reports sales like <see cref="AddSales"/>; the answer is the status.</summary>
    [Alias("ReportSales")]
    [May(Role.Seller, Scope.Seller)]
    Task<ReportStatus> ReportSales(SalesReport report);

    /// <summary>
    /// Confirms, holds or disputes a sales report before the market is settled. Repeating a review
    /// changes nothing, even if another one came between.
    /// </summary>
    /// <param name="market">The market of the review; it must match.</param>
    /// <param name="review">The report, its new state and the reason.</param>
    [Alias("ReviewSales")]
    [May(Role.Operator, Scope.SellerInRegion)]
    Task<ReviewStatus> ReviewSales(string market, SalesReview review);

    /// <summary>A page of the sales reports in a market, oldest first.</summary>
    /// <param name="market">The market.</param>
    /// <param name="skip">How many reports to skip.</param>
    /// <param name="most">1 to 10_000 reports.</param>
    [Alias("Sales")]
    [May(Role.Everyone, Scope.SellerInRegion)]
    Task<ImmutableArray<SalesRecord>> Sales(string market, int skip, int most);

    /// <summary>Reports use like <see cref="AddUse"/>; the answer is the status.</summary>
    [Alias("ReportUse")]
    [May(Role.Seller, Scope.Seller)]
    Task<ReportStatus> ReportUse(UseReport report);

    /// <summary>Corrects like <see cref="AddCorrection"/>; the answer is the status.</summary>
    [Alias("Correct")]
    [May(Role.Operator, Scope.SellerInRegion)]
    Task<ReportStatus> Correct(Correction correction);

    /// <summary>
    /// Tells which reports, reviews and corrections are decided in a region; repeating one has no
    /// effect.
    /// </summary>
    /// <param name="market">A market of the region; an operator must operate it.</param>
    /// <param name="ids">
    /// Ids of reports, reviews and corrections, each unique in the region of its market.
    /// </param>
    /// <returns>For each id, in the same order, true if it is decided.</returns>
    [Alias("AnsweredReports")]
    [May(Role.Seller | Role.Operator, Scope.SellerInRegion)]
    Task<ImmutableArray<bool>> AnsweredReports(string market, ImmutableArray<string> ids);

    /// <summary>Sets the seller's base allocation in a region and storage type.</summary>
    [Alias("SetBase")]
    [May(Role.Operator, Scope.SellerInRegion)]
    Task SetBase(BaseAllocation allocation);

    /// <summary>The markets in which the seller takes part, and its volume in each.</summary>
    [Alias("Allocations")]
    [May(Role.Everyone, Scope.Seller)]
    Task<ImmutableArray<MarketAllocation>> Allocations();

    /// <summary>The statement of a market; null if the seller has nothing there.</summary>
    /// <remarks>
    /// Max fees stay sealed until the market is settled: until then only the seller itself and auditors
    /// get them, and operators get each round's own fee in their place.
    /// </remarks>
    [Alias("Statement")]
    [May(Role.Everyone, Scope.SellerInRegion)]
    Task<Statement?> Statement(string market);

    /// <summary>
    /// Completes if the seller's grain, and thereby the journal, responds. It serves health probes;
    /// it returns nothing and changes nothing.
    /// </summary>
    [Alias("Probe")]
    [May(Role.Anonymous, Scope.Roles)]
    Task Probe();

    /// <summary>The number of postings in the ledger, numbered from 1 without gaps.</summary>
    [Alias("PostingCount")]
    [May(Role.Everyone, Scope.Seller)]
    Task<long> PostingCount();

    /// <summary>A page of the ledger, oldest first.</summary>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">1 to 1_000 entries.</param>
    [Alias("Ledger")]
    [May(Role.Everyone, Scope.Seller)]
    Task<ImmutableArray<LedgerEntry>> Ledger(long after, int most);

    /// <summary>A page of the ledger's entries of one market, oldest first.</summary>
    /// <param name="market">The market; an operator must operate it.</param>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">1 to 1_000 entries.</param>
    [Alias("MarketLedger")]
    [May(Role.Everyone, Scope.SellerInRegion)]
    Task<ImmutableArray<LedgerEntry>> MarketLedger(string market, long after, int most);

    /// <summary>A page of the operators' acts on the account, oldest first.</summary>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">1 to 10_000 entries.</param>
    [Alias("Audit")]
    [May(Role.Operator | Role.Auditor, Scope.Seller)]
    Task<ImmutableArray<AuditEntry>> Audit(long after, int most);
}
