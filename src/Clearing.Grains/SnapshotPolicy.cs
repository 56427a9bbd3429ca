namespace Clearing.Grains;

/// <summary>
/// How many events pass before a seller's account or a market's history is stored beside the
/// journal.
/// </summary>
/// <remarks>
/// A snapshot is worth writing and reading only if it saves a long fold: folding a few dozen events
/// takes less time, and a process that stops would write one for each of its sellers.
/// </remarks>
/// <param name="WhileActive">
/// While active, a seller's account is stored after this many events, from 1.
/// </param>
/// <param name="OnLeaving">
/// On deactivation, a seller's account is stored if at least this many events are not in the last
/// snapshot, from 1.
/// </param>
/// <param name="OfMarket">
/// A market's history is stored in parts of this many events, from 1; a part that reaches 16 MiB
/// ends earlier. Events that do not fill a part yet are not stored.
/// </param>
public sealed record SnapshotPolicy(int WhileActive = 200, int OnLeaving = 50, int OfMarket = 10_000);
