namespace Clearing.Sealing;

/// <summary>
/// Where a key in clear can be a revealed one. Who writes the database can add keys in clear, because
/// that takes no key file.
/// </summary>
internal static class RevealRule
{
    /// <summary>
    /// The first key that nobody can have revealed; null if there is none. Only markets are revealed,
    /// with all keys that they have, the oldest first. No key that was made has the number 0.
    /// </summary>
    /// <param name="keys">Keys of one scope or several.</param>
    public static StoredKey? Broken(IEnumerable<StoredKey> keys) => keys
        .GroupBy(key => key.Scope, StringComparer.Ordinal)
        .SelectMany(scope => scope.OrderBy(key => key.Number)
            .SkipWhile(key => KeyScope.IsOfMarket(key.Scope) && key.Number > 0
                && (key.IsClear || key.DestroyedAt is not null)))
        .FirstOrDefault(key => key.IsClear && key.DestroyedAt is null);
}
