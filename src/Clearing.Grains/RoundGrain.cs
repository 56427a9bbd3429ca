using System.Collections.Immutable;
using Clearing.Allocation.Attributions;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;

namespace Clearing.Grains;

/// <summary>One market's rounds; key: <c>region/storageType/period</c>.</summary>
/// <remarks>
/// Sellers call it inside their own calls; it calls sellers only from <see cref="NoticeSender"/>,
/// outside any call, so that no cycle of calls can form. A reminder wakes an open market every
/// minute, so that what a crash interrupted goes on; timers make it prompt.
/// </remarks>
/// <param name="context">The activation.</param>
/// <param name="journal">The journal.</param>
/// <param name="clock">What the calendar goes by.</param>
/// <param name="grains">Where sellers and the directory are.</param>
/// <param name="secrets">What rounds draw their nonces from.</param>
/// <param name="quota">How much each seller may keep; null for the defaults.</param>
[Reentrant]
public sealed partial class RoundGrain(
    IGrainContext context, SealedJournal journal, TimeProvider clock, IGrainFactory grains,
    ISecretSource secrets, SellerQuota? quota = null)
    : EventSourcedGrain<CapacityMarket, MarketEvent>(context, journal, Codecs.Market, clock),
        IRoundGrain, IRoundBook, ISettledMarket, IRemindable
{
    private const string Duty = "duty";
    private const Role ReportReaders = Role.Operator | Role.Auditor;
    private static readonly TimeSpan DutyPeriod = TimeSpan.FromMinutes(1);

    private readonly SellerQuota _quota = quota ?? new();
    private NoticeSender? _teller;
    private IGrainTimer? _closing;
    private bool _entered;

    /// <inheritdoc/>
    protected override string Stream => Streams.OfMarket(Key);

    private NoticeSender NoticeSender =>
        _teller ??= new NoticeSender(this, grains, () => State, CommitTold);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        Arm();
    }

    /// <inheritdoc/>
    public async Task<OpenStatus> Open(MarketConfig config)
    {
        var decision = State.Open(config);
        if (decision.Answer != OpenStatus.Opened) { return await Decide(decision); }
        if (!decision.Events.IsEmpty && await CheckZone(config) is not OpenStatus.Opened and var misfit)
        {
            return misfit;
        }
        // The reminder first: a market that is durably open must never be without its wake-up.
        await this.RegisterOrUpdateReminder(Duty, DutyPeriod, DutyPeriod);
        var status = await Decide(State.Open(config));
        await Enter();
        return status;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<BidReceipt>> Place(ImmutableArray<Bid> bids, CubicFeet baseLimit) =>
        Decide(State.Place(bids, CapRule.FromBase(State.Config, baseLimit)));

    /// <inheritdoc/>
    public Task<ImmutableArray<BidReceipt>> Check(ImmutableArray<Bid> bids, CubicFeet baseLimit) =>
        Answer<ImmutableArray<BidReceipt>>(
        [
            .. State.Place(bids, CapRule.FromBase(State.Config, baseLimit)).Answer
                .Select(receipt => receipt with { Number = 0 }),
        ]);

    /// <inheritdoc/>
    public Task<AmendStatus> Amend(Amendment amendment) => Decide(State.Amend(amendment));

    /// <inheritdoc/>
    public Task<CancelStatus> Cancel(Cancellation cancellation) =>
        Decide(State.Cancel(cancellation));

    /// <inheritdoc/>
    public Task<RelinquishStatus> Relinquish(Relinquishment relinquishment) =>
        Decide(State.Relinquish(relinquishment));

    /// <inheritdoc/>
    public Task<CapacityStatus> ChangeCapacity(CapacityChange change) =>
        Decide(State.ChangeCapacity(change));

    /// <inheritdoc/>
    public async Task<ScheduleStatus> Schedule(ScheduledRound round)
    {
        var status = await Decide(State.Schedule(round));
        Arm();
        return status;
    }

    /// <inheritdoc/>
    public async Task<ScheduleStatus> ScheduleMany(ImmutableArray<ScheduledRound> rounds)
    {
        var status = await Decide(State.ScheduleMany(rounds));
        Arm();
        return status;
    }

    /// <inheritdoc/>
    public async Task<RescheduleStatus> Reschedule(ScheduledRound round, string by, string reason)
    {
        var status = await Decide(
            State.Reschedule(round, new CalendarChange(by, reason, Clock.GetUtcNow())));
        Arm();
        return status;
    }

    /// <inheritdoc/>
    public async Task<RescheduleStatus> Unschedule(int round, string by, string reason)
    {
        var status = await Decide(
            State.Unschedule(round, new CalendarChange(by, reason, Clock.GetUtcNow())));
        Arm();
        return status;
    }

    /// <inheritdoc/>
    public async Task<ClearReceipt> Preview(RoundTerms terms)
    {
        var (status, report) = State.Preview(terms);
        return await Answer(new ClearReceipt(status, report));
    }

    /// <inheritdoc/>
    public Task<CloseStatus> Close(int round) => CloseNow(round);

    /// <inheritdoc/>
    public async Task<ClearReceipt> Clear(RoundTerms terms)
    {
        var status = await ClearNow(terms);
        Arm();
        var cleared = status == ClearStatus.Cleared ? State.Round(terms.Round) : null;
        return new ClearReceipt(status, cleared);
    }

    /// <inheritdoc/>
    public Task<PauseStatus> Pause(string note) => Decide(State.Pause(note));

    /// <inheritdoc/>
    public async Task<PauseStatus> Resume()
    {
        var status = await Decide(State.Resume());
        Arm();
        return status;
    }

    /// <inheritdoc/>
    public async Task<SettleStatus> Settle()
    {
        var status = await Decide(Dated(State.Settle()));
        Arm();
        return status;
    }

    /// <inheritdoc/>
    public bool IsSettled => State.Stage == MarketStage.Settled;

    /// <inheritdoc/>
    public Task<MarketReport> Report() => Answer(
        CurrentCaller.Value is { } caller && (caller.Roles & ReportReaders) == 0
            ? State.Report().ForSellers()
            : State.Report());

    /// <inheritdoc/>
    public Task<SellerQuota> Quota() => Task.FromResult(_quota);

    /// <inheritdoc/>
    public Task<RoundReport?> Round(int round) => Answer(State.Round(round));

    /// <inheritdoc/>
    public Task<ImmutableArray<RoundReport>> Rounds() => Answer(State.Rounds());

    /// <inheritdoc/>
    public Task<ImmutableArray<Award>> Awards(int round, int skip, int most) =>
        Answer(State.Awards(round, skip, most));

    /// <inheritdoc/>
    public Task<ImmutableArray<BidView>> BidsOf(string seller) => Answer(State.BidsOf(seller));

    /// <inheritdoc/>
    public Task<CreditSource?> CreditsFrom() => Answer(State.Config?.CreditsFrom);

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> Bidders(int skip, int most) =>
        Answer(State.Bidders(skip, most));

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // An activation that was overtaken has nothing to tell, and only this call keeps it alive.
        await Confirm();
        await ClearWhatIsDue();
        Arm();
        if (State.Stage != MarketStage.Unknown) { await Enter(); }
        if (State is { Stage: MarketStage.Settled or MarketStage.Unknown, UntoldCount: 0 }
            && IsDurable
            && await this.GetReminder(Duty) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<CapacityMarket> Start(CancellationToken cancellationToken) =>
        ValueTask.FromResult(new CapacityMarket(Key) { Quota = _quota });

    /// <inheritdoc/>
    protected override void Apply(CapacityMarket onto, MarketEvent happened) =>
        onto.Apply(happened);

    /// <inheritdoc/>
    protected override IReadOnlyList<MarketEvent> Merge(IReadOnlyList<MarketEvent> events) =>
        MergedBids.In(events);

    /// <inheritdoc/>
    protected override int FactsIn(MarketEvent happened) => happened switch
    {
        BidsPlaced placed => placed.Bids.Length,
        NoticesAccepted accepted => accepted.Sellers.Length,
        RoundCleared cleared => cleared.AwardSequences.Length,
        _ => 1,
    };

    private async Task<OpenStatus> CheckZone(MarketConfig config)
    {
        if (config.CreditsFrom != CreditSource.Days) { return OpenStatus.Opened; }
        var market = MarketKey.Parse(Key);
        var zone = await grains.GetGrain<IZoneGrain>(ZoneKey.Of(market)).Terms();
        return DaysMarketRule.Check(market, config, zone);
    }

    private async Task<TAnswer> Decide<TAnswer>(Decision<TAnswer, MarketEvent> decision)
    {
        var unopened = State.Stage == MarketStage.Unknown;
        await Commit(decision.Events);
        // Whether a market is open is never told from memory: another activation may have opened
        // it.
        if (unopened) { await Confirm(); }
        return decision.Answer;
    }

    private async Task<TAnswer> Answer<TAnswer>(TAnswer seen)
    {
        await Durable();
        return seen;
    }

    /// <summary>Enters the market in the directory, once in the life of an activation.</summary>
    private async Task Enter()
    {
        if (_entered) { return; }
        await grains.GetGrain<IMarketRegister>(IMarketDirectoryGrain.Key).Enter(Key);
        _entered = true;
    }

    /// <summary>
    /// Sees to it that what is to be told is told and that the next round closes in time.
    /// </summary>
    private void Arm()
    {
        Metrics.Waiting(State.UntoldCount);
        NoticeSender.Start();
        _closing?.Dispose();
        _closing = null;
        if (State.Stage != MarketStage.Open || State.Calendar.IsEmpty) { return; }
        var wait = State.Calendar[0].ClosesAt - Clock.GetUtcNow();
        if (wait > DutyPeriod) { return; }
        _closing = this.RegisterGrainTimer(
            async _ =>
            {
                if (await ClearWhatIsDue()) { Arm(); }
            },
            new GrainTimerCreationOptions(
                wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan)
            {
                Interleave = true,
            });
    }

    /// <summary>
    /// False if a round cannot be cleared now, because another round's book is closed: that one is
    /// an operator's to clear. The reminder tries again.
    /// </summary>
    private async Task<bool> ClearWhatIsDue()
    {
        while (State is { Stage: MarketStage.Open, Calendar: [var next, ..] }
            && next.ClosesAt <= Clock.GetUtcNow())
        {
            if (await ClearNow(next.Terms) != ClearStatus.Cleared) { return false; }
        }
        return true;
    }
}
