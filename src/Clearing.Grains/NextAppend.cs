using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Clearing.Grains;

/// <summary>
/// Events that are in a grain's state and go to the journal together: all durable, or none.
/// </summary>
/// <typeparam name="TEvent">The facts.</typeparam>
internal sealed class NextAppend<TEvent>
{
    /// <summary>
    /// It is full with so many facts. One call's events are never parted, so it may hold more.
    /// </summary>
    private const int MaxFacts = 4_000;

    // Callers go on in the turn that ends it: they are the grain's own.
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
    /// <param name="holding">How many facts that is: bids, sellers told.</param>
    public void Add(ImmutableArray<TEvent> happened, int holding)
    {
        // Most appends are of one call: its events are these.
        if (Events.Count == 0) { Events = ImmutableCollectionsMarshal.AsArray(happened)!; }
        else if (Events is List<TEvent> gathered) { gathered.AddRange(happened); }
        else { Events = new List<TEvent>([.. Events, .. happened]); }
        _facts += holding;
    }

    /// <summary>Tells those who wait that the events are durable.</summary>
    public void Succeed() => _done.SetResult();

    /// <summary>Tells those who wait that the outcome is unknown.</summary>
    public void Fail(Exception unknown) => _done.SetException(unknown);
}
