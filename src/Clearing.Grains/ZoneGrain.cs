using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>A zone: its rules, the sellers that take part in it, and its runs.</summary>
/// <remarks>
/// Sellers call it inside their own calls; it calls them only from <see cref="ZoneRunner"/>, outside
/// any call. A reminder wakes it every minute while a run has anything to do or is scheduled, so that
/// what a crash interrupted goes on and the calendar is kept.
/// </remarks>
/// <param name="context">The activation.</param>
/// <param name="journal">The journal.</param>
/// <param name="clock">The process's clock.</param>
/// <param name="grains">Gives access to sellers and markets.</param>
[Reentrant]
public sealed partial class ZoneGrain(
    IGrainContext context, SealedJournal journal, TimeProvider clock, IGrainFactory grains)
    : EventSourcedGrain<Zone, ZoneEvent>(context, journal, Codecs.Zone, clock), IZoneGrain,
        IZoneRegister, IRemindable
{
    private const int MaxSellers = 1_000;
    private static readonly TimeSpan DutyPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    private ZoneRunner? _runner;
    private DutyReminder? _duty;

    /// <inheritdoc/>
    protected override string Stream => Streams.OfZone(Key);

    private DutyReminder Duty => _duty ??= new DutyReminder(this, DutyPeriod);

    private bool HasDuty => Runner.HasDuty || State.KeepsCalendar(Today());

    private ZoneRunner Runner =>
        _runner ??= new ZoneRunner(
            this, grains, Key, () => State, Today, Duty.Promise, Commit, Pause, Ending);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        Runner.Start();
    }

    /// <inheritdoc/>
    public async Task<ZoneStatus> Configure(ZoneTerms terms) => (await ConfigureZone(terms)).Status;

    /// <inheritdoc/>
    public async Task<ZoneReceipt> ConfigureZone(ZoneTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        // Configuring it again brings a wake-up back that was lost.
        if (HasDuty) { await Duty.Promise(); }
        var (isNew, decision) = (State.Terms is null, State.Configure(terms));
        return await Decide(decision) is ZoneStatus.Configured
            ? new(ZoneStatus.Configured, isNew, Repeated: decision.Events.IsEmpty)
            : new(decision.Answer);
    }

    /// <inheritdoc/>
    public async Task<ZoneTerms?> Terms()
    {
        var terms = State.Terms;
        await Durable();
        return terms;
    }

    /// <inheritdoc/>
    public Task<ZoneTerms?> TermsIn(string period) => Answer(
        State.Terms is { } terms && Period.Parse(period) is { } known
            ? terms with { Rules = State.RulesOf(known)! }
            : State.Terms);

    /// <inheritdoc/>
    public Task Enter(string seller) => Commit(State.Enter(seller));

    /// <inheritdoc/>
    public Task EnterPlanner(string seller) => Commit(State.EnterPlanner(seller));

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> Planners(string after, int most) =>
        Answer(State.Planners(after, Checked(most)));

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> Sellers(string after, int most) =>
        Answer(State.Page(after, Checked(most)));

    /// <inheritdoc/>
    public async Task<RunStatus> Begin(RunBegin begin)
    {
        ArgumentNullException.ThrowIfNull(begin);
        if (State.Begin(begin, Today()).Answer == RunStatus.Begun) { await Duty.Promise(); }
        return await Decide(State.Begin(begin, Today()));
    }

    /// <inheritdoc/>
    public async Task<RunScheduleStatus> Schedule(RunBegin begin)
    {
        ArgumentNullException.ThrowIfNull(begin);
        if (State.Schedule(begin, Today()).Answer == RunScheduleStatus.Scheduled)
        {
            await Duty.Promise();
        }
        return await Decide(State.Schedule(begin, Today()));
    }

    /// <inheritdoc/>
    public Task<RunUnscheduleStatus> Unschedule(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Decide(State.Unschedule(id));
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<bool>> Answered(ImmutableArray<string> ids) =>
        Answer<ImmutableArray<bool>>([.. ids.Select(State.IsAnswered)]);

    /// <inheritdoc/>
    public Task<ImmutableArray<bool>> AnsweredSchedules(ImmutableArray<string> ids) =>
        Answer<ImmutableArray<bool>>([.. ids.Select(State.WasScheduled)]);

    /// <inheritdoc/>
    public Task<bool> IsOverridden(BaseOverride set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Answer(
            State.Set(set, Today()) is { Answer: OverrideStatus.Set, Events.IsEmpty: true });
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<ScheduledRun>> Schedules() => Answer(State.Schedules(Today()));

    /// <inheritdoc/>
    public async Task<ConfirmStatus> Confirm(RunConfirmation confirmation)
    {
        ArgumentNullException.ThrowIfNull(confirmation);
        if (State.Confirm(confirmation, Today()).Answer == ConfirmStatus.Confirmed)
        {
            await Duty.Promise();
        }
        return await Decide(State.Confirm(confirmation, Today()));
    }

    /// <inheritdoc/>
    public Task<OverrideStatus> Override(BaseOverride set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Decide(State.Set(set, Today()));
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<BaseOverride>> Overrides(string period, string after, int most) =>
        Answer(State.Overrides(period, after, Checked(most)));

    /// <inheritdoc/>
    public Task<RunReport?> Run(string run) => Answer(State.Run(run));

    /// <inheritdoc/>
    public Task<ImmutableArray<RunReport>> Runs(int skip, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        return Answer<ImmutableArray<RunReport>>([.. State.Runs.Skip(skip).Take(Checked(most))]);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> SellersOf(string run, string after, int most) =>
        Answer(State.Run(run) is { Stage: > RunStage.Counting } known
            ? State.SellersOf(known, after, Checked(most))
            : []);

    /// <inheritdoc/>
    public async Task<ImmutableArray<AuditEntry>> Audit(long after, int most)
    {
        await Durable();
        return await new ActPages<ZoneEvent>(Log, Codecs.Zone, ZoneActs.Of).Read(after, most);
    }

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // An activation that was overtaken has nothing to do, and only this call keeps it alive.
        await Confirm();
        Runner.Start();
        await Duty.EndIf(!HasDuty && IsDurable);
    }

    /// <inheritdoc/>
    protected override Zone Start() => new();

    /// <inheritdoc/>
    protected override void Apply(Zone onto, ZoneEvent happened) => onto.Apply(happened);

    /// <inheritdoc/>
    protected override IReadOnlyList<ZoneEvent> Merge(IReadOnlyList<ZoneEvent> events)
    {
        if (events.Count < 2) { return events; }
        if (events.All(happened => happened is SellersEntered))
        {
            return [new SellersEntered([.. events.SelectMany(of => ((SellersEntered)of).Sellers)])];
        }
        return events[0] is ForecastsTaken first
            && events.All(happened => happened is ForecastsTaken of && of.Act == first.Act)
                ? [first with { Forecasts = [.. events.SelectMany(of => ((ForecastsTaken)of).Forecasts)] }]
                : events;
    }

    private static int Checked(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxSellers);
        return most;
    }

    private async Task<TAnswer> Answer<TAnswer>(TAnswer seen)
    {
        await Durable();
        return seen;
    }

    private async Task<TAnswer> Decide<TAnswer>(Decision<TAnswer, ZoneEvent> decision)
    {
        await CommitOrConfirm(decision.Events.By(Acts.Now(Clock)));
        Runner.Start();
        return decision.Answer;
    }

    private async Task Pause()
    {
        await Task.Delay(AskAgain, Clock);
        await Confirm();
    }

    // Without a configuration there is no today; every command is refused before it needs one.
    private DateOnly Today() => State.Terms is { } terms
        ? terms.DayAt(Clock.GetUtcNow()) ?? throw new InvalidOperationException(
            $"This machine does not know the time zone {terms.TimeZone} of {Key}.")
        : default;
}
