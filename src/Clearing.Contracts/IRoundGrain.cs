using System.Collections.Immutable;
using Clearing.Market;
using Clearing.Market.Curtailments;

namespace Clearing.Contracts;

/// <summary>One market's rounds. Key: <c>region/storageType/period</c>.</summary>
/// <remarks>
/// Everything that a call reports is durable when it returns. Sellers bid through
/// <see cref="ISellerGrain"/>, which checks that a bid is the seller's own. A caller without the
/// right gets an <see cref="AccessDeniedException"/>, and an argument outside its range gives an
/// <see cref="ArgumentException"/>; neither call changes anything.
/// </remarks>
[Alias("Clearing.IRoundGrain")]
public partial interface IRoundGrain : IGrainWithStringKey
{
    /// <summary>Opens the market; repeating the same configuration changes nothing.</summary>
    [Alias("Open")]
    [May(Role.Operator, Scope.Market)]
    Task<OpenStatus> Open(MarketConfig config);

    /// <summary>
    /// Adds or removes capacity, starting with the next clearing. Repeating a change returns its
    /// first answer.
    /// </summary>
    [Alias("ChangeCapacity")]
    [May(Role.Operator, Scope.Market)]
    Task<CapacityStatus> ChangeCapacity(CapacityChange change);

    /// <summary>
    /// Takes space back: from the pool, then from offers, then from awards, whose firm space is
    /// compensated. Repeating a curtailment returns its first outcome.
    /// </summary>
    /// <param name="cut">The space to take back.</param>
    [Alias("Curtail")]
    [May(Role.Operator, Scope.Market)]
    Task<CurtailReceipt> Curtail(SpaceCut cut);

    /// <summary>Reports what a curtailment would take and from whom. It changes nothing.</summary>
    /// <param name="cut">The space that would be taken back.</param>
    [Alias("PreviewCurtailment")]
    [May(Role.Operator, Scope.Market)]
    Task<CurtailReceipt> PreviewCurtailment(SpaceCut cut);

    /// <summary>All curtailments and what each one took, oldest first.</summary>
    [Alias("Curtailments")]
    [May(Role.Operator | Role.Auditor, Scope.Market)]
    Task<ImmutableArray<SpaceTaken>> Curtailments();

    /// <summary>Reports which capacity changes are decided; repeating one has no effect.</summary>
    /// <param name="ids">Ids of capacity changes.</param>
    /// <returns>For each id, in the same order, true if it is decided.</returns>
    [Alias("AnsweredChanges")]
    [May(Role.Operator, Scope.Market)]
    Task<ImmutableArray<bool>> AnsweredChanges(ImmutableArray<string> ids);

    /// <summary>Schedules a round, which closes and clears automatically. Idempotent.</summary>
    [Alias("Schedule")]
    [May(Role.Operator, Scope.Market)]
    Task<ScheduleStatus> Schedule(ScheduledRound round);

    /// <summary>Schedules several rounds, by number: all of them or none. Idempotent.</summary>
    [Alias("ScheduleMany")]
    [May(Role.Operator, Scope.Market)]
    Task<ScheduleStatus> ScheduleMany(ImmutableArray<ScheduledRound> rounds);

    /// <summary>Returns what <see cref="Open"/> would return, and changes nothing.</summary>
    [Alias("CheckOpen")]
    [May(Role.Operator, Scope.Market)]
    Task<OpenStatus> CheckOpen(MarketConfig config);

    /// <summary>
    /// Returns what <see cref="ScheduleMany"/> would return, and changes nothing. A market that
    /// was never opened answers as if it were open.
    /// </summary>
    /// <param name="planned">Rounds to treat as already in the calendar.</param>
    /// <param name="rounds">The rounds to schedule.</param>
    [Alias("CheckSchedule")]
    [May(Role.Operator, Scope.Market)]
    Task<ScheduleStatus> CheckSchedule(
        ImmutableArray<ScheduledRound> planned, ImmutableArray<ScheduledRound> rounds);

    /// <summary>
    /// Moves a scheduled round before its close, and records operator and reason. Idempotent.
    /// </summary>
    /// <param name="round">The round with its new terms and time.</param>
    /// <param name="by">
    /// The operator. A silo that knows its callers records the subject of the caller's token instead.
    /// </param>
    /// <param name="reason">Why: 1 to 200 characters.</param>
    [Alias("Reschedule")]
    [May(Role.Operator, Scope.Market)]
    Task<RescheduleStatus> Reschedule(ScheduledRound round, string by, string reason);

