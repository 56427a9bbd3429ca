using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Grains;

// What operators do: capacity, the calendar, clearing and the settlement.
public sealed partial class RoundGrain
{
    // Who previews a clearing where nobody called: code in a silo's own process.
    private const string Silo = "silo";

    /// <inheritdoc/>
    public Task<CapacityStatus> ChangeCapacity(CapacityChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        // While silos of two versions run, a zone of the earlier one offers by this method; nobody is on
        // record with its call.
        return change.Run is not null && Acts.Now(Clock) is not null && !State.Answered("", [change.Id])[0]
            ? Task.FromResult(CapacityStatus.IdMalformed)
            : Act(Dated(State.ChangeCapacity(change)));
    }

    /// <inheritdoc/>
    public Task<CapacityStatus> OfferCapacity(CapacityChange change) =>
        Act(Dated(State.ChangeCapacity(change)));

    /// <inheritdoc/>
    public async Task<ScheduleStatus> Schedule(ScheduledRound round)
    {
        var status = await Act(State.Schedule(round));
        Arm();
        return status;
    }

    /// <inheritdoc/>
    public async Task<ScheduleStatus> ScheduleMany(ImmutableArray<ScheduledRound> rounds)
    {
        var status = await Act(State.ScheduleMany(rounds));
        Arm();
        return status;
    }

    /// <inheritdoc/>
    public async Task<OpenStatus> CheckOpen(MarketConfig config)
    {
        var (status, events) = State.Open(config);
        return await Answer(
            status == OpenStatus.Opened && !events.IsEmpty ? (await FitOf(config)).Fit : status);
    }

    /// <inheritdoc/>
    public Task<ScheduleStatus> CheckSchedule(
        ImmutableArray<ScheduledRound> planned, ImmutableArray<ScheduledRound> rounds) =>
        Answer(State.CheckSchedule(planned, rounds));

    /// <inheritdoc/>
    public async Task<RescheduleStatus> Reschedule(ScheduledRound round, string by, string reason)
    {
        var status = await Act(
            State.Reschedule(round, Change(by, reason)));
        Arm();
        return status;
    }

    /// <inheritdoc/>
    public async Task<RescheduleStatus> Unschedule(int round, string by, string reason)
    {
        var status = await Act(
            State.Unschedule(round, Change(by, reason)));
        Arm();
        return status;
    }

    /// <inheritdoc/>
    public async Task<ClearReceipt> Preview(RoundTerms terms)
    {
        var by = Acts.Now(Clock)?.By ?? Silo;
        var (status, report) = await Act(State.Preview(terms, by, Clock.GetUtcNow()));
        return new ClearReceipt(status, report);
    }

    /// <inheritdoc/>
    public Task<CloseStatus> Close(int round) => CloseNow(round, Acts.Now(Clock));

    /// <inheritdoc/>
    public async Task<ClearReceipt> Clear(RoundTerms terms)
    {
        var status = await ClearNow(terms, Acts.Now(Clock));
        Arm();
        var cleared = status == ClearStatus.Cleared ? ResultOf(terms.Round) : null;
        return new ClearReceipt(status, cleared);
    }

    /// <inheritdoc/>
    public async Task<PauseStatus> Pause(string note) => (await PauseMarket(note)).Status;

    /// <inheritdoc/>
    public async Task<PauseReceipt> PauseMarket(string note)
    {
        var (status, repeated) = await Asked(Dated(State.Pause(note)));
        return new(status, repeated);
    }

    /// <inheritdoc/>
    public async Task<PauseStatus> Resume() => (await ResumeMarket()).Status;

    /// <inheritdoc/>
    public async Task<PauseReceipt> ResumeMarket()
    {
        var (status, repeated) = await Asked(Dated(State.Resume()));
        Arm();
        return new(status, repeated);
    }

    /// <inheritdoc/>
    public async Task<SettleStatus> Settle() => (await SettleMarket()).Status;

    /// <inheritdoc/>
    public async Task<SettleReceipt> SettleMarket()
    {
        var (status, repeated) = await Asked(Dated(State.Settle()));
        Arm();
        return new(status, repeated);
    }

    // For commands that ask for a state: done without anything that happens is a repeat.
    private async Task<(TStatus Status, bool Repeated)> Asked<TStatus>(
        Decision<TStatus, MarketEvent> decision)
        where TStatus : struct, Enum
    {
        var status = await Act(decision);
        return (status, decision.Events.IsEmpty && status.Equals(default(TStatus)));
    }

    private CalendarChange Change(string by, string reason) =>
        new(Acts.NameOr(by), reason, Clock.GetUtcNow());

    // By an operator, who goes on record with what the decision changes.
    private async Task<TAnswer> Act<TAnswer>(Decision<TAnswer, MarketEvent> decision)
    {
        await CommitOrConfirm(decision.By(Acts.Now(Clock)).Events);
        return decision.Answer;
    }
}
