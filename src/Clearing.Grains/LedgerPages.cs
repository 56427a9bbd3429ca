using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>Reads a seller's ledger from its stream, whose events hold the postings.</summary>
/// <remarks>
/// It remembers where in the stream some of the postings are, so that a page reads little more than
/// itself and a walk over all pages reads the stream about once.
/// </remarks>
/// <param name="stream">The seller's stream.</param>
public sealed class LedgerPages(SealedStream stream)
{
    /// <summary>The least number of postings between two remembered places.</summary>
    public const long Spacing = 64;

    private readonly List<(long Number, long Version)> _places = [(0, 0)];

    /// <summary>Remembers how many postings the events up to a version made.</summary>
    /// <param name="number">The number of the last of those postings; 0 if there is none.</param>
    /// <param name="version">The version of the last of those events.</param>
    public void Note(long number, long version)
    {
        var next = After(number);
        if (number - _places[next - 1].Number < Spacing) { return; }
        if (next < _places.Count && _places[next].Number - number < Spacing) { return; }
        _places.Insert(next, (number, version));
    }

    /// <summary>A page of postings, oldest first.</summary>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">The most entries to give.</param>
    /// <param name="market">Only entries of this market; null for all.</param>
    /// <param name="last">The number of the last entry that may be given.</param>
    public async Task<ImmutableArray<LedgerEntry>> Read(
        long after, int most, string? market = null, long last = long.MaxValue)
    {
        var page = ImmutableArray.CreateBuilder<LedgerEntry>();
        var (number, version) = _places[After(after) - 1];
        await foreach (var stored in stream.Read(version))
        {
            Note(number, stored.Version - 1);
            foreach (var posting in PostingsOf(Codecs.Seller.Decode(stream.Name, stored)))
            {
                number++;
                if (number > last) { return page.ToImmutable(); }
                if (number <= after || (market is not null && posting.Market != market)) { continue; }
                page.Add(new LedgerEntry(number, stored.RecordedAt, posting));
                if (page.Count == most) { return page.ToImmutable(); }
            }
        }
        return page.ToImmutable();
    }

    /// <summary>The postings that an event made.</summary>
    /// <param name="happened">An event of a seller's stream.</param>
    public static ImmutableArray<Posting> PostingsOf(SellerEvent happened) => happened switch
    {
        NoticeAccepted accepted => accepted.Postings,
        SalesReported reported => reported.Postings,
        SalesReviewed reviewed => reviewed.Postings,
        DaySalesAccepted accepted => accepted.Postings,
        OverageAccepted accepted => accepted.Postings,
        Corrected corrected => [corrected.Posting],
        _ => [],
    };

    /// <summary>The index of the first place beyond a posting; at least 1.</summary>
    private int After(long number)
    {
        var (low, high) = (1, _places.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_places[middle].Number <= number) { low = middle + 1; } else { high = middle; }
        }
        return low;
    }
}
