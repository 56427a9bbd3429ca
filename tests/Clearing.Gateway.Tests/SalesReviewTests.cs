namespace Clearing.Gateway.Tests;

/// <summary>Sales reports above a market's limit wait for its operator.</summary>
public sealed class SalesReviewTests(KeyedServer server) : IClassFixture<KeyedServer>
{
    [Fact]
    public async Task A_large_report_waits_until_the_operator_confirms_it_and_the_seller_sees_why()
    {
        var market = await Won("waits");
        await Report("acme", market, "small", 1_000);
        await Report("acme", market, "large", 50_000);
        var before = await server.As("acme", "GET", $"sellers/acme/statement?market={market}");
        await Review("olga", market, "large", "CONFIRMED");
        var after = await server.As("acme", "GET", $"sellers/acme/statement?market={market}");
        var seen = await server.As("acme", "GET", $"sellers/acme/sales?market={market}");
        var trail = await server.As("ann", "GET", "sellers/acme/audit");

        Assert.Equal(
            ("150", "7650"), (before["credit_earned_minor"], after["credit_earned_minor"]));
        Assert.Equal(
            ["small CONFIRMED ", "large CONFIRMED invoices agree"],
            seen.Json["reports"]!.AsArray().Select(
                report => $"{report!["report_id"]} {report["state"]} {report["reason"]}"));
        Assert.Contains(
            trail.Json["acts"]!.AsArray(),
            act => $"{act!["act"]} {act["reference"]} {act["by"]}" == "SALES_CONFIRMED large olga");
    }

    [Fact]
    public async Task Only_an_operator_of_the_region_decides_and_an_unknown_report_is_refused()
    {
        var market = await Won("rights");
        await Report("acme", market, "r-rights", 50_000);
        var self = await Review("acme", market, "r-rights", "CONFIRMED");
        var foreign = await Review("otto", market, "r-rights", "CONFIRMED");
        var unknown = await Review("olga", market, "none", "CONFIRMED");
        var odd = await Review("olga", market, "r-rights", "MAYBE");

        Assert.Equal((403, 403), (self.Status, foreign.Status));
        Assert.Equal((404, "REPORT_UNKNOWN", "report_id"), (unknown.Status, unknown.Code, unknown["field"]));
        Assert.Equal((400, "state"), (odd.Status, odd["field"]));
    }

    [Fact]
    public async Task A_late_retry_of_a_review_is_told_so_and_undoes_nothing()
    {
        var market = await Won("retry");
        await Report("acme", market, "r-retry", 50_000);
        await Review("olga", market, "r-retry", "CONFIRMED", "first");
        await Review("olga", market, "r-retry", "DISPUTED", "second");
        var late = await Review("olga", market, "r-retry", "CONFIRMED", "first");
        var other = await Review("olga", market, "r-retry", "HELD", "first");
        var seen = await server.As("acme", "GET", $"sellers/acme/sales?market={market}");

        Assert.Equal((200, true), (late.Status, (bool)late.Json["repeated"]!));
        Assert.Equal((422, "ID_REUSED", "review_id"), (other.Status, other.Code, other["field"]));
        Assert.Equal("DISPUTED", (string?)seen.Json["reports"]![0]!["state"]);
    }

    [Fact]
    public async Task A_preview_of_the_settlement_counts_the_reports_that_wait()
    {
        var market = await Won("preview");
        await Report("acme", market, "r-preview", 50_000);
        var preview = await server.As("olga", "POST", $"markets/{market}/settle?dry_run=true");
        await server.Do("olga", "POST", $"markets/{market}/settle", "");
        var late = await Review("olga", market, "r-preview", "CONFIRMED");

        Assert.Equal(1, (int)preview.Json["preview"]!["waiting_reports"]!);
        Assert.Equal((409, "MARKET_SETTLED"), (late.Status, late.Code));
    }

    private async Task<string> Won(string name)
    {
        var market = await server.OpenMarket(name, """{"sales_review_minor":1000}""");
        await server.Do("olga", "POST", $"markets/{market}/capacity", """{"change_id":"c","delta":100}""");
        await server.Do("acme", "POST", "sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"b","max_fee_micros":5000000,"max_volume":100}""");
        await server.Do("olga", "POST", $"markets/{market}/rounds/1/clear", "{}");
        await Patience.Until(
            () => server.As("acme", "GET", $"sellers/acme/statement?market={market}"),
            statement => statement.Status == 200);
        return market;
    }

    private Task Report(string seller, string market, string id, long amount) => server.Do(
        seller, "POST", $"sellers/{seller}/sales",
        $$"""{"market":"{{market}}","report_id":"{{id}}","incremental_minor":{{amount}}}""");

    private Task<Reply> Review(
        string caller, string market, string id, string state, string? review = null) => server.As(
        caller, "POST", "sellers/acme/sales/reviews",
        $$"""
        {"market":"{{market}}","review_id":"{{review ?? $"review-{id}"}}","report_id":"{{id}}",
         "state":"{{state}}","reason":"invoices agree"}
        """);
}
