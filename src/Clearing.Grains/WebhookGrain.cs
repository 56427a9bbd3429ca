using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>The webhooks of one source, which is the key.</summary>
/// <remarks>
/// It polls its source, which never calls it, so that no cycle of calls can form. A reminder wakes
/// it every minute as long as a webhook is on, so that what a crash interrupted is resumed; a timer
/// for each webhook makes it prompt.
/// </remarks>
/// <param name="context">The activation.</param>
/// <param name="journal">The journal.</param>
/// <param name="clock">The clock of the deliveries.</param>
/// <param name="grains">Gives access to the sources.</param>
/// <param name="sender">Sends events to receivers.</param>
/// <param name="pace">How often it polls, and when failed deliveries are tried again.</param>
[Reentrant]
public sealed class WebhookGrain(
    IGrainContext context, SealedJournal journal, TimeProvider clock, IGrainFactory grains,
    IWebhookSender sender, WebhookPace pace)
    : EventSourcedGrain<WebhookBook, WebhookEvent>(context, journal, Codecs.Webhook, clock),
        IWebhookGrain, IRemindable
{
    private const int MaxDeadLetters = 1_000;
    private static readonly TimeSpan DutyPeriod = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IGrainTimer> _timers = new(StringComparer.Ordinal);
    private WebhookSource? _source;
    private DutyReminder? _duty;

    /// <inheritdoc/>
    protected override string Stream => Streams.OfWebhooks(Key);

    private DutyReminder Duty => _duty ??= new DutyReminder(this, DutyPeriod);

    private WebhookSource Source => _source ??= new WebhookSource(State.Source, grains);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        Arm();
    }

    /// <inheritdoc/>
    public async Task<WebhookReceipt> Put(string id, string url, string secret, long? after)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after ?? 0);
        if (State.Put(id, url, secret, 0) is { Answer.Added: false } known)
        {
            return await Decide(known, id);
        }
        var newest = await Source.Newest();
        if (after > newest)
        {
            await Durable();
            return new(WebhookStatus.AfterBeyondNewest, Added: false) { Newest = newest };
        }
        await Duty.Promise();
        return await Decide(State.Put(id, url, secret, after ?? newest), id);
    }

    /// <inheritdoc/>
    public Task<WebhookStatus> Remove(string id) => Decide(State.Remove(id), id);

    /// <inheritdoc/>
    public Task<WebhookStatus> Rotate(string id, string secret, TimeSpan keepOld) =>
        Decide(State.Rotate(id, secret, Clock.GetUtcNow() + keepOld), id);

    /// <inheritdoc/>
    public Task<WebhookStatus> Pause(string id) => Decide(State.Pause(id), id);

    /// <inheritdoc/>
    public async Task<WebhookStatus> Resume(string id)
    {
        await Duty.Promise();
        return await Decide(State.Resume(id), id);
    }

    /// <inheritdoc/>
    public Task<WebhookStatus> Redeliver(string id, long? number) =>
        Decide(State.Redeliver(id, number), id);

    /// <inheritdoc/>
    public async Task<DeliveryResult?> Test(string id, string messageId)
    {
        var target = State.Target(id, Clock.GetUtcNow());
        await Durable();
        return target is null
            ? null
            : await sender.Send(
                new WebhookDelivery(
                    State.Source, target.Url, target.Secrets, messageId, Try: 1, null, null),
                CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<WebhookView>> List()
    {
        var views = State.Views();
        await Durable();
        // What failed is due now, and not in the past, where it is due at once.
        var now = Clock.GetUtcNow();
        return
        [
            .. views.Select(view => view.NextTryAt < now ? view with { NextTryAt = now } : view),
        ];
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<DeadLetter>?> DeadLetters(string id, long after, int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MaxDeadLetters);
        var dead = State.DeadLetters(id, after, most);
        await Durable();
        return dead;
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<AuditEntry>> Audit(string id, long after, int most)
    {
        await Durable();
        return await new ActPages<WebhookEvent>(
            Log, Codecs.Webhook, happened => WebhookActs.Of(happened, id)).Read(after, most);
    }

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // An activation that was overtaken has nothing to send, and only this call keeps it alive.
        await Confirm();
        Arm();
        await Duty.EndIf(!State.AnyOn && IsDurable);
    }

    /// <inheritdoc/>
    protected override WebhookBook Start() => new(Key);

    /// <inheritdoc/>
    protected override void Apply(WebhookBook onto, WebhookEvent happened) => onto.Apply(happened);

    private async Task<TAnswer> Decide<TAnswer>(Decision<TAnswer, WebhookEvent> decision, string id)
    {
        await CommitOrConfirm(decision.Events.By(Acts.Now(Clock)));
        if (decision.Events.IsEmpty) { return decision.Answer; }
        Arm();
        _timers.GetValueOrDefault(id)?.Change(TimeSpan.Zero, pace.Look);
        return decision.Answer;
    }

    /// <summary>
    /// Makes sure that every webhook has one lane, and that a removed one has none.
    /// </summary>
    private void Arm()
    {
        foreach (var id in _timers.Keys.Except(State.Ids).ToArray())
        {
            _timers.Remove(id, out var timer);
            timer!.Dispose();
        }
        foreach (var id in State.Ids.Except(_timers.Keys).ToArray())
        {
            _timers.Add(id, NewTimer(id));
        }
    }

    private IGrainTimer NewTimer(string id)
    {
        var lane = new WebhookLane(id, () => State, Source, sender, pace, Clock, Commit);
        return this.RegisterGrainTimer(
            async _ =>
            {
                var wait = await lane.Run(Ending);
                _timers.GetValueOrDefault(id)?.Change(wait, pace.Look);
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, pace.Look) { Interleave = true });
    }
}