    /// <summary>
    /// Removes a round from the calendar before its close, and records operator and reason.
    /// Idempotent.
    /// </summary>
    /// <param name="round">The round's number.</param>
    /// <param name="by">
    /// The operator. A silo that knows its callers records the subject of the caller's token instead.
    /// </param>
    /// <param name="reason">Why: 1 to 200 characters.</param>
    [Alias("Unschedule")]
    [May(Role.Operator, Scope.Market)]
    Task<RescheduleStatus> Unschedule(int round, string by, string reason);

    /// <summary>
    /// Previews the clearing of a closed book on these terms and clears nothing. The report is
    /// null while the book is open, and if clearing would be refused. On other terms than the
    /// calendar's this shows sealed bids, so that it is first recorded as an inspection of all
    /// sellers' bids, once for each caller and terms.
    /// </summary>
    [Alias("Preview")]
    [May(Role.Operator, Scope.Market)]
    Task<ClearReceipt> Preview(RoundTerms terms);

    /// <summary>Closes a round's book; later bids wait for the next round. Idempotent.</summary>
    [Alias("Close")]
    [May(Role.Operator, Scope.Market)]
    Task<CloseStatus> Close(int round);

    /// <summary>
    /// Closes the book if it is still open, and clears the round. Idempotent on the same terms.
    /// </summary>
    [Alias("Clear")]
    [May(Role.Operator, Scope.Market)]
    Task<ClearReceipt> Clear(RoundTerms terms);

    /// <summary>The state of the market. It reveals no bid.</summary>
    /// <remarks>
    /// Only auditors and operators of the market's region see its sums, the class of open bids, the
    /// notices that are still untold, and before the settlement a lottery's seed, the caps of single
    /// sellers and what needs two operators. For others these are 0 or empty.
    /// </remarks>
    [Alias("Report")]
    [May(Role.Everyone, Scope.Market)]
    Task<MarketReport> Report();

    /// <summary>A cleared round; null if that round was not cleared.</summary>
    [Alias("Round")]
    [May(Role.Everyone, Scope.Market)]
    Task<RoundReport?> Round(int round);

    /// <summary>All cleared rounds, by number.</summary>
    [Alias("Rounds")]
    [May(Role.Everyone, Scope.Market)]
    Task<ImmutableArray<RoundReport>> Rounds();

    /// <summary>The number of public facts; it is also the newest fact's number.</summary>
    [Alias("FactCount")]
    [May(Role.Everyone, Scope.Market)]
    Task<long> FactCount();

    /// <summary>A page of the market's public facts, by number. It reveals no bid.</summary>
    /// <param name="after">The last number already seen; 0 from the start.</param>
    /// <param name="most">The maximum number of facts: 1 or more.</param>
    [Alias("Facts")]
    [May(Role.Everyone, Scope.Market)]
    Task<ImmutableArray<PublicFact>> Facts(long after, int most);

    /// <summary>A page of a round's awards; empty if the round was not cleared.</summary>
    /// <remarks>
    /// Max fees stay sealed until the market is settled: until then an operator who is no auditor
    /// gets each round's own fee in their place.
    /// </remarks>
    /// <param name="round">The round.</param>
    /// <param name="skip">How many awards to skip; 0 or more.</param>
    /// <param name="most">The maximum number of awards; 0 or more.</param>
    [Alias("Awards")]
    [May(Role.Operator | Role.Auditor, Scope.Market)]
    Task<ImmutableArray<Award>> Awards(int round, int skip, int most);

    /// <summary>The public curve of a cleared round; null if it was not cleared.</summary>
    [Alias("Curve")]
    [May(Role.Everyone, Scope.Market)]
    Task<RoundCurve?> Curve(int round);

    /// <summary>The exact curve of a cleared round; null if it was not cleared.</summary>
    /// <remarks>
    /// Open bids can be derived from this curve, so only those who may see the closed book get it.
    /// </remarks>
    [Alias("AuditedCurve")]
    [May(Role.Auditor, Scope.Market)]
    Task<RoundCurve?> AuditedCurve(int round);

    /// <summary>The inputs of a cleared round; null if it was not cleared.</summary>
    /// <remarks>
    /// They include the lottery's seed, so only those who may see the closed book get them.
    /// </remarks>
    [Alias("Inputs")]
    [May(Role.Auditor, Scope.Market, OnceSettled = Role.Everyone)]
    Task<RoundInputs?> Inputs(int round);

