namespace Clearing.Sealing;

/// <summary>
/// An operator's work on the keys of a journal, which servers can use meanwhile.
/// </summary>
/// <param name="table">The table of keys.</param>
/// <param name="ring">The ring over that table.</param>
public sealed class KeyUpkeep(IKeyTable table, KeyRing ring)
{
    /// <summary>
    /// Wraps every data key with the newest wrapping key. Afterwards only backups need the older
    /// wrapping keys.
    /// </summary>
    /// <remarks>
    /// This is idempotent. A key that another program changes meanwhile is left for the next run.
    /// </remarks>
    /// <returns>How many keys were wrapped again and how many were left.</returns>
    /// <exception cref="KeyUnavailableException">A key cannot be unwrapped.</exception>
    public async Task<(long Wrapped, long Left)> Rewrap()
    {
        var (wrapped, left) = (0L, 0L);
        await foreach (var known in table.All())
        {
            if (known.DestroyedAt is not null || known.IsClear) { continue; }
            if (known.Kek == ring.KekFor(known.Scope)) { continue; }
            var secret = (await ring.Unwrap(known))!;
            var next = await ring.Wrap(known.Scope, known.Number, secret);
            if (await table.Rewrap(known, next.Kek, next.Wrapped)) { wrapped++; } else { left++; }
        }
        return (wrapped, left);
    }

    /// <summary>
    /// Creates a newer key of a scope; an active grain uses it from its next activation.
    /// </summary>
    /// <param name="scope">
    /// A scope that has a key: <c>market/…</c>, <c>seller/…</c>, <c>sellers</c> or <c>silos</c>.
    /// </param>
    /// <returns>The new key's number; null if the scope has no key.</returns>
    public async Task<uint?> Renew(string scope)
    {
        var keys = await table.Find([scope]);
        if (keys.Count == 0) { return null; }
        var number = keys.Max(key => key.Number) + 1;
        await ring.Add(scope, number);
        return number;
    }

    /// <summary>
    /// Stores the keys of a scope unencrypted, so that anyone who can read the database can read
    /// what they sealed. This cannot be undone.
    /// </summary>
    /// <param name="scope">The scope.</param>
    /// <returns>How many keys are in clear now; 0 if the scope has none.</returns>
    /// <exception cref="KeyUnavailableException">A key cannot be unwrapped.</exception>
    public async Task<int> Reveal(string scope)
    {
        while (true)
        {
            var all = await table.Find([scope]);
            KeyRing.RefusePlanted(all);
            if (await Revealed(all) is { } clear) { return clear; }
        }
    }

    // Null if a key was changed meanwhile, for instance wrapped again. What this leaves when it ends
    // early, too, must have no key in clear behind one that is not.
    private async Task<int?> Revealed(IReadOnlyList<StoredKey> keys)
    {
        var clear = 0;
        foreach (var known in keys.OrderBy(key => key.Number))
        {
            if (await ring.Unwrap(known) is not { } secret) { continue; }
            if (!known.IsClear && !await table.Rewrap(known, StoredKey.Clear, secret)) { return null; }
            clear++;
        }
        return clear;
    }
}
