using System.Collections.Immutable;
using Clearing.Allocation.Attributions;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Overages;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Warnings;

namespace Clearing.Contracts;

/// <summary>
/// A seller in a zone: its facts and its profile. Key: <c>region/storageType/seller</c>.
/// </summary>
/// <remarks>
/// Everything that a call reports is durable when it returns. A missing answer (a timeout, a
/// broken connection) means that the outcome is unknown: send the facts again with the same ids. A
/// caller without the right gets an <see cref="AccessDeniedException"/>, and an argument outside
/// its range gives an <see cref="ArgumentException"/>; neither call changes anything.
/// </remarks>
[Alias("Clearing.IZoneSellerGrain")]
public interface IZoneSellerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Records day reports, each decided separately; a repeated report counts once.
    /// </summary>
    /// <param name="reports">1 to 1_000 reports.</param>
    /// <returns>The outcome of each report, in the same order.</returns>
    [Alias("Report")]
    [May(Role.Seller | Role.Operator, Scope.ZoneSeller)]
    Task<ImmutableArray<FactStatus>> Report(ImmutableArray<DayReport> reports);

    /// <summary>
    /// Returns what <see cref="Report"/> would return for these reports, and records nothing.
    /// </summary>
    /// <param name="reports">1 to 1_000 reports.</param>
    /// <returns>The outcome that each report would have, in the same order.</returns>
    [Alias("Check")]
    [May(Role.Seller | Role.Operator, Scope.ZoneSeller)]
    Task<ImmutableArray<FactStatus>> Check(ImmutableArray<DayReport> reports);

    /// <summary>Records returns, each decided separately; a repeated return counts once.</summary>
    /// <param name="returns">1 to 1_000 returns.</param>
    /// <returns>The outcome of each return, in the same order.</returns>
    [Alias("Return")]
    [May(Role.Seller | Role.Operator, Scope.ZoneSeller)]
    Task<ImmutableArray<FactStatus>> Return(ImmutableArray<SalesReturn> returns);

    /// <summary>
    /// Which reports and returns have an answer already, which the same again gets.
    /// </summary>
    /// <param name="ids">Their ids.</param>
    /// <returns>For each id, in the same order, true if it has an answer.</returns>
    [Alias("Answered")]
    [May(Role.Seller | Role.Operator, Scope.ZoneSeller)]
    Task<ImmutableArray<bool>> Answered(ImmutableArray<string> ids);

    /// <summary>Sets the seller's plan and the date on which its account was opened.</summary>
    /// <param name="profile">The profile; repeating it changes nothing.</param>
    /// <returns>False if the zone is unknown.</returns>
    [Alias("SetProfile")]
    [May(Role.Operator, Scope.ZoneSeller)]
    Task<bool> SetProfile(SellerProfile profile);

    /// <summary>The seller's profile; null until the operator sets it.</summary>
    [Alias("Profile")]
    [May(Role.Everyone, Scope.ZoneSeller)]
    Task<SellerProfile?> Profile();

    /// <summary>The days in a range that have facts, ascending.</summary>
    /// <param name="first">The first day, inclusive.</param>
    /// <param name="last">The last day, inclusive.</param>
    /// <param name="most">The maximum number of days: 1 to 1_000.</param>
    [Alias("Days")]
    [May(Role.Everyone, Scope.ZoneSeller)]
    Task<ImmutableArray<EffectiveDay>> Days(DateOnly first, DateOnly last, int most);

    /// <summary>
    /// Proposes a deal or a launch, which counts in a run once an operator has confirmed it.
    /// Repeating it changes nothing.
    /// </summary>
    /// <param name="plan">The event.</param>
    [Alias("ProposeEvent")]
    [May(Role.Seller | Role.Operator, Scope.ZoneSeller)]
    Task<EventPlanStatus> ProposeEvent(EventPlan plan);

    /// <summary>
    /// Enters an event as confirmed, or confirms the one that the seller proposed so. Repeating it
    /// changes nothing.
    /// </summary>
    /// <param name="plan">The event.</param>
    /// <param name="reason">Why: 1 to 200 characters, which the seller sees too.</param>
    [Alias("EnterEvent")]
    [May(Role.Operator, Scope.ZoneSeller)]
    Task<EventPlanStatus> EnterEvent(EventPlan plan, string reason);

    /// <summary>
    /// Confirms, declines or withdraws an event. Runs that have taken their snapshot keep what they
    /// took. Repeating it changes nothing.
    /// </summary>
    /// <param name="decision">Confirmed, Declined or Withdrawn, and why.</param>
    [Alias("DecideEvent")]
    [May(Role.Operator, Scope.ZoneSeller)]
    Task<EventDecisionStatus> DecideEvent(EventDecision decision);

    /// <summary>A page of the seller's planned events, oldest first.</summary>
    /// <param name="waiting">
    /// True for only those that wait for an operator; an event whose last day is over does not.
    /// </param>
    /// <param name="after">The number of the last event already seen; 0 from the start.</param>
    /// <param name="most">The maximum number of events: 1 to 1_000.</param>
    [Alias("PlannedEvents")]
    [May(Role.Everyone, Scope.ZoneSeller)]
    Task<ImmutableArray<EventPlanView>> PlannedEvents(bool waiting, long after, int most);

    /// <summary>The planned event of an id; null if there is none.</summary>
    /// <param name="id">The event's id.</param>
    [Alias("PlannedEvent")]
    [May(Role.Everyone, Scope.ZoneSeller)]
    Task<EventPlanView?> PlannedEvent(string id);

    /// <summary>
    /// A page of what operators decided on the seller's events, oldest first: who, when and why.
    /// </summary>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">The maximum number of entries: 1 to 1_000.</param>
    [Alias("Audit")]
    [May(Role.Operator | Role.Auditor, Scope.ZoneSeller)]
    Task<ImmutableArray<AuditEntry>> Audit(long after, int most);

    /// <summary>The seller's score and its factors; null if the zone is unknown.</summary>
    [Alias("Score")]
    [May(Role.Everyone, Scope.ZoneSeller)]
    Task<SellerScoreView?> Score();

    /// <summary>
    /// A page of attribution lines, for a market whose credits come from days: the part of each
    /// day's sales due to extra space, and why. Empty before the seller's first award there.
    /// </summary>
    /// <param name="market">The market, <c>region/storageType/period</c>.</param>
    /// <param name="after">The last day already seen.</param>
    /// <param name="most">The maximum number of lines: 1 to 1_000.</param>
    [Alias("Lines")]
    [May(Role.Everyone, Scope.ZoneSeller)]
    Task<LinePage> Lines(string market, DateOnly after, int most);

    /// <summary>
    /// The newest announced base of a period, confirmed or estimated, with everything that it was
    /// computed from and why it changed; null if none was announced.
    /// </summary>
    /// <remarks>
    /// Auditors and the region's operators see the exact ratios. To sellers they are rounded down to
    /// parts per million, because the exact ones have the sums of all sellers: a base that a seller
    /// recomputes may differ by rounding.
    /// </remarks>
    /// <param name="period">The period, such as <c>2026-11</c>.</param>
    [Alias("Base")]
    [May(Role.Everyone, Scope.ZoneSeller)]
    Task<BaseView?> Base(string period);

    /// <summary>
    /// The base that a run computed for its period, announced or not; null if the run did not
    /// include the seller or is too old to be kept.
    /// </summary>
    /// <param name="run">The run's id.</param>
    [Alias("Draft")]
    [May(Role.Operator | Role.Auditor, Scope.ZoneSeller)]
    Task<BaseView?> Draft(string run);

    /// <summary>
    /// The use above the overage limit in a calendar month, its fee by the current facts, and the
    /// amount already billed; null if the zone is unknown.
    /// </summary>
    /// <param name="month">The first day of the month.</param>
    [Alias("Overage")]
    [May(Role.Everyone, Scope.ZoneSeller)]
    Task<OverageView?> Overage(DateOnly month);

    /// <summary>The number of notices to the seller in the zone, numbered from 1.</summary>
    [Alias("NoticeCount")]
    [May(Role.Everyone, Scope.ZoneSeller)]
    Task<int> NoticeCount();

    /// <summary>
    /// A page of the seller's notices, oldest first: warnings, overage, cuts of its base, and what
    /// was decided on its planned events.
    /// </summary>
    /// <param name="after">The number of the last notice already seen; 0 from the start.</param>
    /// <param name="most">The maximum number of notices: 1 to 1_000.</param>
    [Alias("Notices")]
    [May(Role.Everyone, Scope.ZoneSeller)]
    Task<ImmutableArray<CapacityNotice>> Notices(long after, int most);
}
