using System.Collections.Immutable;
using Clearing.Market.Curtailments;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    /// <summary>How long a proposal waits for a second operator, unless a window ends before.</summary>
    public static readonly TimeSpan ProposalLifetime = TimeSpan.FromDays(1);

    private readonly Dictionary<string, PendingAct> _proposals = new(StringComparer.Ordinal);
    private readonly List<string> _proposed = [];
    private readonly Dictionary<string, int> _voidsBefore = new(StringComparer.Ordinal);

    /// <summary>The proposals, oldest first.</summary>
    /// <param name="now">
    /// The time now: a pending one may have expired. Those of a settled market have, except corrections.
    /// </param>
    /// <param name="skip">Proposals to pass over; 0 or more.</param>
    /// <param name="most">The most to give; 0 or more.</param>
    public ImmutableArray<PendingAct> Proposals(DateTimeOffset now, int skip, int most) =>
        [.. _proposed.Skip(skip).Take(most).Select(id => Seen(_proposals[id], now))];

    /// <summary>How many proposals wait for a second operator.</summary>
    /// <param name="now">The time now: others have expired.</param>
    public int WaitingProposals(DateTimeOffset now) =>
        _proposals.Values.Count(known => Seen(known, now).Stage == ProposalStage.Pending);

    /// <summary>A proposal as it is on record; null if there is none.</summary>
    /// <param name="id">The proposal's id.</param>
    public PendingAct? Proposal(string id) => _proposals.GetValueOrDefault(id);

    /// <summary>
    /// Asks for an act that a second operator must approve. Asking again changes nothing.
    /// </summary>
    /// <param name="id">The proposal's id.</param>
    /// <param name="what">The act; exactly one of its members is not null.</param>
    /// <param name="act">Who asks, when and why; the reason is required.</param>
    /// <param name="place">What a curtailment needs to know; see <see cref="Curtail"/>.</param>
    /// <param name="waiting">
    /// What a run of the zone offers and waits to see approved; null if no such run waits.
    /// </param>
    public Decision<ApprovalReceipt, MarketEvent> Propose(
        string id, ProposedAct what, Act? act, CurtailPlace? place = null,
        CapacityChange? waiting = null)
    {
        if (!IdRule.Allows(id)) { return Refused(ApprovalStatus.IdMalformed); }
        if (act is null) { return Refused(ApprovalStatus.OperatorUnknown); }
        if (_proposals.TryGetValue(id, out var known))
        {
            return known.What == what && known.ProposedBy == act.By && known.Reason == act.Reason
                ? new ApprovalReceipt(ApprovalStatus.Done, Seen(known, act.At))
                : Refused(ApprovalStatus.IdReused);
        }
        if (Stage == MarketStage.Unknown) { return Refused(ApprovalStatus.MarketUnknown); }
        if (!NoteRule.Allows(act.Reason)) { return Refused(ApprovalStatus.ReasonMalformed); }
        if (Perform(id, what, act.At, place, waiting).Answer is { } refusal) { return Refused(refusal); }
        var proposed = new ActProposed(id, what, ExpiryOf(what, act.At)) { Act = act };
        return new(new ApprovalReceipt(ApprovalStatus.Done, PendingOf(proposed)), proposed);
    }

    /// <summary>
    /// Approves an act, which happens with the approval. Approving again changes nothing.
    /// </summary>
    /// <param name="id">The proposal's id.</param>
    /// <param name="act">Who approves and when: another operator than the one who asked.</param>
    /// <param name="place">What a curtailment needs to know; see <see cref="Curtail"/>.</param>
    /// <param name="waiting">
    /// What a run of the zone offers and waits to see approved; null if no such run waits.
    /// </param>
    public Decision<ApprovalReceipt, MarketEvent> Approve(
        string id, Act? act, CurtailPlace? place = null, CapacityChange? waiting = null)
    {
        if (!IdRule.Allows(id)) { return Refused(ApprovalStatus.IdMalformed); }
        if (act is null) { return Refused(ApprovalStatus.OperatorUnknown); }
        if (!_proposals.TryGetValue(id, out var known))
        {
            return Refused(ApprovalStatus.ProposalUnknown);
        }
        known = Seen(known, act.At);
        if (known.Stage == ProposalStage.Approved) { return new ApprovalReceipt(default, known); }
        if (known.Stage == ProposalStage.Withdrawn)
        {
            return new ApprovalReceipt(ApprovalStatus.ProposalWithdrawn, known);
        }
        if (known.Stage == ProposalStage.Expired)
        {
            return new ApprovalReceipt(ApprovalStatus.ProposalExpired, known);
        }
        if (known.ProposedBy == act.By)
        {
            return new ApprovalReceipt(ApprovalStatus.SameOperator, known);
        }
        var (refusal, happens) = Perform(id, known.What, act.At, place, waiting);
        if (refusal is not null) { return Refused(refusal) with { Act = known }; }
        var approved = Decided(known, ProposalStage.Approved, act);
        return new(
            new ApprovalReceipt(ApprovalStatus.Done, approved),
            [new ActApproved(id) { Act = act }, .. happens]);
    }

    /// <summary>
    /// Withdraws a proposal, which any operator may. Withdrawing again changes nothing.
    /// </summary>
    /// <param name="id">The proposal's id.</param>
    /// <param name="act">Who withdraws it, when and why.</param>
    public Decision<ApprovalReceipt, MarketEvent> Withdraw(string id, Act? act)
    {
        if (!IdRule.Allows(id)) { return Refused(ApprovalStatus.IdMalformed); }
        if (act is null) { return Refused(ApprovalStatus.OperatorUnknown); }
        if (!_proposals.TryGetValue(id, out var known))
        {
            return Refused(ApprovalStatus.ProposalUnknown);
        }
        if (known.Stage == ProposalStage.Approved)
        {
            return new ApprovalReceipt(ApprovalStatus.AlreadyApproved, known);
        }
        if (known.Stage == ProposalStage.Withdrawn) { return new ApprovalReceipt(default, known); }
        var withdrawn = Decided(known, ProposalStage.Withdrawn, act);
        return new(
            new ApprovalReceipt(ApprovalStatus.Done, withdrawn), new ActWithdrawn(id) { Act = act });
    }

    /// <summary>
    /// Whether a correction may be made: it is within the limit, or a second operator approved it.
    /// </summary>
    /// <param name="correction">The correction of a statement in this market.</param>
    public bool MayCorrect(SellerCorrection correction) =>
        _config?.FourEyesCorrection is not { } most
        || Int128.Abs(correction.Correction.Amount.Minor) <= most.Minor
        || _proposals.Values.Any(known =>
            known.Stage == ProposalStage.Approved && known.What.Correct == correction);

    // The act's refusal, or what happens. A correction happens in its seller's stream.
    private Decision<string?, MarketEvent> Perform(
        string id, ProposedAct what, DateTimeOffset now, CurtailPlace? place,
        CapacityChange? waiting)
    {
        if (what.Void is { } rerun) { return Named(Void(rerun, id, now), VoidStatus.Voided); }
        if (what.Capacity is { } change)
        {
            // Operators approve what a run waits to take away, and nothing else in its name.
            return change.Run is not null && change != waiting
                ? nameof(CapacityStatus.IdMalformed)
                : Named(ChangeCapacity(change, approved: true), CapacityStatus.Changed);
        }
        if (what.Cut is { } cut)
        {
            var (receipt, events) = Curtail(cut, place, approved: true);
            return Named(new(receipt.Status, events), CurtailStatus.Curtailed);
        }
        if (what.Correct is { Correction: var correction }) { return new(RefusalOf(correction)); }
        return what.Settle is not null
            ? Named(Settle(approved: true), SettleStatus.Settled)
            : throw new ArgumentException("A proposal needs an act.", nameof(what));
    }

    // An approved id is spent: what the seller's account is sure to refuse is refused here.
    private string? RefusalOf(Correction correction) =>
        !IdRule.Allows(correction.Id) ? nameof(ReportStatus.IdMalformed)
        : correction.Market != Key ? nameof(ReportStatus.MarketUnknown)
        : Stage != MarketStage.Settled ? nameof(ReportStatus.MarketNotSettled)
        : !NoteRule.Allows(correction.Note) ? nameof(ReportStatus.NoteMalformed)
        : !SellerAccount.InRange(correction.Amount) ? nameof(ReportStatus.AmountOutOfRange)
        : null;

    private static Decision<string?, MarketEvent> Named<TStatus>(
        Decision<TStatus, MarketEvent> decision, TStatus done)
        where TStatus : struct, Enum =>
        new(decision.Answer.Equals(done) ? null : decision.Answer.ToString(), decision.Events);

    private DateTimeOffset ExpiryOf(ProposedAct what, DateTimeOffset now)
    {
        var expiry = now + ProposalLifetime;
        return what.Void is not null && _provisional!.At + Window < expiry
            ? _provisional.At + Window
            : expiry;
    }

    private static ApprovalReceipt Refused(ApprovalStatus status) => new(status);

    private static ApprovalReceipt Refused(string refusal) =>
        new(ApprovalStatus.ActRefused, Refusal: refusal);

    // A settled market only allows corrections, so whatever else still waits will never happen.
    private PendingAct Seen(PendingAct known, DateTimeOffset now) =>
        known.Stage == ProposalStage.Pending
            && (now >= known.ExpiresAt || (Stage == MarketStage.Settled && known.What.Correct is null))
                ? known with { Stage = ProposalStage.Expired }
                : known;

    private static PendingAct Decided(PendingAct known, ProposalStage stage, Act by) =>
        known with { Stage = stage, DecidedBy = by.By, DecidedAt = by.At };

    private static PendingAct PendingOf(ActProposed proposed) =>
        proposed.Act is { Reason: { } reason } act
            ? new(
                proposed.Id, proposed.What, ProposalStage.Pending, act.By, act.At, reason,
                proposed.ExpiresAt)
            : throw new InvalidOperationException("A proposal says who asks, and why.");

    private void Apply(ActProposed proposed)
    {
        _proposals.Add(proposed.Id, PendingOf(proposed));
        _proposed.Add(proposed.Id);
        _voidsBefore.Add(proposed.Id, _voided.Count);
    }

    private void Decide(string id, ProposalStage stage, Act? by) => _proposals[id] = Decided(
        _proposals[id], stage,
        by ?? throw new InvalidOperationException("An approval says who gave it."));

    private bool CutsTooMuch(RoundTerms terms) =>
        IsAbove(Rules.FourEyesCut, -(Int128)terms.CapacityDelta.Value);

    private static bool IsAbove(CubicFeet? most, Int128 volume) => volume > most?.Value;

    private Money Charges() => _awards.Places.Aggregate(Money.Zero, (sum, place) => sum + ChargeRule.Of(
        new Fee(_awards.Rounds[place.Round].CurrentFee), _awards.HeldOf(place), Rules.MinorExponent));
}
