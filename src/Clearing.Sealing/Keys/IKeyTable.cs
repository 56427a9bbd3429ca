namespace Clearing.Sealing;

/// <summary>The table of wrapped data keys. Safe for concurrent use.</summary>
/// <remarks>
/// Without a backup of it all that was sealed is lost; its rows are never removed.
/// </remarks>
public interface IKeyTable : IAsyncDisposable
{
    /// <summary>Finds all keys of some scopes, in no particular order.</summary>
    /// <param name="scopes">The scopes, each once.</param>
    Task<IReadOnlyList<StoredKey>> Find(IReadOnlyList<string> scopes);

    /// <summary>
    /// Adds keys, all in one transaction, and completes when they are durable. Where a scope has a
    /// key of that number already, that one stays.
    /// </summary>
    /// <param name="keys">Keys of which no two have the same scope and number.</param>
    /// <returns>The keys of those scopes and numbers as they stand now.</returns>
    Task<IReadOnlyList<StoredKey>> Add(IReadOnlyList<StoredKey> keys);

    /// <summary>Puts a key in the place of the one that is stored.</summary>
    /// <param name="known">The row as it was read.</param>
    /// <param name="next">What to store; its scope and number are those of the row.</param>
    /// <returns>False if the row is no longer what was known: nothing was changed.</returns>
    Task<bool> Replace(StoredKey known, StoredKey next);

    /// <summary>Lists all keys by scope, by code point, and number.</summary>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<StoredKey> All(CancellationToken cancellationToken = default);
}
