namespace Clearing.Sealing;

/// <summary>The table of wrapped data keys. Safe for concurrent use.</summary>
/// <remarks>
/// Sealed data is lost with this table, so it needs a backup. Its rows are never removed, but
/// an erasure empties a seller's rows and takes its name from them.
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

    /// <summary>
    /// Destroys every key of a scope and gives its rows another scope, in one transaction; nothing
    /// if the scope has no key.
    /// </summary>
    /// <param name="scope">The scope that disappears.</param>
    /// <param name="grave">The new scope, which has no keys of its own.</param>
    /// <param name="at">The time of destruction.</param>
    /// <returns>How many keys were destroyed.</returns>
    Task<int> Bury(string scope, string grave, DateTimeOffset at);

    /// <summary>Lists all keys, ordered by scope (by code point), then number.</summary>
    /// <param name="cancellationToken">Cancels the listing.</param>
    IAsyncEnumerable<StoredKey> All(CancellationToken cancellationToken = default);
}
