namespace Clearing.Sealing;

/// <summary>Wraps data keys with keys that this program holds in memory.</summary>
/// <remarks>The last key wraps and every key unwraps.</remarks>
public sealed class WrappingKeys : IKeyWrapper
{
    private readonly Dictionary<string, WrappingKey> _keys = new(StringComparer.Ordinal);
    private readonly ISecretSource _secrets;

    /// <summary>Takes keys, one or more, oldest first.</summary>
    /// <param name="keys">The id and the 32 bytes of each key.</param>
    /// <param name="secrets">The source of nonces.</param>
    /// <exception cref="ArgumentException">
    /// There is no key, two keys have the same id, or a key does not have 32 bytes.
    /// </exception>
    public WrappingKeys(IReadOnlyList<(string Id, byte[] Key)> keys, ISecretSource secrets)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentOutOfRangeException.ThrowIfZero(keys.Count, nameof(keys));
        foreach (var (id, key) in keys)
        {
            if (key.Length != DataKey.SecretBytes)
            {
                throw new ArgumentException(
                    $"A key has {DataKey.SecretBytes} bytes.", nameof(keys));
            }
            _keys.Add(id, new WrappingKey(key));
        }
        Current = keys[^1].Id;
        _secrets = secrets;
    }

    /// <inheritdoc/>
    public string Current { get; }

    /// <summary>True if there is a key with an id.</summary>
    /// <param name="id">The id.</param>
    public bool Has(string id) => _keys.ContainsKey(id);

    /// <inheritdoc/>
    public ValueTask<byte[]> Wrap(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> bound) =>
        new(_keys[Current].Wrap(key.Span, bound.Span, _secrets));

    /// <inheritdoc/>
    public ValueTask<byte[]?> Unwrap(
        string kek, ReadOnlyMemory<byte> wrapped, ReadOnlyMemory<byte> bound) =>
        new(_keys.TryGetValue(kek, out var key)
            ? key.Unwrap(wrapped.Span, bound.Span)
            : null);
}
