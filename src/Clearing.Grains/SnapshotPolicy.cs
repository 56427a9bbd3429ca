namespace Clearing.Grains;

/// <summary>When a seller's account is stored beside the journal, in events.</summary>
/// <remarks>
/// A snapshot is worth its writing and reading only where it saves a long fold: folding some tens
/// of events takes less than that, and a process that stops would write one for each of its
/// sellers.
/// </remarks>
/// <param name="WhileActive">Stored after so many events, from 1.</param>
/// <param name="OnLeaving">
/// Stored on deactivation if at least so many events are not in the last one, from 1.
/// </param>
public sealed record SnapshotPolicy(int WhileActive = 200, int OnLeaving = 50);
