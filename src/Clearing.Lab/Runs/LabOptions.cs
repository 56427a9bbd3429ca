namespace Clearing.Lab.Runs;

/// <summary>How a run draws its markets.</summary>
/// <param name="Seed">The seed; the same one gives the same results.</param>
/// <param name="Replications">How many markets; 2 or more.</param>
/// <param name="Threads">How many threads work; no result depends on it.</param>
/// <param name="Progress">Receives the progress; null for none.</param>
public sealed record LabOptions(
    ulong Seed = 1, int Replications = 2000, int Threads = 0,
    IProgress<LabProgress>? Progress = null)
{
    /// <summary>The same options with at most the given number of markets.</summary>
    public LabOptions AtMost(int replications) =>
        this with { Replications = Math.Min(replications, Replications) };
}
