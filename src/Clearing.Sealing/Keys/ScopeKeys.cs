namespace Clearing.Sealing;

/// <summary>
/// The keys of one scope for one activation of a grain, which makes one call at a time.
/// </summary>
/// <remarks>
/// The first request for a key reads all keys of the scope.
/// </remarks>
public sealed class ScopeKeys : IDisposable
{
    private readonly KeyRing _ring;
    private readonly Dictionary<uint, DataKey?> _keys = [];
    private readonly HashSet<uint> _clear = [];
    private uint _newest;

    internal ScopeKeys(string scope, KeyRing ring) => (Scope, _ring) = (scope, ring);

    /// <summary>The scope of the keys.</summary>
    public string Scope { get; }

    /// <summary>
    /// The newest key, which seals; null if it is not loaded, is destroyed or is stored in clear: who
    /// reads the database would read what it seals.
    /// </summary>
    public DataKey? Newest => _clear.Contains(_newest) ? null : _keys.GetValueOrDefault(_newest);

    /// <summary>A key, if it is loaded and not destroyed; null otherwise.</summary>
    /// <param name="number">The key's number.</param>
    public DataKey? Find(uint number) => _keys.GetValueOrDefault(number);

    /// <summary>True for a key that is loaded and stored in clear.</summary>
    /// <param name="number">The key's number.</param>
    public bool IsClear(uint number) => _clear.Contains(number);

    /// <summary>A key by its number, read from the table if necessary.</summary>
    /// <param name="number">The key's number.</param>
    /// <exception cref="KeyUnavailableException">
    /// There is no such key, it is destroyed, or it cannot be unwrapped.
    /// </exception>
    public async ValueTask<DataKey> Get(uint number)
    {
        if (!_keys.ContainsKey(number)) { await Read(); }
        return _keys.TryGetValue(number, out var key)
            ? key ?? throw new KeyUnavailableException(Scope, number, KeyProblem.Destroyed)
            : throw new KeyUnavailableException(Scope, number, KeyProblem.Missing);
    }

    /// <summary>The newest key; one is created if its number would be too low.</summary>
    /// <param name="atLeast">The lowest number of a key that may still seal.</param>
    /// <exception cref="KeyUnavailableException">The key cannot be unwrapped.</exception>
    public async ValueTask<DataKey> ForSealing(uint atLeast = 1)
    {
        if (Newest is { } known && known.Number >= atLeast) { return known; }
        await Read();
        // A new key follows a destroyed one, so that what is erased stays erased.
        return await Made(Math.Max(atLeast, Newest is null ? _newest + 1 : _newest));
    }

    /// <summary>A key by its number, even if it is stored in clear; a missing one is created.</summary>
    /// <param name="number">The key's number.</param>
    /// <exception cref="KeyUnavailableException">
    /// The key is destroyed, or it cannot be unwrapped.
    /// </exception>
    public async ValueTask<DataKey> GetOrAdd(uint number)
    {
        await Read();
        return await Made(number);
    }

    /// <summary>Refuses a scope that has a key in clear before anything was sealed in it.</summary>
    /// <exception cref="KeyUnavailableException">There is one.</exception>
    public void RefuseClear()
    {
        if (_clear.Count > 0)
        {
            throw new KeyUnavailableException(Scope, _clear.Min(), KeyProblem.Planted);
        }
    }

    /// <summary>Forgets the keys.</summary>
    public void Dispose()
    {
        foreach (var key in _keys.Values) { key?.Dispose(); }
        _keys.Clear();
    }

    private async ValueTask<DataKey> Made(uint number)
    {
        if (_keys.GetValueOrDefault(number) is { } found) { return found; }
        Keep(number, new DataKey(number, await _ring.Add(Scope, number)));
        return _keys[number]!;
    }

    private async ValueTask Read()
    {
        foreach (var (stored, secret) in await _ring.Secret(Scope))
        {
            if (stored.IsClear) { _clear.Add(stored.Number); }
            Keep(stored.Number, secret is null ? null : new DataKey(stored.Number, secret));
        }
    }

    private void Keep(uint number, DataKey? key)
    {
        _newest = Math.Max(_newest, number);
        // Two calls may read at the same time; the first key loaded is kept.
        if (_keys.GetValueOrDefault(number) is null) { _keys[number] = key; }
        else { key?.Dispose(); }
    }
}
