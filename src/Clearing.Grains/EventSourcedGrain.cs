using System.Collections.Immutable;
using System.Data.Common;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Grains;

/// <summary>A grain whose state is the fold of its stream in the journal.</summary>
/// <remarks>
/// A method decides from <see cref="State"/>, hands the events to <see cref="Commit"/>, and answers
/// once they are durable. Nothing awaits between reading the state and committing, so a reentrant
/// grain stays consistent. A failed append drops the activation: its memory may be ahead of the
/// journal, so it answers nothing more and the next call reads the journal again. Batching needs no
/// timer, as in the journal: while two appends are in flight, later decisions are collected, merged
/// into as few events as possible, and written as one append as soon as one of the two is durable.
/// So a lone command never waits, and a thousand bids of a busy moment are one row. The journal's
/// fence keeps a second activation of the grain, which Orleans allows for a while, from writing. To
/// keep it from answering out of old memory, the activation looks at the journal now and then.
/// </remarks>
/// <typeparam name="TState">The state.</typeparam>
/// <typeparam name="TEvent">The facts it is folded from.</typeparam>
/// <param name="context">The activation.</param>
/// <param name="journal">The journal that holds the stream, and that seals it.</param>
/// <param name="codec">Writes and reads the events.</param>
/// <param name="clock">Measures how long ago the journal was looked at.</param>
public abstract partial class EventSourcedGrain<TState, TEvent>(
    IGrainContext context, SealedJournal journal, EventCodec<TEvent> codec, TimeProvider clock)
    : IGrainBase
    where TState : class
    where TEvent : class
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private SealedStream? _log;
    private TState? _state;
    private Task _tail = Task.CompletedTask;
    private Task _confirming = Task.CompletedTask;
    private Task? _nextConfirming;
    private long _confirmedAt;
    private Exception? _failure;

    /// <summary>The activation.</summary>
    public IGrainContext GrainContext => context;

    /// <summary>The grain's key.</summary>
    protected string Key { get; } = context.GrainId.Key.ToString()!;

    /// <summary>The time by the process's clock.</summary>
    protected TimeProvider Clock { get; } = clock;

    /// <summary>The state, with every event committed so far, durable or not yet.</summary>
    /// <exception cref="OutcomeUnknownException">
    /// An append failed: the activation cannot be used any more.
    /// </exception>
    protected TState State => _failure is null ? _state! : throw Unknown(_failure);

    /// <summary>
    /// The version of the last event handed to the journal: that of <see cref="State"/> when
    /// <see cref="IsDurable"/>.
    /// </summary>
    protected long Version => Log.Version;

    /// <summary>The grain's stream, which opens what it reads and seals what it writes.</summary>
    protected SealedStream Log => _log ??= journal.Stream(Stream, codec.Seals);

    /// <summary>True when every event in <see cref="State"/> is durable.</summary>
    protected bool IsDurable => _failure is null && _tail.IsCompletedSuccessfully;

    /// <summary>The grain's stream.</summary>
    protected abstract string Stream { get; }

    /// <summary>
    /// How many events are folded before a snapshot is looked for; by default none ever is.
    /// </summary>
    protected virtual long FoldedBeforeSnapshot => long.MaxValue;

    /// <summary>A state without events, to fold onto.</summary>
    protected abstract TState Start();

    /// <summary>
    /// A state that holds the first events, with <see cref="Log"/> started behind them; null if
    /// there is none.
    /// </summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    protected virtual ValueTask<TState?> Snapshot(CancellationToken cancellationToken) =>
        ValueTask.FromResult<TState?>(null);

    /// <summary>Copies a fact into the state.</summary>
    protected abstract void Apply(TState onto, TEvent happened);

    /// <summary>The same facts in fewer events, where that is possible.</summary>
    /// <param name="events">Events in order, one or more.</param>
    protected virtual IReadOnlyList<TEvent> Merge(IReadOnlyList<TEvent> events) => events;

    /// <summary>How many facts an event holds; its size grows with them.</summary>
    protected virtual int FactsIn(TEvent happened) => 1;

    /// <summary>Folds the grain's stream.</summary>
    /// <param name="cancellationToken">Ends the activation before it has begun.</param>
    public virtual async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetTimestamp();
        try
        {
            await Read(cancellationToken);
        }
        catch (Exception cause) when (
            cause is KeyUnavailableException or EventUnreadableException or JournalOpenException
                or DbException or IOException or TimeoutException)
        {
            // Callers on other silos lack these types and would get no answer at all.
            throw Unread(cause);
        }
        _confirmedAt = now;
    }

    /// <summary>Does what must be done before the activation ends; by default, nothing.</summary>
    /// <param name="reason">Why it ends.</param>
    /// <param name="cancellationToken">Set when ending has taken too long.</param>
    public virtual Task OnDeactivateAsync(
        DeactivationReason reason, CancellationToken cancellationToken)
    {
        _log?.Dispose();
        _ending?.Dispose();
        _ending = null;
        return Task.CompletedTask;
    }

    /// <summary>Applies events in this turn and completes when they are durable.</summary>
    /// <remarks>
    /// Without events it waits for what was committed before, since the answer depends on that.
    /// </remarks>
    /// <param name="events">What happened; may be empty.</param>
    /// <exception cref="OutcomeUnknownException">
    /// The append failed: it is unknown whether it counts. Or an event could not be applied: nothing
    /// counts, and the activation ends, because its memory has a part of what was decided.
    /// </exception>
    protected Task Commit(ImmutableArray<TEvent> events)
    {
        if (events.IsEmpty) { return Durable(); }
        return _tail = Gather(events, FactsApplied(events));
    }

    /// <summary>
    /// Applies events like <see cref="Commit"/>; without any it completes like <see cref="Confirm"/>.
    /// </summary>
    /// <remarks>
    /// It is for commands that ask for a state and have no id of their own: that nothing is to be done
    /// is an answer that memory alone cannot give, because another activation may have changed the
    /// state since.
    /// </remarks>
    /// <param name="events">What happened; may be empty.</param>
    /// <exception cref="OutcomeUnknownException">An append failed, or others wrote.</exception>
    protected Task CommitOrConfirm(ImmutableArray<TEvent> events) =>
        events.IsEmpty ? Confirm() : Commit(events);

    /// <summary>Completes when every append that was begun is durable. It asks nobody.</summary>
    /// <exception cref="OutcomeUnknownException">An append failed.</exception>
    protected Task Appended() => _tail;

    /// <summary>Completes when everything that <see cref="State"/> holds is durable.</summary>
    /// <remarks>
    /// At that time, or at most some seconds before, the state was the whole stream.
    /// </remarks>
    /// <exception cref="OutcomeUnknownException">An append failed, or others wrote.</exception>
    protected async Task Durable()
    {
        if (_failure is not null) { throw Unknown(_failure); }
        var seen = _tail;
        if (Clock.GetElapsedTime(_confirmedAt) >= Fresh)
        {
            await (_confirming.IsCompleted ? Look() : _confirming);
        }
        await seen;
    }

    /// <summary>
    /// Completes when <see cref="State"/> was the whole stream after this was called.
    /// </summary>
    /// <exception cref="OutcomeUnknownException">An append failed, or others wrote.</exception>
    protected Task Confirm() =>
        _confirming.IsCompleted ? Look() : _nextConfirming ??= LookAfter(_confirming);

    private int FactsApplied(ImmutableArray<TEvent> events)
    {
        var onto = State;
        var facts = 0;
        try
        {
            foreach (var happened in events)
            {
                Apply(onto, happened);
                facts += FactsIn(happened);
            }
            return facts;
        }
        catch (Exception impossible)
        {
            // A part of it is in memory, and nothing in the journal.
            throw Poisoned(impossible);
        }
    }

    private Task Look() => _confirming = LookForOthers();

    // A look that is under way may have read the journal before the caller asked.
    private async Task LookAfter(Task underWay)
    {
        await Task.WhenAny(underWay);
        _nextConfirming = null;
        await Look();
    }

    private async Task Read(CancellationToken cancellationToken)
    {
        _state = Start();
        await Fold(_state, FoldedBeforeSnapshot, cancellationToken);
        if (Log.Version < FoldedBeforeSnapshot) { return; }
        _state = await Snapshot(cancellationToken) ?? _state;
        await Fold(_state, long.MaxValue, cancellationToken);
    }

    private async Task Fold(TState onto, long upTo, CancellationToken cancellationToken)
    {
        await foreach (var stored in Log.Follow(cancellationToken))
        {
            Fold(onto, stored);
            if (stored.Version == upTo) { return; }
        }
    }

    private void Fold(TState onto, StoredEvent stored)
    {
        var happened = codec.Decode(Stream, stored);
        try
        {
            Apply(onto, happened);
        }
        catch (InvalidOperationException impossible)
        {
            throw new EventUnreadableException(Stream, stored, impossible.Message, impossible);
        }
    }

    private OutcomeUnknownException Unread(Exception cause) =>
        new($"'{Stream}' cannot be read now: {JournalCauses.Of(cause)}.");

    private async Task LookForOthers()
    {
        await _tail;
        var now = Clock.GetTimestamp();
        try
        {
            if (await Log.WasOvertaken())
            {
                throw Poisoned(new JournalConflictException(Stream, Version));
            }
        }
        catch (Exception cause) when (cause is not OutcomeUnknownException)
        {
            throw Unread(cause);
        }
        // An append that began meanwhile counts as ours, so an event of others in its place was not
        // noticed. If there is one, the append fails.
        await _tail;
        _confirmedAt = now;
    }
}
