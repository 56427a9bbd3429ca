using Clearing.Instruments.Journals;

namespace Clearing.Client.Lab;

/// <summary>The sales that sellers reported, or that their days told, by market.</summary>
internal sealed class ReportedSales
{
    private readonly Dictionary<string, Dictionary<string, (Int128 Sold, Int128 Returned)>>
        _markets = new(StringComparer.Ordinal);

    /// <summary>Adds a seller's events. Held and disputed reports do not count.</summary>
    internal void Add(string seller, IReadOnlyList<SellerEvent> events)
    {
        foreach (var report in CountedIn(events))
        {
            Add(report.Market, seller, report.Incremental.Minor);
        }
        // What days tell is net of returns, and a later line corrects an earlier one.
        var days = events.OfType<DaySalesAccepted>()
            .GroupBy(accepted => accepted.Sales.Market, StringComparer.Ordinal);
        foreach (var market in days)
        {
            var net = market.SelectMany(accepted => accepted.Sales.Lines)
                .Total(line => line.Delta.Minor);
            if (net != 0) { Add(market.Key, seller, net); }
        }
    }

    private void Add(string market, string seller, Int128 amount)
    {
        if (!_markets.TryGetValue(market, out var sellers))
        {
            _markets.Add(market, sellers = new(StringComparer.Ordinal));
        }
        var (sold, returned) = sellers.GetValueOrDefault(seller);
        sellers[seller] = (sold + Int128.Max(0, amount), returned + Int128.Max(0, -amount));
    }

    // The ids of reports are unique in a region, so that markets of two regions may share one.
    private static IEnumerable<SalesReport> CountedIn(IEnumerable<SellerEvent> events)
    {
        var reports = new OrderedDictionary<(string Market, string Id), (SalesReport Report, bool Counts)>();
        foreach (var happened in events)
        {
            if (happened is SalesReported { Report: var report } reported)
            {
                reports[(report.Market, report.Id)] = (report, !reported.Held);
            }
            if (happened is SalesReviewed { Review: var review })
            {
                var reviewed = (review.Market, review.ReportId);
                reports[reviewed] = (
                    reports[reviewed].Report, review.State == SalesState.Confirmed);
            }
        }
        return reports.Values.Where(known => known.Counts).Select(known => known.Report);
    }

    /// <summary>A market's history with the sales of its sellers.</summary>
    internal MarketHistory HistoryOf(string market, IReadOnlyList<MarketEvent> events) =>
        new MarketHistory(market, events, new Dictionary<string, Money>())
            .With(_markets.GetValueOrDefault(market) ?? []);
}
