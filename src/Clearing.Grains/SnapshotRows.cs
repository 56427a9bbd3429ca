using System.Data.Common;
using System.Text.Json;
using Orleans.Storage;

namespace Clearing.Grains;

/// <summary>Rows of grain storage that only save time: the journal has everything they hold.</summary>
internal static class SnapshotRows
{
    /// <summary>
    /// Reads a row. One that is damaged is as if it held nothing; the next snapshot overwrites it where
    /// the storage still says which version of the row that is.
    /// </summary>
    /// <param name="storage">The grain storage.</param>
    /// <param name="name">The state's name.</param>
    /// <param name="grain">The grain.</param>
    /// <param name="row">Receives the row.</param>
    public static async Task Read<TState>(
        this IGrainStorage storage, string name, GrainId grain, GrainState<TState> row)
    {
        try
        {
            await storage.ReadStateAsync(name, grain, row);
        }
        catch (JsonException)
        {
            // The journal has everything: only the fold takes longer.
        }
    }

    /// <summary>True if the storage is away, or another activation wrote the row first.</summary>
    /// <param name="failed">What the storage threw.</param>
    public static bool Failed(Exception failed) =>
        failed is DbException or IOException or TimeoutException or OrleansException;
}
