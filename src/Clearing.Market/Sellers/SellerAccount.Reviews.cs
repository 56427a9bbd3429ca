using System.Collections.Immutable;

namespace Clearing.Market.Sellers;

public sealed partial class SellerAccount
{
    /// <summary>
    /// Decides on a review of a report of sales. Repeating a review changes nothing, even if
    /// another one came between.
    /// </summary>
    /// <remarks>
    /// A market is settled without the reports that wait or are disputed then; what is found out
    /// later is a correction.
    /// </remarks>
    /// <param name="review">The report, and what it is to be.</param>
    public Decision<ReviewStatus, SellerEvent> Review(SalesReview review)
    {
        if (!IdRule.Allows(review.Id)) { return ReviewStatus.IdMalformed; }
        if (_reports?.Find(review.Market, review.Id) is { } used)
        {
            return used.Fingerprint == Fingerprint.Of(review)
                ? ReviewStatus.Reviewed
                : ReviewStatus.IdReused;
        }
        if (Find(review.Market) is not { } market
            || market.Sales.GetValueOrDefault(review.ReportId) is not { } known)
        {
            return ReviewStatus.ReportUnknown;
        }
        if (!Enum.IsDefined(review.State)) { return ReviewStatus.StateUnknown; }
        if (!NoteRule.Allows(review.Reason)) { return ReviewStatus.ReasonMalformed; }
        if (market.Settled) { return ReviewStatus.MarketSettled; }
        var change = Counted(known with { State = review.State }) - Counted(known);
        return new(
            ReviewStatus.Reviewed, new SalesReviewed(review, CreditOf(market, known.Id, change)));
    }

    /// <summary>A page of the reports of sales in a market, oldest first.</summary>
    /// <param name="market">The market's key.</param>
    /// <param name="skip">Reports to pass over; 0 or more.</param>
    /// <param name="most">The maximum number to return; 0 or more.</param>
    public ImmutableArray<SalesRecord> Sales(string market, int skip, int most) =>
        [.. Find(market)?.Sales.Values.Skip(skip).Take(most) ?? []];

    private static Money Counted(SalesRecord report) =>
        report.State == SalesState.Confirmed ? report.Incremental : Money.Zero;

    // The credit that a change of the counted sales makes or takes back.
    private static ImmutableArray<Posting> CreditOf(
        SellerMarket market, string report, Money change)
    {
        if (market.Terms is not { } terms) { return []; }
        var postings = new Postings(market.Key);
        var before = CreditRule.Earned(market.IncrementalSales, terms);
        postings.Credit(
            report, CreditRule.Earned(market.IncrementalSales + change, terms) - before);
        return postings.Take();
    }

    private void Apply(SalesReported sales)
    {
        var market = Enter(sales.Report.Market);
        Put(market, new SalesRecord(
            sales.Report.Id, sales.Report.Incremental,
            sales.Held ? SalesState.Held : SalesState.Confirmed));
        Post(market, sales.Postings);
        Keep(sales.Report.Market, sales.Report.Id, Fingerprint.Of(sales.Report), ReportStatus.Recorded);
    }

    private void Apply(SalesReviewed reviewed)
    {
        var review = reviewed.Review;
        var market = Enter(review.Market);
        var known = market.Sales[review.ReportId];
        market.IncrementalSales -= Counted(known);
        Put(market, known with { State = review.State, Reason = review.Reason });
        Post(market, reviewed.Postings);
        if (review.Id is { } id)
        {
            Keep(review.Market, id, Fingerprint.Of(review), ReportStatus.Recorded);
        }
        Record(reviewed, KindOf(review.State), review.ReportId, review.Reason);
    }

    private static void Put(SellerMarket market, SalesRecord report)
    {
        market.Sales[report.Id] = report;
        if (report.State != SalesState.Confirmed) { return; }
        market.IncrementalSales += report.Incremental;
        market.LastSalesReportId = report.Id;
    }

    private static ActKind KindOf(SalesState state) => state switch
    {
        SalesState.Confirmed => ActKind.SalesConfirmed,
        SalesState.Held => ActKind.SalesHeld,
        _ => ActKind.SalesDisputed,
    };
}
