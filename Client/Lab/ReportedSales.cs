using Clearing.Instruments.Journals;

namespace Clearing.Client.Lab;

/// <summary>The sales that sellers reported, by market.</summary>
internal sealed class ReportedSales
{
    private readonly Dictionary<string, Dictionary<string, (Int128 Sold, Int128 Returned)>>
        _markets = new(StringComparer.Ordinal);

    /// <summary>Adds a seller's events. Held and disputed reports do not count.</summary>
    internal void Add(string seller, IEnumerable<SellerEvent> events)
    {
        foreach (var report in CountedIn(events))
        {
            if (!_markets.TryGetValue(report.Market, out var sellers))
            {
                _markets.Add(report.Market, sellers = new(StringComparer.Ordinal));
            }
            var (sold, returned) = sellers.GetValueOrDefault(seller);
            var amount = report.Incremental.Minor;
            sellers[seller] = (sold + Int128.Max(0, amount), returned + Int128.Max(0, -amount));
        }
    }

    private static IEnumerable<SalesReport> CountedIn(IEnumerable<SellerEvent> events)
    {
        var reports = new OrderedDictionary<string, (SalesReport Report, bool Counts)>(
            StringComparer.Ordinal);
        foreach (var happened in events)
        {
            if (happened is SalesReported { Report: var report } reported)
            {
                reports[report.Id] = (report, !reported.Held);
            }
            if (happened is SalesReviewed { Review: var review })
            {
                reports[review.ReportId] = (
                    reports[review.ReportId].Report, review.State == SalesState.Confirmed);
            }
        }
        return reports.Values.Where(known => known.Counts).Select(known => known.Report);
    }

    /// <summary>A market's history with the sales that were reported in it.</summary>
    internal MarketHistory HistoryOf(string market, IReadOnlyList<MarketEvent> events) =>
        new MarketHistory(market, events, new Dictionary<string, Money>())
            .With(_markets.GetValueOrDefault(market) ?? []);
}
