using Clearing.Journal;
using Clearing.Verification.Erasing;

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
    /// <param name="stream">The stream's name.</param>
    /// <param name="erased">Knows the heads that a stream of this name had before its erasure.</param>
    internal long LeastVersion(string stream, ErasedRecord erased) =>
        _heads.TryGetValue(stream, out var versions)
            ? versions.Where(head => !erased.Has(head.Key, head.Value))
                .Select(head => head.Key).DefaultIfEmpty().Max()
            : 0;

    /// <summary>
    /// The link that an event of a stream had; null if no anchor names it, or if a stream that was
    /// erased had it.
    /// </summary>
    /// <param name="stream">The stream's name.</param>
    /// <param name="version">The event's version.</param>
    /// <param name="erased">Knows the heads that a stream of this name had before its erasure.</param>
    internal ReadOnlyMemory<byte>? LinkOf(string stream, long version, ErasedRecord erased) =>
        _heads.TryGetValue(stream, out var versions) && versions.TryGetValue(version, out var link)
        && !erased.Has(version, link)
            ? link
            : (ReadOnlyMemory<byte>?)null;
}
