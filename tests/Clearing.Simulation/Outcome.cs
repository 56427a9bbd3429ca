namespace Clearing.Simulation;

/// <summary>What came of one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Hash">The hash of its trace: the same seed gives the same, always.</param>
/// <param name="Turns">How many turns it took.</param>
/// <param name="Coverage">Which faults hit what.</param>
/// <param name="Violations">What must never happen, and did.</param>
public sealed record Outcome(
    long Seed, string Hash, int Turns, Coverage Coverage, IReadOnlyList<string> Violations);
