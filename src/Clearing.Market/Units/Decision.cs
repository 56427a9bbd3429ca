using System.Collections.Immutable;

namespace Clearing.Market.Units;

/// <summary>What a rule answers to a command, and the events that make it so.</summary>
/// <typeparam name="TAnswer">The command's answer.</typeparam>
/// <typeparam name="TEvent">The aggregate's events.</typeparam>
/// <param name="answer">The answer for the caller.</param>
/// <param name="events">What happened, in order; empty when nothing changes.</param>
public readonly struct Decision<TAnswer, TEvent>(
    TAnswer answer, params ImmutableArray<TEvent> events)
{
    /// <summary>The answer for the caller.</summary>
    public TAnswer Answer { get; } = answer;

    /// <summary>What happened, in order; empty when nothing changes.</summary>
    public ImmutableArray<TEvent> Events { get; } = events;

    /// <summary>An answer that changes nothing.</summary>
    public static implicit operator Decision<TAnswer, TEvent>(TAnswer answer) => new(answer);

    /// <summary>Takes the decision apart.</summary>
    public void Deconstruct(out TAnswer answer, out ImmutableArray<TEvent> events) =>
        (answer, events) = (Answer, Events);
}
