using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;

namespace Clearing.Grains;

/// <summary>A grain whose state is the fold of its stream in the journal.</summary>
/// <remarks>
/// A method decides from <see cref="State"/>, hands the events to <see cref="Commit"/>, and answers
/// once they are durable. Nothing awaits between reading the state and committing, so a reentrant
/// grain stays consistent. A failed append drops the activation: its memory may be ahead of the
/// journal, so nothing more is answered from it and the next call reads the journal again.
/// Self-clocking like the journal: while two appends are on their way, what happens is gathered, and
/// goes as one append, in as few events as can say it, as soon as one of the two is durable. So a
/// lone command never waits, and a thousand bids of a busy moment are one row.
/// The journal's fence keeps a second activation of the grain, which Orleans allows for a while,
/// from writing; from answering out of old memory it is kept by looking at the journal now and then.
/// </remarks>
/// <typeparam name="TState">The state.</typeparam>
/// <typeparam name="TEvent">The facts it is folded from.</typeparam>
/// <param name="journal">Where the stream is.</param>
/// <param name="codec">Writes and reads the events.</param>
/// <param name="clock">Tells how long ago the journal was looked at.</param>
public abstract class EventSourcedGrain<TState, TEvent>(
    IJournal journal, EventCodec<TEvent> codec, TimeProvider clock)
    : Grain
    where TState : class
    where TEvent : class
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    // One is being written while the next one waits at the journal: its writer is never idle.
    private const int AppendsAtOnce = 2;

    private Queue<NextAppend<TEvent>>? waiting;
    private NextAppend<TEvent>? open;
    private int underWay;
    private TState? state;
    private Task written = Task.CompletedTask;
    private Task tail = Task.CompletedTask;
    private Task confirming = Task.CompletedTask;
    private long confirmedAt;
    private Exception? failure;

    /// <summary>The time by the process's clock.</summary>
    protected TimeProvider Clock { get; } = clock;

    /// <summary>The state, with every event committed so far, durable or not yet.</summary>
    /// <exception cref="OutcomeUnknownException">An append failed: the activation is done for.</exception>
    protected TState State => failure is null ? state! : throw Unknown(failure);

    /// <summary>
    /// The version of the last event handed to the journal: that of <see cref="State"/> when
    /// <see cref="IsDurable"/>.
    /// </summary>
    protected long Version { get; private set; }

    /// <summary>True when every event in <see cref="State"/> is durable.</summary>
    protected bool IsDurable => failure is null && tail.IsCompletedSuccessfully;

    /// <summary>The grain's stream.</summary>
    protected abstract string Stream { get; }

    /// <summary>The state to fold onto, and the version of the last event it holds.</summary>
    protected abstract ValueTask<(TState State, long Version)> Start(
        CancellationToken cancellationToken);

    /// <summary>Copies a fact into the state.</summary>
    protected abstract void Apply(TState onto, TEvent happened);

    /// <summary>The same facts in fewer events, where there are such.</summary>
    /// <param name="events">Events in sequence, one or more.</param>
    protected virtual IReadOnlyList<TEvent> Merge(IReadOnlyList<TEvent> events) => events;

    /// <summary>How many facts an event holds: its size grows with them.</summary>
    protected virtual int FactsIn(TEvent happened) => 1;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetTimestamp();
        (state, Version) = await Start(cancellationToken);
        await foreach (var stored in journal.Read(Stream, Version, cancellationToken))
        {
            Fold(state, stored);
            Version = stored.Version;
        }
        confirmedAt = now;
    }

    /// <summary>Applies events in this turn and completes when they are durable.</summary>
    /// <remarks>Without events it waits for what was committed before: an answer rests on that.</remarks>
    /// <param name="events">What happened; may be empty.</param>
    /// <exception cref="OutcomeUnknownException">The append failed: whether it counts is unknown.</exception>
    protected Task Commit(ImmutableArray<TEvent> events)
    {
        if (events.IsEmpty) { return Durable(); }
        var onto = State;
        var facts = 0;
        foreach (var happened in events)
        {
            Apply(onto, happened);
            facts += FactsIn(happened);
        }
        return tail = Gather(events, facts);
    }

    /// <summary>Completes when all that <see cref="State"/> holds is durable.</summary>
    /// <remarks>At that, it was the whole stream some seconds ago or later.</remarks>
    /// <exception cref="OutcomeUnknownException">An append failed, or others wrote.</exception>
    protected async Task Durable()
    {
        if (failure is not null) { throw Unknown(failure); }
        var seen = tail;
        if (Clock.GetElapsedTime(confirmedAt) >= Fresh) { await Confirm(); }
        await seen;
    }

    /// <summary>Completes when <see cref="State"/> was the whole stream after this was called.</summary>
    /// <exception cref="OutcomeUnknownException">Another activation wrote to the stream.</exception>
    protected Task Confirm() => confirming.IsCompleted ? confirming = LookForOthers() : confirming;

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

    private async Task LookForOthers()
    {
        await tail;
        var now = Clock.GetTimestamp();
        try
        {
            await foreach (var stored in journal.Read(Stream, Version))
            {
                if (stored.Version <= Version) { continue; }
                throw Poisoned(new JournalConflictException(Stream, Version));
            }
        }
        catch (Exception cause) when (cause is not OutcomeUnknownException)
        {
            throw Unknown(cause);
        }
        confirmedAt = now;
    }

    private Task Gather(ImmutableArray<TEvent> events, int facts)
    {
        var next = open is { IsFull: false } ? open : new NextAppend<TEvent>();
        next.Add(events, facts);
        if (underWay < AppendsAtOnce) { _ = Append(next); }
        else if (next != open) { (waiting ??= []).Enqueue(open = next); }
        return next.Durable;
    }

    private async Task Append(NextAppend<TEvent> next)
    {
        underWay++;
        try
        {
            var now = Clock.GetTimestamp();
            await Write(Merge(next.Events));
            confirmedAt = now;
        }
        catch (Exception cause)
        {
            next.Fail(Poisoned(cause));
            return;
        }
        underWay--;
        // The journal first: its writer does not wait for what callers do with their answers.
        AppendWaiting();
        next.Succeed();
        if (tail == next.Durable) { tail = written = Task.CompletedTask; }
    }

    private void AppendWaiting()
    {
        if (waiting is null || !waiting.TryDequeue(out var next)) { return; }
        if (next == open) { (open, waiting) = (null, null); }
        _ = Append(next);
    }

    private Task Write(IReadOnlyList<TEvent> events)
    {
        var encoded = new NewEvent[events.Count];
        for (var i = 0; i < encoded.Length; i++) { encoded[i] = codec.Encode(events[i]); }
        // On top of the append before: if that one is lost, so is this one, although another
        // activation may have brought the stream to the version that this one expects.
        written = journal.Append(Stream, Version, encoded, written);
        Version += encoded.Length;
        return written;
    }

    /// <summary>The activation's memory is not the journal's: it is dropped.</summary>
    private OutcomeUnknownException Poisoned(Exception cause)
    {
        failure ??= cause;
        DeactivateOnIdle();
        // What waits stands on what was lost: it is never handed over.
        var lost = waiting;
        (open, waiting) = (null, null);
        foreach (var next in lost ?? []) { next.Fail(Unknown(cause)); }
        return Unknown(cause);
    }

    // The cause goes as text: the caller's process may not know its type.
    private OutcomeUnknownException Unknown(Exception cause) =>
        new($"Whether '{Stream}' took this is unknown: {cause.Message} Send the same again.");
}
