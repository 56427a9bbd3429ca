using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Clearing.Grains;

/// <summary>
/// Events that are in a grain's state and go to the journal together: either all become durable, or
/// none.
/// </summary>
/// <typeparam name="TEvent">The facts.</typeparam>
internal sealed class NextAppend<TEvent>
{
    /// <summary>
    /// It is full at this many facts. The events of one call are never split, so it may hold more.
    /// </summary>
    private const int MaxFacts = 4_000;

    // Callers continue in the turn that completes it, because they are the grain's own.
    private readonly TaskCompletionSource _done = new();
    private int _facts;

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<TEvent> Events { get; private set; } = [];

    /// <summary>True when what happens next must go with a later append.</summary>
    public bool IsFull => _facts >= MaxFacts;

    /// <summary>Completes when the events are durable.</summary>
    public Task Durable => _done.Task;

    /// <summary>Adds the events of one call.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="holding">
    /// How many facts the events hold: bids, or sellers that were notified.
    /// </param>
    public void Add(ImmutableArray<TEvent> happened, int holding)
    {
        // Most appends hold the events of a single call, which are then used as they are.
        if (Events.Count == 0) { Events = ImmutableCollectionsMarshal.AsArray(happened)!; }
        else if (Events is List<TEvent> gathered) { gathered.AddRange(happened); }
        else { Events = new List<TEvent>([.. Events, .. happened]); }
        _facts += holding;
    }

    /// <summary>Notifies those who wait that the events are durable.</summary>
    public void Succeed() => _done.SetResult();

    /// <summary>Notifies those who wait that the outcome is unknown.</summary>
    public void Fail(Exception unknown) => _done.SetException(unknown);
}
