using System.Collections.Immutable;
using Clearing.Allocation.Attributions;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Clearing.Grains;

/// <summary>One market's rounds; key: <c>region/storageType/period</c>.</summary>
/// <remarks>
/// Sellers call it inside their own calls; it calls sellers only from <see cref="NoticeSender"/>,
/// outside any call, so that no cycle of calls can form. A reminder wakes an open market every
/// <see cref="DutyPeriod"/>, so that what a crash interrupted is resumed; timers make it prompt.
/// </remarks>
/// <param name="context">The activation.</param>
/// <param name="journal">The journal.</param>
/// <param name="clock">The calendar's clock.</param>
/// <param name="grains">Gives access to sellers and the directory.</param>
/// <param name="secrets">The source of the rounds' nonces.</param>
/// <param name="storage">Where snapshots are.</param>
/// <param name="policy">When to store a snapshot; null for the defaults.</param>
/// <param name="quota">How much each seller may keep; null for the defaults.</param>
/// <param name="log">Says why a round that is due waits; null for no log.</param>
[Reentrant]
public sealed partial class RoundGrain(
    IGrainContext context, SealedJournal journal, TimeProvider clock, IGrainFactory grains,
    ISecretSource secrets, [FromKeyedServices("clearing")] IGrainStorage storage,
    SnapshotPolicy? policy = null, SellerQuota? quota = null, ILogger<RoundGrain>? log = null)
    : EventSourcedGrain<CapacityMarket, MarketEvent>(context, journal, Codecs.Market, clock),
        IRoundGrain, IRoundBook, ISettledMarket, IRemindable
{
    /// <summary>How often a market that is not done is woken. Silos must allow it.</summary>
    /// <remarks>With the 12 s in which a dead silo is given up, less than 30 s.</remarks>
    public static readonly TimeSpan DutyPeriod = TimeSpan.FromSeconds(15);

    private readonly SellerQuota _quota = quota ?? new();
    private readonly SnapshotPolicy _policy = policy ?? new();
    private MarketSnapshots? _snapshots;
    private NoticeSender? _teller;
    private DutyReminder? _duty;
    private IGrainTimer? _closing;
    private bool _entered;
    private DateTimeOffset? _placingAt;

    /// <inheritdoc/>
    protected override string Stream => Streams.OfMarket(Key);

    /// <inheritdoc/>
    protected override long FoldedBeforeSnapshot => _policy.OfMarket;

    private MarketSnapshots Snapshots =>
        _snapshots ??= new(storage, GrainContext.GrainId, Log, _policy.OfMarket);

    private DutyReminder Duty => _duty ??= new DutyReminder(this, DutyPeriod);

    private NoticeSender NoticeSender =>
        _teller ??= new NoticeSender(this, grains, () => State, CommitTold, Clock, Ending);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        Arm();
    }

    /// <inheritdoc/>
    public async Task<OpenStatus> Open(MarketConfig config) => (await OpenMarket(config)).Status;

    /// <inheritdoc/>
    public async Task<OpenReceipt> OpenMarket(MarketConfig config)
    {
        var decision = State.Open(config);
        if (decision.Answer != OpenStatus.Opened) { return new(await Decide(decision)); }
        var hasZone = false;
        if (!decision.Events.IsEmpty)
        {
            var (fit, zone) = await FitOf(config);
            if (fit != OpenStatus.Opened) { return new(fit); }
            hasZone = zone;
        }
        // The reminder comes first: a market that is durably open must never be without its
        // wake-up.
        await Duty.Promise();
        var (status, repeated) = await Asked(Dated(State.Open(config, hasZone)));
        await Enter();
        return new(status, repeated);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<BidReceipt>> Place(ImmutableArray<Bid> bids, CubicFeet baseLimit) =>
        Decide(Placed(State.Place(bids, CapRule.FromBase(State.Config, baseLimit))));

    /// <inheritdoc/>
    public Task<ImmutableArray<BidReceipt>> PlaceRefused(
        ImmutableArray<Bid> bids, CubicFeet baseLimit)
    {
        var decided = State.Place(bids, CapRule.FromBase(State.Config, baseLimit));
        return decided.Answer.Any(receipt => receipt.Status == BidStatus.Accepted)
            ? Answer(ImmutableArray<BidReceipt>.Empty)
            : Decide(Placed(decided));
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<ImmutableArray<BidReceipt>>> PlaceOf(
        ImmutableArray<SellerBids> sellers) =>
        [.. await Task.WhenAll(sellers.Select(one => Place(one.Bids, one.BaseLimit)))];

    /// <inheritdoc/>
    public Task TakeBase(string seller, CubicFeet baseLimit) =>
        CommitOrConfirm(State.SetCap(seller, CapRule.FromBase(State.Config, baseLimit)));

    /// <inheritdoc/>
    public Task<ImmutableArray<BidReceipt>> Check(ImmutableArray<Bid> bids, CubicFeet baseLimit) =>
        CheckAfter(bids, baseLimit, accepted: 0, refused: 0);

    /// <inheritdoc/>
    public Task<ImmutableArray<BidReceipt>> CheckAfter(
        ImmutableArray<Bid> bids, CubicFeet baseLimit, int accepted, int refused) =>
        Answer<ImmutableArray<BidReceipt>>(
        [
            .. State.Place(bids, CapRule.FromBase(State.Config, baseLimit), accepted, refused).Answer
                .Select(receipt => receipt with { Number = 0 }),
        ]);

    /// <inheritdoc/>
    public Task<AmendStatus> Amend(Amendment amendment) => Decide(Dated(State.Amend(amendment)));

    /// <inheritdoc/>
    public Task<CancelStatus> Cancel(Cancellation cancellation) =>
        Decide(Dated(State.Cancel(cancellation)));

    /// <inheritdoc/>
    public Task<RelinquishStatus> Relinquish(Relinquishment relinquishment) =>
        Decide(State.Relinquish(relinquishment));

    /// <inheritdoc/>
    public Task<AmendReceipt> AmendBid(Amendment amendment) =>
        Decide(Dated(State.AmendBid(amendment)));

    /// <inheritdoc/>
    public Task<CancelReceipt> CancelBid(Cancellation cancellation) =>
        Decide(Dated(State.CancelBid(cancellation)));

    /// <inheritdoc/>
    public Task<AmendReceipt> CheckAmend(Amendment amendment) =>
        Answer(State.AmendBid(amendment).Answer);

    /// <inheritdoc/>
    public Task<CancelReceipt> CheckCancel(Cancellation cancellation) =>
        Answer(State.CancelBid(cancellation).Answer);

    /// <inheritdoc/>
    public Task<RelinquishReceipt> OfferBack(Relinquishment relinquishment) =>
        Decide(State.OfferBack(relinquishment));

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // An activation that was overtaken has nothing to send, and only this call keeps it alive.
        await Confirm();
        await DoWhatIsDue();
        Arm();
        // Markets that earlier versions opened are woken every minute.
        if (status.Period > DutyPeriod) { await Duty.Promise(); }
        if (State.Stage != MarketStage.Unknown) { await Enter(); }
        await Duty.EndIf(
            State is { Stage: MarketStage.Settled or MarketStage.Unknown, UntoldCount: 0 }
            && IsDurable);
        if (Snapshots.AreDue(Version)) { await Snapshots.Keep(); }
    }

    /// <inheritdoc/>
    protected override CapacityMarket Start() => new(Key) { Quota = _quota };

    /// <inheritdoc/>
    protected override ValueTask<CapacityMarket?> Snapshot(CancellationToken cancellationToken) =>
        Snapshots.Load(Start(), cancellationToken);

    /// <inheritdoc/>
    protected override void Apply(CapacityMarket onto, MarketEvent happened)
    {
        _placingAt = (happened as BidsPlaced)?.At;
        onto.Apply(happened);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<MarketEvent> Merge(IReadOnlyList<MarketEvent> events) =>
        MergedBids.In(events);

    /// <inheritdoc/>
    protected override int FactsIn(MarketEvent happened) => happened switch
    {
        BidsPlaced placed => placed.Bids.Length,
        NoticesAccepted accepted => accepted.Sellers.Length,
        RoundCleared cleared => cleared.AwardSequences.Length,
        RoundProvisional provisional => provisional.Outcome.AwardSequences.Length,
        _ => 1,
    };

    private async Task<(OpenStatus Fit, bool HasZone)> FitOf(MarketConfig config)
    {
        var market = MarketKey.Parse(Key);
        var zone = await grains.GetGrain<IZoneGrain>(ZoneKey.Of(market)).Terms();
        return (MarketFit.Check(market, config, zone), MarketFit.HasZone(market, zone));
    }

    private async Task<TAnswer> Decide<TAnswer>(Decision<TAnswer, MarketEvent> decision)
    {
        var unopened = State.Stage == MarketStage.Unknown;
        await Commit(decision.Events);
        if (decision.Events is [.., MarketAlarmed]) { RoundMetrics.Alarmed(); }
        // Memory cannot say that a market is not open: another activation may have opened it.
        if (unopened) { await Confirm(); }
        return decision.Answer;
    }

    private async Task<TAnswer> Answer<TAnswer>(TAnswer seen)
    {
        await Durable();
        return seen;
    }

    /// <summary>
    /// Enters the market in the directory, once in the lifetime of an activation.
    /// </summary>
    private async Task Enter()
    {
        if (_entered) { return; }
        await grains.GetGrain<IMarketRegister>(IMarketDirectoryGrain.Key).Enter(Key);
        _entered = true;
    }

    /// <summary>
    /// Makes sure that pending notices are sent and that the next round binds or closes in time.
    /// </summary>
    private void Arm()
    {
        Metrics.Waiting(State.UntoldCount);
        NoticeSender.Start();
        _closing?.Dispose();
        _closing = null;
        if (State.DueAt - Clock.GetUtcNow() is not { } wait || wait > DutyPeriod) { return; }
        _closing = this.RegisterGrainTimer(
            async _ =>
            {
                if (await DoWhatIsDue()) { Arm(); }
            },
            new GrainTimerCreationOptions(
                wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan)
            {
                Interleave = true,
            });
    }

    /// <summary>
    /// False if a round cannot be cleared now, for example because another round's book is closed,
    /// which an operator must clear. The log says why, and the reminder tries again.
    /// </summary>
    private async Task<bool> DoWhatIsDue()
    {
        while (Clock.GetUtcNow() is var now && State.DueAt <= now)
        {
            if (await Bind(now)) { continue; }
            var next = State.Calendar[0].Terms;
            var status = await ClearNow(next, act: null);
            SayWaiting(next.Round, status);
            if (status != ClearStatus.Cleared) { return false; }
        }
        return true;
    }
}
