namespace Clearing.Sealing;

/// <summary>
/// The keys of one scope, as one activation of a grain uses them, one call at a time.
/// </summary>
/// <remarks>
/// Nothing is read before a key is asked for, and then all keys of the scope at once.
/// </remarks>
public sealed class ScopeKeys : IDisposable
{
    private readonly KeyRing _ring;
    private readonly Dictionary<uint, DataKey?> _keys = [];
    private uint _newest;

    internal ScopeKeys(string scope, KeyRing ring) => (Scope, _ring) = (scope, ring);

    /// <summary>Whose they are.</summary>
    public string Scope { get; }

    /// <summary>The key that seals, if it is here; null before <see cref="ForSealing"/>.</summary>
    public DataKey? Newest => _keys.GetValueOrDefault(_newest);

    /// <summary>A key if it is here; null before <see cref="Get"/>.</summary>
    /// <param name="number">Its number.</param>
    public DataKey? Find(uint number) => _keys.GetValueOrDefault(number);

    /// <summary>A key by its number.</summary>
    /// <param name="number">Its number.</param>
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

    /// <summary>The newest key; it is made if there is none of at least that number.</summary>
    /// <param name="atLeast">The lowest number that may still seal.</param>
    /// <exception cref="KeyUnavailableException">It cannot be made or unwrapped.</exception>
    public async ValueTask<DataKey> ForSealing(uint atLeast = 1)
    {
        if (Newest is { } known && known.Number >= atLeast) { return known; }
        await Read();
        // A destroyed key is followed by a new one: what is erased stays so.
        var number = Math.Max(atLeast, Newest is null ? _newest + 1 : _newest);
        if (_keys.GetValueOrDefault(number) is { } found) { return found; }
        Keep(number, new DataKey(number, await _ring.Add(Scope, number)));
        return _keys[number]!;
    }

    /// <summary>Forgets the keys.</summary>
    public void Dispose()
    {
        foreach (var key in _keys.Values) { key?.Dispose(); }
        _keys.Clear();
    }

    private async ValueTask Read()
    {
        foreach (var (number, secret) in await _ring.Secret(Scope))
        {
            Keep(number, secret is null ? null : new DataKey(number, secret));
        }
    }

    private void Keep(uint number, DataKey? key)
    {
        _newest = Math.Max(_newest, number);
        // Two calls may read at the same time: the key that one of them has stays.
        if (_keys.GetValueOrDefault(number) is null) { _keys[number] = key; }
        else { key?.Dispose(); }
    }
}
