using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Instruments.Journals;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Grains;

/// <summary>Reads what happened in a market, and what its sellers reported.</summary>
/// <param name="market">The market.</param>
/// <param name="journal">The journal.</param>
/// <param name="grains">Gives access to the sellers' sales.</param>
internal sealed class MarketReading(string market, SealedJournal journal, IGrainFactory grains)
{
    private const int SellersAtOnce = 64;
    private const int Page = 10_000;

    /// <summary>The market's events so far, in order.</summary>
    /// <param name="mostBids">
    /// Null is returned for a market with more bids and other events together.
    /// </param>
    public async Task<List<MarketEvent>?> Events(int mostBids = int.MaxValue)
    {
        var stream = Streams.OfMarket(market);
        using var log = journal.Stream(stream, Codecs.Market.Seals);
        var (events, bids) = (new List<MarketEvent>(), 0L);
        await foreach (var stored in log.Follow(CancellationToken.None))
        {
            var happened = Codecs.Market.Decode(stream, stored);
            events.Add(happened);
            bids += happened is BidsPlaced placed ? placed.Bids.Length : 1;
            if (bids > mostBids) { return null; }
        }
        return events;
    }

    /// <summary>True if the market has more events than these.</summary>
    /// <param name="version">How many are known.</param>
    public async Task<bool> IsLongerThan(long version)
    {
        using var log = journal.Stream(Streams.OfMarket(market), Codecs.Market.Seals);
        return await log.Find(version + 1, CancellationToken.None) is not null;
    }

    /// <summary>
    /// The history with the sales that these sellers reported, or that their days told where credits
    /// come from days.
    /// </summary>
    public async Task<MarketHistory> WithSales(MarketHistory history, IEnumerable<string> of)
    {
        Func<string, Task<(Int128 Sold, Int128 Returned)?>> read =
            history.Config.CreditsFrom == CreditSource.Days ? OfDays : OfReports;
        var reports = new Dictionary<string, (Int128 Sold, Int128 Returned)>(
            StringComparer.Ordinal);
        foreach (var sellers in of.Chunk(SellersAtOnce))
        {
            var all = await Task.WhenAll(sellers.Select(read));
            foreach (var (seller, sales) in sellers.Zip(all))
            {
                if (sales is { } known) { reports[seller] = known; }
            }
        }
        return history.With(reports);
    }

    // What days tell is net of returns.
    private async Task<(Int128 Sold, Int128 Returned)?> OfDays(string seller)
    {
        if (await grains.GetGrain<ISellerGrain>(seller).Statement(market) is not { } statement)
        {
            return null;
        }
        var net = (statement.IncrementalSales + statement.LateSales).Minor;
        return net == 0 ? null : (Int128.Max(0, net), Int128.Max(0, -net));
    }

    private async Task<(Int128 Sold, Int128 Returned)?> OfReports(string seller)
    {
        var sales = await Sales(seller);
        return sales.IsEmpty
            ? null
            : (Sum(sales, report => report.Incremental.Minor),
                Sum(sales, report => -report.Incremental.Minor));
    }

    private static Int128 Sum(
        ImmutableArray<SalesRecord> sales, Func<SalesRecord, Int128> amount) =>
        sales.Total(report => Int128.Max(0, amount(report)));

    private async Task<ImmutableArray<SalesRecord>> Sales(string seller)
    {
        var account = grains.GetGrain<ISellerGrain>(seller);
        var counted = ImmutableArray.CreateBuilder<SalesRecord>();
        for (var skip = 0; ; skip += Page)
        {
            var page = await account.Sales(market, skip, Page);
            counted.AddRange(page.Where(report => report.State == SalesState.Confirmed));
            if (page.Length < Page) { return counted.DrainToImmutable(); }
        }
    }
}
