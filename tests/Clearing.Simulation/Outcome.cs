namespace Clearing.Simulation;

/// <summary>The outcome of one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Hash">The hash of the trace, which is the same in every run of the seed.</param>
/// <param name="Turns">The number of turns.</param>
/// <param name="Coverage">How often each fault hit in each phase.</param>
/// <param name="Violations">The violations found.</param>
/// <param name="Kind">The kind of runs as the runner's option names it; empty for the main
/// kind.</param>
public sealed record Outcome(
    long Seed, string Hash, int Turns, Coverage Coverage, IReadOnlyList<string> Violations,
    string Kind = "");
