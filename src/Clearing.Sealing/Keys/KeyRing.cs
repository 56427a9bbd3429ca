using System.Collections.Concurrent;

namespace Clearing.Sealing;

/// <summary>Opens data keys and creates missing ones. It is safe for concurrent use.</summary>
/// <remarks>
/// It keeps in memory the keys that wrap each seller's own key, so activating a hundred thousand
/// sellers takes no call of the wrapper. Its asynchronous methods continue in the caller's
/// context.
/// </remarks>
public sealed class KeyRing
{
    private const int MaxScopes = 500;
    private readonly IKeyTable _table;
    private readonly IKeyWrapper _wrapper;
    private readonly ConcurrentDictionary<uint, WrappingKey> _sellers = new();
    private readonly BatchedLookup<string, ILookup<string, StoredKey>> _finding;
    private readonly BatchedLookup<StoredKey, ILookup<string, StoredKey>> _adding;
    private volatile uint _sellersNumber;

    private KeyRing(IKeyTable table, IKeyWrapper wrapper, ISecretSource secrets)
    {
        _table = table;
        _wrapper = wrapper;
        Secrets = secrets;
        _finding = new(MaxScopes, Found);
        _adding = new(MaxScopes, Added);
    }

    /// <summary>The source of keys and nonces.</summary>
    public ISecretSource Secrets { get; }

    /// <summary>
    /// Opens the ring. The key that wraps the sellers' keys is read and unwrapped, or created.
    /// </summary>
    /// <param name="table">The stored keys; the caller closes it.</param>
    /// <param name="wrapper">Wraps and unwraps them.</param>
    /// <param name="secrets">The source of keys and nonces.</param>
    /// <exception cref="KeyUnavailableException">
    /// The wrapper cannot unwrap what is stored: it belongs to another journal or has lost a key.
    /// </exception>
    public static async Task<KeyRing> Open(
        IKeyTable table, IKeyWrapper wrapper, ISecretSource secrets)
    {
        var ring = await OpenForReading(table, wrapper, secrets);
        if (ring._sellersNumber == 0) { await ring.Add(KeyScope.Sellers, 1); }
        return ring;
    }

