using System.Data.Common;

namespace Clearing.Grains;

/// <summary>Rows of grain storage that only save time: the journal has everything they hold.</summary>
internal static class SnapshotRows
{
    /// <summary>True if the storage is away, or another activation wrote the row first.</summary>
    /// <param name="failed">What the storage threw.</param>
    public static bool Failed(Exception failed) =>
        failed is DbException or IOException or TimeoutException or OrleansException;
}
