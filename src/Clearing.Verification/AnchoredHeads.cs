using Clearing.Journal;

namespace Clearing.Verification;

/// <summary>The heads of each stream as recorded by anchors outside the database.</summary>
public sealed class AnchoredHeads
{
    private readonly Dictionary<string, Dictionary<long, ReadOnlyMemory<byte>>> _heads =
        new(StringComparer.Ordinal);

    /// <summary>
    /// Adds anchors. Those of several servers can be added one after the other.
    /// </summary>
    /// <param name="anchors">Anchors of one place, oldest first.</param>
    public void Add(IEnumerable<Anchor> anchors)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        foreach (var head in anchors.SelectMany(anchor => anchor.Heads))
        {
            if (!_heads.TryGetValue(head.Stream, out var versions))
            {
                _heads.Add(head.Stream, versions = []);
            }
            versions[head.Version] = head.Link;
        }
    }

    /// <summary>The streams that must exist.</summary>
    internal IEnumerable<string> Streams => _heads.Keys;

    /// <summary>All heads that anchors have seen of a stream.</summary>
    internal IReadOnlyDictionary<long, ReadOnlyMemory<byte>> HeadsOf(string stream) =>
        _heads[stream];

    /// <summary>The least version that a stream must have; 0 if no anchor names it.</summary>
    internal long LeastVersion(string stream) =>
        _heads.TryGetValue(stream, out var versions) ? versions.Keys.Max() : 0;

    /// <summary>The link that an event of a stream had; null if no anchor names it.</summary>
    internal ReadOnlyMemory<byte>? LinkOf(string stream, long version) =>
        _heads.TryGetValue(stream, out var versions) && versions.TryGetValue(version, out var link)
            ? link
            : (ReadOnlyMemory<byte>?)null;
}
