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
/// </remarks>
/// <typeparam name="TState">The state.</typeparam>
/// <typeparam name="TEvent">The facts it is folded from.</typeparam>
/// <param name="journal">Where the stream is.</param>
/// <param name="codec">Writes and reads the events.</param>
public abstract class EventSourcedGrain<TState, TEvent>(IJournal journal, EventCodec<TEvent> codec)
    : Grain
    where TState : class
    where TEvent : class
{
    private TState? state;
    private Task tail = Task.CompletedTask;
    private Exception? failure;

    /// <summary>The state, with every event committed so far, durable or not yet.</summary>
    /// <exception cref="OutcomeUnknownException">An append failed: the activation is done for.</exception>
    protected TState State => failure is null ? state! : throw Unknown(failure);

    /// <summary>The version of the last event in <see cref="State"/>.</summary>
    protected long Version { get; private set; }

    /// <summary>True when every event in <see cref="State"/> is durable.</summary>
    protected bool IsDurable => failure is null && tail.IsCompletedSuccessfully;

    /// <summary>The grain's stream.</summary>
    protected abstract string Stream { get; }

    /// <summary>The state to fold onto, and the version of the last event it holds.</summary>
    protected abstract Task<(TState State, long Version)> Start(CancellationToken cancellationToken);

    /// <summary>Copies a fact into the state.</summary>
    protected abstract void Apply(TState onto, TEvent happened);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (state, Version) = await Start(cancellationToken);
        await foreach (var stored in journal.Read(Stream, Version, cancellationToken))
        {
            Apply(state, codec.Decode(Stream, stored));
            Version = stored.Version;
        }
    }

    /// <summary>Applies events in this turn and completes when they are durable.</summary>
    /// <remarks>Without events it waits for what was committed before: an answer rests on that.</remarks>
    /// <param name="events">What happened; may be empty.</param>
    /// <exception cref="OutcomeUnknownException">The append failed: whether it counts is unknown.</exception>
    protected Task Commit(ImmutableArray<TEvent> events)
    {
        if (events.IsEmpty) { return Durable(); }
        var onto = State;
        var encoded = new NewEvent[events.Length];
        for (var i = 0; i < encoded.Length; i++) { encoded[i] = codec.Encode(events[i]); }
        foreach (var happened in events) { Apply(onto, happened); }
        tail = Append(Version, encoded);
        Version += encoded.Length;
        return tail;
    }

    /// <summary>Completes when all that <see cref="State"/> holds is durable.</summary>
    /// <exception cref="OutcomeUnknownException">An append failed.</exception>
    protected Task Durable() => failure is null ? tail : Task.FromException(Unknown(failure));

    private async Task Append(long expectedVersion, NewEvent[] events)
    {
        try
        {
            await journal.Append(Stream, expectedVersion, events);
        }
        catch (Exception cause)
        {
            failure ??= cause;
            DeactivateOnIdle();
            throw Unknown(cause);
        }
    }

    private OutcomeUnknownException Unknown(Exception cause) =>
        new($"Whether '{Stream}' took this is unknown: {cause.Message} Send the same again.", cause);
}
