using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

public sealed partial class SellerAccount
{
    /// <summary>
    /// Where the incremental sales of a market come from; null until the market has told the seller
    /// something.
    /// </summary>
    /// <param name="market">The market's key.</param>
    public CreditSource? CreditsFrom(string market) => Find(market)?.Terms?.CreditsFrom;

    /// <summary>Whether a hand-over of its market is missing before the first of these.</summary>
    /// <param name="sales">Hand-overs; those of a market are in order and without gaps.</param>
    public bool MissesBefore(ImmutableArray<DaySales> sales) => sales
        .DistinctBy(of => of.Market)
        .Any(of => of.Number > (Find(of.Market)?.Days?.LastNumber ?? 0) + 1);

    /// <summary>
    /// Accepts what days sold with extra space; a number that was accepted before gives no event.
    /// </summary>
    /// <remarks>
    /// Before the settlement each line changes the credit. After it, what the settled net would be
    /// with the line is posted as one correction under the fact's id, if it is another amount.
    /// </remarks>
    /// <param name="sales">The market's next hand-over.</param>
    /// <exception cref="ArgumentException">A hand-over before it is missing.</exception>
    public ImmutableArray<SellerEvent> Accept(DaySales sales)
    {
        var market = Find(sales.Market);
        var last = market?.Days?.LastNumber ?? 0;
        if (sales.Number <= last) { return []; }
        if (sales.Number > last + 1)
        {
            throw new ArgumentException(
                $"Hand-over {sales.Number} of {sales.Market} came after {last}.", nameof(sales));
        }
        var postings = new Postings(sales.Market);
        if (market is { Settled: true }) { PostLate(market, sales, postings); }
        else if (market?.Terms is { } terms) { PostCredits(market, terms, sales, postings); }
        return [new DaySalesAccepted(sales, postings.Take())];
    }

    private static void PostCredits(
        SellerMarket market, MoneyTerms terms, DaySales sales, Postings postings)
    {
        var sold = market.IncrementalSales;
        foreach (var line in sales.Lines)
        {
            var before = CreditRule.Earned(sold, terms);
            sold += line.Delta;
            postings.Credit(line.Reference, CreditRule.Earned(sold, terms) - before);
        }
    }

    private static void PostLate(SellerMarket market, DaySales sales, Postings postings)
    {
        var sold = market.IncrementalSales + (market.Days?.LateSales ?? Money.Zero);
        var change = market.NetOf(sold + DeltaOf(sales)) - market.NetOf(sold);
        if (change != Money.Zero) { postings.Correction(sales.Cause, change); }
    }

    private void Apply(DaySalesAccepted accepted)
    {
        var sales = accepted.Sales;
        var market = Enter(sales.Market);
        var days = market.Days ??= new();
        days.LastNumber = sales.Number;
        if (market.Settled)
        {
            days.LateSales += DeltaOf(sales);
            foreach (var posting in accepted.Postings)
            {
                market.Corrections += Postings.AmountOf(posting);
            }
        }
        else
        {
            market.IncrementalSales += DeltaOf(sales);
            market.LastSalesReportId = sales.Lines[^1].Reference;
        }
        Post(market, accepted.Postings);
    }

    private static Money DeltaOf(DaySales sales) => new(
        sales.Lines.Total(line => line.Delta.Minor));
}
