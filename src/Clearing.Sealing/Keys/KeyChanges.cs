namespace Clearing.Sealing;

/// <summary>The two changes that a stored key can go through.</summary>
public static class KeyChanges
{
    /// <summary>Puts another wrapping of a key in the place of the one that is stored.</summary>
    /// <param name="table">The table of keys.</param>
    /// <param name="known">The row as it was read.</param>
    /// <param name="kek">Which key wraps it now.</param>
    /// <param name="wrapped">The key as wrapped by that.</param>
    /// <returns>False if the row is no longer what was known: nothing was changed.</returns>
    public static Task<bool> Rewrap(
        this IKeyTable table, StoredKey known, string kek, ReadOnlyMemory<byte> wrapped) =>
        table.Replace(known, known with { Kek = kek, Wrapped = wrapped });

    /// <summary>Destroys a key: what it sealed can never be opened again.</summary>
    /// <param name="table">The table of keys.</param>
    /// <param name="known">The row as it was read.</param>
    /// <param name="at">When.</param>
    /// <returns>False if the row is no longer what was known: nothing was changed.</returns>
    public static Task<bool> Destroy(
        this IKeyTable table, StoredKey known, DateTimeOffset at) =>
        table.Replace(known, known with { Wrapped = default, DestroyedAt = at });
}