    /// <summary>A page of the closed book of a cleared round, by sequence number.</summary>
    /// <remarks>
    /// Open bids take part in later rounds, so only auditors may read it before the settlement.
    /// </remarks>
    /// <param name="round">The round.</param>
    /// <param name="after">The last sequence number already seen; 0 from the start.</param>
    /// <param name="most">1 to 10_000 bids.</param>
    [Alias("Book")]
    [May(Role.Auditor, Scope.Market, OnceSettled = Role.Everyone)]
    Task<ImmutableArray<BookRow>> Book(int round, long after, int most);

    /// <summary>A page of the offers that stood when a cleared round's book was closed.</summary>
    /// <param name="round">The round; the page is empty if it was not cleared.</param>
    /// <param name="skip">How many offers to skip; 0 or more.</param>
    /// <param name="most">1 to 10_000 offers.</param>
    [Alias("Offers")]
    [May(Role.Auditor, Scope.Market, OnceSettled = Role.Everyone)]
    Task<ImmutableArray<Offer>> Offers(int round, int skip, int most);

    /// <summary>Shows sealed bids to an operator after recording the inspection durably.</summary>
    /// <param name="inspection">
    /// Who inspects, why, and whose bids. Repeating it records nothing new. A silo that knows its callers
    /// records the subject of the caller's token, not the name that is given here.
    /// </param>
    /// <param name="after">
    /// The last sequence number already seen, or of one seller's bids the last number; 0 from the start.
    /// </param>
    /// <param name="most">1 to 10_000 bids.</param>
    [Alias("Inspect")]
    [May(Role.Operator, Scope.Market)]
    Task<InspectionReceipt> Inspect(Inspection inspection, long after, int most);

    /// <summary>A page of the inspections on record, oldest first.</summary>
    /// <remarks>
    /// Only auditors and operators of the market's region see who inspected, why, and up to which
    /// sequence number. For the seller these are empty and 0. Of an inspection of one seller, the number is 0
    /// for operators, too: it would tell how many bids of others there were.
    /// </remarks>
    /// <param name="seller">Only inspections that saw this seller's bids; null for all.</param>
    /// <param name="skip">How many inspections to skip.</param>
    /// <param name="most">The maximum number of inspections: 1 to 10_000.</param>
    [Alias("Inspections")]
    [May(Role.Everyone, Scope.SellerInMarket)]
    Task<ImmutableArray<InspectionRecord>> Inspections(string? seller, int skip, int most);

    /// <summary>
    /// The results of rounds that bind nobody, oldest first: voided ones, and the provisional one.
    /// </summary>
    [Alias("Contested")]
    [May(Role.Everyone, Scope.Market)]
    Task<ImmutableArray<ContestedRound>> Contested();

    /// <summary>
    /// Asks for an act that a second operator must approve. Asking again changes nothing.
    /// </summary>
    /// <param name="id">Chosen by the operator, unique among the market's proposals.</param>
    /// <param name="act">The act; exactly one of its members is not null.</param>
    /// <param name="reason">Why; 1 to 200 characters.</param>
    /// <exception cref="ArgumentException">The act is none, or more than one.</exception>
    [Alias("Propose")]
    [May(Role.Operator, Scope.Market)]
    Task<ApprovalReceipt> Propose(string id, ProposedAct act, string reason);

    /// <summary>
    /// Approves an act of another operator, which happens with the approval. Approving again changes
    /// nothing. A correction is then allowed, and its seller's grain makes it.
    /// </summary>
    /// <param name="id">The proposal.</param>
    [Alias("Approve")]
    [May(Role.Operator, Scope.Market)]
    Task<ApprovalReceipt> Approve(string id);

    /// <summary>Withdraws a proposal. Withdrawing again changes nothing.</summary>
    /// <param name="id">The proposal.</param>
    [Alias("Withdraw")]
    [May(Role.Operator, Scope.Market)]
    Task<ApprovalReceipt> Withdraw(string id);

    /// <summary>A page of the proposals, oldest first.</summary>
    /// <param name="skip">How many to skip.</param>
    /// <param name="most">1 to 10_000 proposals.</param>
    [Alias("Proposals")]
    [May(Role.Operator | Role.Auditor, Scope.Market)]
    Task<ImmutableArray<PendingAct>> Proposals(int skip, int most);

    /// <summary>A page of the market's audit trail, oldest first.</summary>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">1 to 10_000 entries.</param>
    [Alias("Audit")]
    [May(Role.Operator | Role.Auditor, Scope.Market)]
    Task<ImmutableArray<AuditEntry>> Audit(long after, int most);
}
