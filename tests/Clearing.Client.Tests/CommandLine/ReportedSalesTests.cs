using Clearing.Client.Lab;
using Clearing.Market;
using Clearing.Market.Sellers;

namespace Clearing.Client.Tests.CommandLine;

/// <summary>Which sales the lab's instruments count.</summary>
public sealed class ReportedSalesTests
{
    private const string East = "us-east/standard/2026-Q4";
    private const string West = "us-west/standard/2026-Q4";

    [Fact]
    public void What_days_tell_counts_with_its_corrections()
    {
        var sales = Of(
            Days(1, (1, 1, 500), (2, 1, 300)), Days(2, (1, 2, -200)), Days(3, (3, 1, 50)));

        Assert.Equal(650, (long)sales.HistoryOf(East, []).Sales["acme"].Minor);
        Assert.Equal(0, sales.HistoryOf(East, []).Returns["acme"]);
    }

    [Fact]
    public void Two_markets_may_have_reports_with_the_same_id()
    {
        var sales = Of(
            Reported(East, 1000), Reported(West, 70, held: true),
            new SalesReviewed(new SalesReview(West, "r-1", SalesState.Confirmed, "checked"), []));

        Assert.Equal(1000, (long)sales.HistoryOf(East, []).Sales["acme"].Minor);
        Assert.Equal(70, (long)sales.HistoryOf(West, []).Sales["acme"].Minor);
    }

    [Fact]
    public void What_is_held_or_disputed_does_not_count()
    {
        var sales = Of(
            Reported(East, 1000), Reported(West, 70, held: true),
            new SalesReviewed(new SalesReview(East, "r-1", SalesState.Disputed, "no receipt"), []));

        Assert.Empty(sales.HistoryOf(East, []).Sales);
        Assert.Empty(sales.HistoryOf(West, []).Sales);
    }

    private static ReportedSales Of(params SellerEvent[] events)
    {
        var sales = new ReportedSales();
        sales.Add("acme", events);
        return sales;
    }

    private static SalesReported Reported(string market, long minor, bool held = false) =>
        new(new SalesReport("r-1", market, new Money(minor)), []) { Held = held };

    private static DaySalesAccepted Days(
        int number, params (int Day, int Line, long Delta)[] lines) => new(
            new DaySales(
                East, number, $"fact-{number}",
                [.. lines.Select(line => new DaySale(
                    new DateOnly(2026, 11, line.Day), line.Line, new Money(line.Delta)))]),
            []);
}
