using System.Runtime.CompilerServices;
using System.Text;

namespace Clearing.Sealing;

/// <summary>
/// A table of keys in memory, for tests and trials. It lasts as long as the object.
/// </summary>
/// <remarks>Everything completes synchronously. Closing it keeps its keys.</remarks>
public sealed class MemoryKeyTable : IKeyTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Scope, uint Number), StoredKey> _keys = [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredKey>> Find(IReadOnlyList<string> scopes)
    {
        var wanted = scopes.ToHashSet(StringComparer.Ordinal);
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<StoredKey>>(
                [.. _keys.Values.Where(key => wanted.Contains(key.Scope))]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredKey>> Add(IReadOnlyList<StoredKey> keys)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                _keys.TryAdd((key.Scope, key.Number), Copy(key));
            }
            return Task.FromResult<IReadOnlyList<StoredKey>>(
                [.. keys.Select(key => _keys[(key.Scope, key.Number)])]);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredKey> All(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        StoredKey[] all;
        lock (_gate)
        {
            all = [.. _keys.Values
                .OrderBy(key => Convert.ToHexString(Encoding.UTF8.GetBytes(key.Scope)),
                    StringComparer.Ordinal)
                .ThenBy(key => key.Number)];
        }
        foreach (var key in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return key;
        }
    }

    /// <summary>Does nothing: the keys stay.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public Task<bool> Replace(StoredKey known, StoredKey next)
    {
        lock (_gate)
        {
            var place = (known.Scope, known.Number);
            var same = _keys.TryGetValue(place, out var now) && now.Kek == known.Kek
                && now.Wrapped.Span.SequenceEqual(known.Wrapped.Span);
            if (same) { _keys[place] = Copy(next); }
            return Task.FromResult(same);
        }
    }

    /// <inheritdoc/>
    public Task<int> Bury(string scope, string grave, DateTimeOffset at)
    {
        lock (_gate)
        {
            StoredKey[] buried = [.. _keys.Values.Where(key => key.Scope == scope)];
            foreach (var key in buried)
            {
                _keys.Remove((scope, key.Number));
                _keys.Add(
                    (grave, key.Number),
                    key with { Scope = grave, Wrapped = default, DestroyedAt = at });
            }
            return Task.FromResult(buried.Length);
        }
    }

    private static StoredKey Copy(StoredKey key) => key with { Wrapped = key.Wrapped.ToArray() };
}
