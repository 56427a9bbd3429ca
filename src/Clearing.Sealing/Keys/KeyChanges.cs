namespace Clearing.Sealing;

/// <summary>The two changes that a stored key can undergo.</summary>
public static class KeyChanges
{
    /// <summary>Replaces the wrapping of a stored key.</summary>
    /// <param name="table">The table of keys.</param>
    /// <param name="known">The row as it was read.</param>
    /// <param name="kek">The id of the new wrapping key.</param>
    /// <param name="wrapped">The data key, wrapped by that key.</param>
    /// <returns>False, and nothing is changed, if the row has changed since it was read.</returns>
    public static Task<bool> Rewrap(
        this IKeyTable table, StoredKey known, string kek, ReadOnlyMemory<byte> wrapped) =>
        table.Replace(known, known with { Kek = kek, Wrapped = wrapped });

    /// <summary>Destroys a key, so that what it sealed can never be opened again.</summary>
    /// <param name="table">The table of keys.</param>
    /// <param name="known">The row as it was read.</param>
    /// <param name="at">The time of destruction.</param>
    /// <returns>False, and nothing is changed, if the row has changed since it was read.</returns>
    public static Task<bool> Destroy(
        this IKeyTable table, StoredKey known, DateTimeOffset at) =>
        table.Replace(known, known with { Wrapped = default, DestroyedAt = at });
}
