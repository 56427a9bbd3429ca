using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>Reads a seller's ledger out of its stream: the postings are in the events.</summary>
public static class LedgerPages
{
    /// <summary>A page of postings, oldest first.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="stream">The seller's stream.</param>
    /// <param name="after">The number of the last entry already seen; 0 from the start.</param>
    /// <param name="most">At the most so many entries.</param>
    public static async Task<ImmutableArray<LedgerEntry>> Read(
        IJournal journal, string stream, long after, int most)
    {
        var page = ImmutableArray.CreateBuilder<LedgerEntry>();
        long number = 0;
        await foreach (var stored in journal.Read(stream, afterVersion: 0))
        {
            foreach (var posting in PostingsOf(Codecs.Seller.Decode(stream, stored)))
            {
                number++;
                if (number <= after) { continue; }
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
        Corrected corrected => [corrected.Posting],
        _ => [],
    };
}
