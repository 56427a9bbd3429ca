using System.Runtime.CompilerServices;
using Clearing.Contracts;

namespace Clearing.Gateway;

/// <summary>Reads ledgers across pages.</summary>
internal static class Ledgers
{
    /// <summary>All entries of a market in a seller's ledger, oldest first.</summary>
    public static async IAsyncEnumerable<LedgerEntry> All(
        string seller, string market, Cluster cluster,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long after = 0;
        while (true)
        {
            var page = await Read(
                seller, market, after, Paging.MaxLimit, cluster, cancellationToken);
            foreach (var entry in page) { yield return entry; }
            if (page.Length < Paging.MaxLimit) { yield break; }
            after = page[^1].Number;
        }
    }

    /// <summary>A page of the selected entries, and the next cursor; null at the end.</summary>
    public static async Task<(ImmutableArray<LedgerEntry> Entries, long? Next)> Page(
        string seller, Paging page, LedgerFilter filter, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var taken = ImmutableArray.CreateBuilder<LedgerEntry>();
        var after = page.After;
        while (true)
        {
            var size = filter.IsOfMarket ? page.Limit : Paging.MaxLimit;
            var read = await Read(
                seller, filter.Market, after, size, cluster, cancellationToken);
            foreach (var entry in read)
            {
                after = entry.Number;
                if (!filter.Takes(entry)) { continue; }
                taken.Add(entry);
                // A full page may be the last one; the next page is then empty and ends the loop.
                if (taken.Count == page.Limit) { return (taken.ToImmutable(), after); }
            }
            if (read.Length < size) { return (taken.ToImmutable(), null); }
        }
    }

    /// <summary>
    /// A page of a seller's entries: all, or those of one market, which the operators of its region may
    /// read.
    /// </summary>
    public static Task<ImmutableArray<LedgerEntry>> Read(
        string seller, string? market, long after, int most, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var grain = cluster.Seller(seller);
        return cluster.Ask(
            market is null ? grain.Ledger(after, most) : grain.MarketLedger(market, after, most),
            cancellationToken);
    }
}
