using System.Security.Cryptography;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Sealing;

namespace Clearing.Verification.Erasing;

/// <summary>What erasures of sellers have changed, as their record says without a key.</summary>
internal sealed class ErasedRecord
{
    private readonly Dictionary<string, Dictionary<long, RewrittenRow>> _rows =
        new(StringComparer.Ordinal);

    private readonly Dictionary<string, ErasedStream> _streams = new(StringComparer.Ordinal);
    private readonly HashSet<string> _surrogates = new(StringComparer.Ordinal);

    // The links that anchors may have seen under a name that is gone.
    private readonly HashSet<(long Version, string Link)> _links = [];

    /// <summary>Notes an event of the record.</summary>
    public void Note(ErasureEvent happened)
    {
        if (happened is StreamRewritten rewritten)
        {
            _rows[rewritten.Stream] = rewritten.Rows.ToDictionary(row => row.Version);
        }
        if (happened is SellerErased erased)
        {
            _surrogates.Add(Streams.Surrogate(erased.Number));
            foreach (var stream in erased.Streams) { _streams[stream.Name] = stream; }
        }
    }

    /// <summary>True for the name that an erased seller has now.</summary>
    public bool IsErased(string seller) => _surrogates.Contains(seller);

    /// <summary>The end that a stream of an erased seller must have; null if none is on record.</summary>
    public ErasedStream? EndOf(string stream) => _streams.GetValueOrDefault(stream);

    /// <summary>Notes a link of an erased seller's stream.</summary>
    public void Note(StoredEvent stored) =>
        _links.Add((stored.Version, Convert.ToHexStringLower(stored.Link.Span)));

    /// <summary>True if an erased seller's stream has the link that an anchor saw.</summary>
    public bool Has(long version, ReadOnlyMemory<byte> link) =>
        _links.Contains((version, Convert.ToHexStringLower(link.Span)));

    /// <summary>What is wrong with an event, as far as erasures go; null if nothing is.</summary>
    public string? Wrong(string stream, StoredEvent stored)
    {
        var was = SealedText.WasOf(stored.Payload.Span);
        var row = _rows.GetValueOrDefault(stream)?.GetValueOrDefault(stored.Version);
        if (row is null)
        {
            return was is null ? null : "it was rewritten, and no erasure is on record";
        }
        return was is not null && row.Was == Convert.ToHexStringLower(was)
            && row.Now == Convert.ToHexStringLower(SHA256.HashData(stored.Payload.Span))
                ? null
                : "it is not what an erasure left here";
    }
}
