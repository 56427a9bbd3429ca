using System.Collections.Immutable;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    private readonly Dictionary<int, RoundUnscheduled> _unscheduled = [];

    /// <summary>Puts rounds in the calendar: all of them, or none.</summary>
    /// <param name="rounds">1 or more; those that are there already stay.</param>
    public Decision<ScheduleStatus, MarketEvent> ScheduleMany(
        ImmutableArray<ScheduledRound> rounds) => ScheduleMany(rounds, planned: []);

    /// <summary>
    /// What <see cref="ScheduleMany(ImmutableArray{ScheduledRound})"/> would answer; it decides
    /// nothing. A market that was never opened answers as if it were.
    /// </summary>
    /// <param name="planned">Rounds to take as being in the calendar already.</param>
    /// <param name="rounds">The rounds to plan.</param>
    public ScheduleStatus CheckSchedule(
        ImmutableArray<ScheduledRound> planned, ImmutableArray<ScheduledRound> rounds)
    {
        if (Stage != MarketStage.Unknown) { return ScheduleMany(rounds, planned).Answer; }
        var opened = new CapacityMarket(Key);
        opened.Apply(new MarketOpened(new MarketConfig()));
        return opened.ScheduleMany(rounds, planned).Answer;
    }

    /// <summary>Moves a scheduled round whose book is open. This is idempotent.</summary>
    /// <param name="round">The round as it is to be.</param>
    /// <param name="change">Who, when and why.</param>
    public Decision<RescheduleStatus, MarketEvent> Reschedule(
        ScheduledRound round, CalendarChange change)
    {
        if (Refusal(round.Terms.Round, change) is { } refusal) { return refusal; }
        if (_calendar[round.Terms.Round] == round) { return RescheduleStatus.Done; }
        if (_calendar.Values.Any(other => other.Terms.Round != round.Terms.Round
            && OutOfSequence(round, other)))
        {
            return RescheduleStatus.OutOfSequence;
        }
        if (round.Terms.Reserve.Micros < 0) { return RescheduleStatus.ReserveNegative; }
        if (CutsTooMuch(round.Terms)) { return RescheduleStatus.ApprovalNeeded; }
        if (Overflows(round, _calendar.Values)) { return RescheduleStatus.PoolOverflow; }
        return new(RescheduleStatus.Done, new RoundRescheduled(round, change));
    }

    /// <summary>Takes a round whose book is open out of the calendar. This is idempotent.</summary>
    /// <param name="round">The round's number.</param>
    /// <param name="change">Who, when and why.</param>
    public Decision<RescheduleStatus, MarketEvent> Unschedule(int round, CalendarChange change)
    {
        if (Refusal(round, change) is not { } refusal)
        {
            return new(RescheduleStatus.Done, new RoundUnscheduled(round, change));
        }
        return refusal == RescheduleStatus.RoundNotPlanned && _unscheduled.ContainsKey(round)
            ? RescheduleStatus.Done
            : refusal;
    }

    // Of a result that does not bind: what would tell of bids that stand is sealed.
    private RoundReport ReportOf(RoundCleared facts, RoundClosed closed, int bids, int repriced)
    {
        var granted = facts.AwardVolumes.Sum();
        return new RoundReport(
            facts.Terms, facts.CapacityDelta, facts.Available, EligibleDemand: null, new(granted),
            new(facts.Available.Value - granted), facts.LowestGranted, facts.RoundFee,
            facts.RepricedTo, bids, facts.AwardSequences.Length,
            repriced, closed.Nonce is null ? null : closed.BookHash,
            closed.Nonce is null ? null : facts.ResultHash, closed.HashVersion,
            ClosedAt: closed.At);
    }

    // The number of earlier awards that pay less by an outcome which does not bind yet.
    private int RepricedBy(RoundCleared outcome) => _awards.Rounds
        .Where(round => round.CurrentFee > outcome.RepricedTo?.Micros)
        .Sum(round => round.Winners);

    private Decision<ScheduleStatus, MarketEvent> ScheduleMany(
        ImmutableArray<ScheduledRound> rounds, ImmutableArray<ScheduledRound> planned)
    {
        List<ScheduledRound> calendar = [.. _calendar.Values, .. planned];
        var added = ImmutableArray.CreateBuilder<MarketEvent>();
        foreach (var round in rounds)
        {
            if (IsPlanned(round) || calendar.Contains(round)) { continue; }
            if (Refusal(round, calendar) is { } refusal) { return refusal; }
            calendar.Add(round);
            added.Add(new RoundScheduled(round));
        }
        return new(ScheduleStatus.Scheduled, added.DrainToImmutable());
    }

    // Scheduling a round again that has closed since changes nothing.
    private bool IsPlanned(ScheduledRound round) =>
        _everScheduled.TryGetValue(round.Terms.Round, out var known) && known == round;

    private ScheduleStatus? Refusal(ScheduledRound round, List<ScheduledRound> calendar)
    {
        var number = round.Terms.Round;
        if (Stage == MarketStage.Unknown) { return ScheduleStatus.MarketUnknown; }
        if (Stage == MarketStage.Settled) { return ScheduleStatus.MarketSettled; }
        if (number <= LastRound || number < _closed?.Round || number <= _provisional?.Round.Number)
        {
            return ScheduleStatus.RoundPassed;
        }
        if (calendar.Any(other => other.Terms.Round == number))
        {
            return ScheduleStatus.RoundDiffers;
        }
        if (calendar.Any(other => OutOfSequence(round, other)))
        {
            return ScheduleStatus.OutOfSequence;
        }
        if (round.Terms.Reserve.Micros < 0) { return ScheduleStatus.ReserveNegative; }
        if (CutsTooMuch(round.Terms)) { return ScheduleStatus.ApprovalNeeded; }
        return Overflows(round, calendar) ? ScheduleStatus.PoolOverflow : null;
    }

    // What is known today of the pool when the round is cleared, or one that is planned after it.
    private bool Overflows(ScheduledRound round, IEnumerable<ScheduledRound> calendar)
    {
        var number = round.Terms.Round;
        var joining = JoiningLater;
        var others = calendar.Where(other => other.Terms.Round != number);
        foreach (var terms in others.Append(round).Select(of => of.Terms).OrderBy(of => of.Round))
        {
            if (terms.Round >= number && !PoolHolds(terms.CapacityDelta.Value, joining)) { return true; }
            joining += terms.CapacityDelta.Value;
        }
        return false;
    }

    private static bool OutOfSequence(ScheduledRound round, ScheduledRound other) =>
        other.Terms.Round < round.Terms.Round
            ? other.ClosesAt > round.ClosesAt
            : other.ClosesAt < round.ClosesAt;

    private RescheduleStatus? Refusal(int round, CalendarChange change)
    {
        if (Stage == MarketStage.Unknown) { return RescheduleStatus.MarketUnknown; }
        if (Stage == MarketStage.Settled) { return RescheduleStatus.MarketSettled; }
        if (!NoteRule.Allows(change.Reason))
        {
            return RescheduleStatus.ReasonMalformed;
        }
        if (!_calendar.ContainsKey(round)) { return RescheduleStatus.RoundNotPlanned; }
        return round <= _closed?.Round ? RescheduleStatus.BookClosed : null;
    }

    private void Apply(RoundRescheduled rescheduled)
    {
        var round = rescheduled.Round;
        Expect(_calendar.ContainsKey(round.Terms.Round), "A round that is moved is planned.");
        _calendar[round.Terms.Round] = round;
        _everScheduled[round.Terms.Round] = round;
    }

    private void Apply(RoundUnscheduled unscheduled)
    {
        Expect(_calendar.Remove(unscheduled.Round), "A round that is taken out is planned.");
        _everScheduled.Remove(unscheduled.Round);
        _unscheduled[unscheduled.Round] = unscheduled;
    }
}