    /// <summary>Opens the ring of a read-only table, in which no key can be created.</summary>
    /// <param name="table">The stored keys; the caller closes it.</param>
    /// <param name="wrapper">Unwraps them.</param>
    /// <param name="secrets">The source of nonces.</param>
    /// <exception cref="KeyUnavailableException">
    /// The wrapper cannot unwrap what is stored: it belongs to another journal or has lost a key.
    /// </exception>
    public static async Task<KeyRing> OpenForReading(
        IKeyTable table, IKeyWrapper wrapper, ISecretSource secrets)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(wrapper);
        ArgumentNullException.ThrowIfNull(secrets);
        var ring = new KeyRing(table, wrapper, secrets);
        await ring.ReadSellers();
        return ring;
    }

    /// <summary>Opens a ring without a wrapper, which opens only revealed keys.</summary>
    /// <param name="table">The stored keys; the caller closes it.</param>
    public static KeyRing OfRevealed(IKeyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new(table, new NoWrapper(), SystemSecrets.Instance);
    }

    /// <summary>The keys of a scope; they are not read until needed.</summary>
    /// <param name="scope">The scope, as <see cref="KeyScope.OfStream"/> names it.</param>
    public ScopeKeys Of(string scope) => new(scope, this);

    /// <summary>Keys of one scope as they are stored unencrypted; destroyed ones stay as they are.</summary>
    /// <param name="keys">The keys.</param>
    /// <exception cref="KeyUnavailableException">One cannot be unwrapped.</exception>
    public async Task<IReadOnlyList<StoredKey>> InClear(IReadOnlyList<StoredKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        RefusePlanted(keys);
        var clear = new List<StoredKey>(keys.Count);
        foreach (var key in keys)
        {
            clear.Add(await Unwrap(key) is { } secret
                ? key with { Kek = StoredKey.Clear, Wrapped = secret }
                : key);
        }
        return clear;
    }

    /// <summary>The keys of a scope with their secrets; those of destroyed keys are null.</summary>
    /// <exception cref="KeyUnavailableException">One cannot be unwrapped.</exception>
    internal async Task<IReadOnlyList<(StoredKey Key, byte[]? Secret)>> Secret(string scope)
    {
        StoredKey[] all = [.. (await _finding.Ask(scope))[scope]];
        RefusePlanted(all);
        var opened = new List<(StoredKey, byte[]?)>(all.Length);
        foreach (var stored in all) { opened.Add((stored, await Unwrap(stored))); }
        return opened;
    }

    /// <summary>Refuses keys in clear that nobody can have revealed.</summary>
    /// <param name="keys">All keys of their scopes.</param>
    /// <exception cref="KeyUnavailableException">There is one.</exception>
    internal static void RefusePlanted(IReadOnlyList<StoredKey> keys)
    {
        if (RevealRule.Broken(keys) is { } planted) { throw Planted(planted); }
    }

    /// <summary>
    /// Creates a key of a scope durably, or returns the one that already exists.
    /// </summary>
    internal async Task<byte[]> Add(string scope, uint number)
    {
        var secret = new byte[DataKey.SecretBytes];
        Secrets.Fill(secret);
        var made = await Wrap(scope, number, secret);
        var stands = (await _adding.Ask(made))[scope].Single(key => key.Number == number);
        // What was just made was not revealed by anybody.
        if (stands.IsClear) { throw Planted(stands); }
        // Another process may have created the key first; only then must it be unwrapped.
        var stored = stands.Wrapped.Span.SequenceEqual(made.Wrapped.Span)
            && stands.DestroyedAt is null
            ? secret
            : await Unwrap(stands) ?? throw Destroyed(stands);
        if (scope == KeyScope.Sellers) { KeepSellers(number, stored); }
        return stored;
    }

    /// <summary>The id of the key that wraps new keys of a scope.</summary>
    internal string KekFor(string scope) => KeyScope.IsOfSeller(scope)
        ? StoredKey.KekOfSellers(_sellersNumber)
        : _wrapper.Current;

    /// <summary>Wraps a key with the current wrapping key of its scope.</summary>
    internal async ValueTask<StoredKey> Wrap(string scope, uint number, byte[] secret)
    {
        if (KeyScope.IsOfSeller(scope))
        {
            var by = _sellersNumber;
            var ofSeller = new StoredKey(scope, number, StoredKey.KekOfSellers(by), default);
            return ofSeller with
            {
                Wrapped = _sellers[by].Wrap(secret, ofSeller.Bound(), Secrets),
            };
        }
        var stored = new StoredKey(scope, number, _wrapper.Current, default);
        return stored with { Wrapped = await _wrapper.Wrap(secret, stored.Bound()) };
    }

    /// <summary>
    /// The secret of a stored key; null if it is destroyed, or if the ring opens only revealed keys
    /// and this one is not.
    /// </summary>
    /// <exception cref="KeyUnavailableException">It cannot be unwrapped.</exception>
    internal async ValueTask<byte[]?> Unwrap(StoredKey stored)
    {
        if (stored.DestroyedAt is not null) { return null; }
        if (stored.IsClear) { return stored.Wrapped.ToArray(); }
        if (_wrapper is NoWrapper) { return null; }
        if (stored.SellersNumber is not { } number)
        {
            return await _wrapper.Unwrap(stored.Kek, stored.Wrapped, stored.Bound())
                ?? throw Refused(stored);
        }
        if (!_sellers.ContainsKey(number)) { await ReadSellers(); }
        return _sellers.TryGetValue(number, out var by)
            ? by.Unwrap(stored.Wrapped.Span, stored.Bound()) ?? throw Refused(stored)
            : throw Refused(stored);
    }

    private static KeyUnavailableException Refused(StoredKey stored) =>
        new(stored.Scope, stored.Number, KeyProblem.Refused);

    private static KeyUnavailableException Planted(StoredKey stored) =>
        new(stored.Scope, stored.Number, KeyProblem.Planted);

    private static KeyUnavailableException Destroyed(StoredKey stored) =>
        new(stored.Scope, stored.Number, KeyProblem.Destroyed);

    private async Task ReadSellers()
    {
        foreach (var (stored, secret) in await Secret(KeyScope.Sellers))
        {
            if (secret is not null) { KeepSellers(stored.Number, secret); }
        }
    }

    private void KeepSellers(uint number, byte[] secret)
    {
        _sellers[number] = new WrappingKey(secret);
        _sellersNumber = _sellers.Keys.Max();
    }

    private Task<ILookup<string, StoredKey>> Found(IReadOnlyList<string> scopes) =>
        ByScope(_table.Find([.. scopes.Distinct(StringComparer.Ordinal)]));

    // Two activations of one grain may create the same key; both get the first one.
    private Task<ILookup<string, StoredKey>> Added(IReadOnlyList<StoredKey> keys) =>
        ByScope(_table.Add([.. keys.DistinctBy(key => (key.Scope, key.Number))]));

    // An await would continue in the thread pool; with this, the table decides where to continue.
    private static Task<ILookup<string, StoredKey>> ByScope(Task<IReadOnlyList<StoredKey>> keys) =>
        keys.ContinueWith(
            found => found.GetAwaiter().GetResult()
                .ToLookup(key => key.Scope, StringComparer.Ordinal),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

    private sealed class NoWrapper : IKeyWrapper
    {
        public string Current => throw new InvalidOperationException("There is no key to wrap with.");

        public ValueTask<byte[]> Wrap(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> bound) =>
            throw new InvalidOperationException("There is no key to wrap with.");

        public ValueTask<byte[]?> Unwrap(
            string kek, ReadOnlyMemory<byte> wrapped, ReadOnlyMemory<byte> bound) =>
            ValueTask.FromResult<byte[]?>(null);
    }
}
