namespace Clearing.Sealing;

/// <summary>The table of wrapped data keys. Safe for concurrent use.</summary>
/// <remarks>
/// Sealed data is lost with this table, so it needs a backup. Its rows are never removed.
/// </remarks>
public interface IKeyTable : IAsyncDisposable
{
    /// <summary>Finds all keys of the given scopes, in no particular order.</summary>
    /// <param name="scopes">The distinct scopes.</param>
    Task<IReadOnlyList<StoredKey>> Find(IReadOnlyList<string> scopes);

    /// <summary>
    /// Adds all keys in one transaction and completes when they are durable. A key that already
    /// exists is not replaced.
    /// </summary>
    /// <param name="keys">Keys with distinct scopes and numbers.</param>
    /// <returns>The keys now stored under those scopes and numbers.</returns>
    Task<IReadOnlyList<StoredKey>> Add(IReadOnlyList<StoredKey> keys);

    /// <summary>Replaces a stored key.</summary>
    /// <param name="known">The row as it was read.</param>
    /// <param name="next">The new row, with the same scope and number.</param>
    /// <returns>False, and nothing is changed, if the row has changed since it was read.</returns>
    Task<bool> Replace(StoredKey known, StoredKey next);

    /// <summary>Lists all keys, ordered by scope (by code point), then number.</summary>
    /// <param name="cancellationToken">Cancels the listing.</param>
    IAsyncEnumerable<StoredKey> All(CancellationToken cancellationToken = default);
}
