using System.Globalization;
using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

/// <summary>Credits from days: facts become lines, lines credits, late facts corrections.</summary>
public class LineTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static int Zones;

    // The cut-off is in the previous month, so it has passed on every day.
    private static string Period { get; } =
        DateTime.UtcNow.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Today { get; } =
        DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_day_on_extra_space_earns_credit_and_a_late_fact_corrects_the_settlement()
    {
        var zone = await Zone();
        var market = await Market(zone);
        await Report(zone, "day", used: 120, sales: 60_000);
        var lines = await server.Send("GET", $"/v1/sellers/acme/lines?market={market}");
        await Pages.Same(
            path => server.Send("GET", path), $"/v1/sellers/acme/lines?market={market}", "lines");
        var earned = await Statement(market, of => of["credit_earned_minor"] == "1500");
        await server.Send("POST", $"/v1/markets/{market}/settle");
        await Statement(market, of => of["final"] == "true");
        await server.Restart();
        await Report(zone, "late", used: 150, sales: 60_000, revision: 1);
        await Report(zone, "late", used: 150, sales: 60_000, revision: 1);
        var corrected = await Statement(market, of => of["corrections_minor"] != "0");

        var line = Assert.Single(lines.Json["lines"]!.AsArray())!;
        Assert.Equal(
            ("COUNTED", 120, 100, 50, 20, 60_000, 10_000, $"attribution/{Today}/1"),
            (line["reason"]!.ToString(), (int)line["used_volume"]!, (int)line["base_volume"]!,
                (int)line["held_volume"]!, (int)line["extra_used_volume"]!,
                (int)line["net_sales_minor"]!, (int)line["incremental_minor"]!,
                line["line_id"]!.ToString()));
        Assert.Equal("10000", lines["incremental_minor"]);
        Assert.Equal("10000", earned["incremental_sales_minor"]);
        Assert.Equal(
            ("-1500", earned["net_minor"]),
            (corrected["corrections_minor"]!, corrected["net_minor"]));
        Assert.Equal(
            [("SALE", $"attribution/{Today}/1"), ("SETTLEMENT", market), ("CORRECTION", "late")],
            (await Entries(market)).Where(of => of.Cause != "AWARD"));
        var now = await server.Send("GET", $"/v1/sellers/acme/lines?market={market}");
        Assert.Equal(
            ("2", "20000"), (now.Json["lines"]![0]!["number"]!.ToString(), now["incremental_minor"]));
        await InstrumentsCount(market, "3000", "400");
    }

    private async Task InstrumentsCount(string market, string credit, string salesPerFoot)
    {
        var backtest = await server.Send(
            "POST", $"/v1/markets/{market}/backtest", """{"reserve_fee_micros":0}""");
        var bid = (await server.Send("GET", $"/v1/sellers/acme/bids?market={market}")).Json["bids"]![0]!;
        var asked = await server.Send(
            "GET", $"/v1/sellers/acme/bids/{bid["bid_id"]}/whatif?market={market}&max_volume=40");

        Assert.Equal(credit, $"{backtest.Json["sellers"]![0]!["old_credit_minor"]}");
        Assert.Equal(salesPerFoot, asked["own_sales_per_foot_minor"]);
    }

    [Fact]
    public async Task A_market_is_of_one_kind_and_says_so_when_it_is_asked_for_the_other()
    {
        var zone = await Zone();
        var market = await Market(zone);
        var typed = await server.Send("POST", "/v1/sellers/acme/sales", Sales(market));
        var other = $"{zone}/2020-01";
        await server.Send("PUT", $"/v1/markets/{other}", "{}");
        var lines = await server.Send("GET", $"/v1/sellers/acme/lines?market={other}");
        var nowhere = await server.Send("GET", $"/v1/sellers/acme/lines?market={zone}/2020-02");

        Assert.Equal(
            (409, "CREDITS_FROM_DAYS", "market"), (typed.Status, typed.Code, typed["field"]));
        Assert.Equal(
            (409, "CREDITS_FROM_REPORTS", "market"), (lines.Status, lines.Code, lines["field"]));
        Assert.Equal((404, "MARKET_UNKNOWN"), (nowhere.Status, nowhere.Code));
        var terms = await server.Send("GET", $"/v1/markets/{market}/terms");
        Assert.Equal("DAYS", terms["credits_from"]);
    }

    [Fact]
    public async Task A_seller_that_has_only_bid_cannot_report_sales_of_days_either()
    {
        var zone = await Zone();
        var market = $"{zone}/{Period}";
        await server.Send("PUT", $"/v1/markets/{market}", """{"credits_from":"DAYS"}""");
        await Bid(market);

        var typed = await server.Send("POST", "/v1/sellers/acme/sales", Sales(market));

        Assert.Equal((409, "CREDITS_FROM_DAYS"), (typed.Status, typed.Code));
    }

    [Theory]
    [InlineData(
        "nowhere/standard/2026-11", "{\"credits_from\":\"DAYS\"}", 404, "ZONE_UNKNOWN", "credits_from", "DAYS")]
    [InlineData("/2026-Q4", "{\"credits_from\":\"DAYS\"}", 409, "ZONE_DIFFERS", "period", "2026-Q4")]
    [InlineData(
        "/2026-11", "{\"credits_from\":\"DAYS\",\"currency\":\"EUR\"}", 409, "ZONE_DIFFERS", "currency", "EUR")]
    public async Task A_market_of_days_that_does_not_fit_its_zone_is_not_opened(
        string market, string config, int status, string code, string field, string value)
    {
        market = market.StartsWith('/') ? await Zone() + market : market;

        var refused = await server.Send("PUT", $"/v1/markets/{market}", config);

        Assert.Equal(
            (status, code, field, value),
            (refused.Status, refused.Code, refused["field"], refused["value"]));
        Assert.Equal(404, (await server.Send("GET", $"/v1/markets/{market}/terms")).Status);
    }

    private async Task<string> Zone()
    {
        var zone = $"lines/z{Interlocked.Increment(ref Zones)}";
        Assert.Equal(201, (await server.Send(
            "PUT", $"/v1/zones/{zone}",
            """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""")).Status);
        await server.Send(
            "PUT", $"/v1/sellers/acme/zones/{zone}/profile",
            """{"account_started":"2020-05-01","plan":"PROFESSIONAL"}""");
        return zone;
    }

    // A confirmed base of 100, and 50 more from a market that is cleared.
    private async Task<string> Market(string zone)
    {
        var market = $"{zone}/{Period}";
        await server.Send("POST", $"/v1/zones/{zone}/overrides", $$"""
            {"period":"{{Period}}","seller":"acme","volume":100,"note":"as agreed"}
            """);
        await server.Send("POST", $"/v1/zones/{zone}/runs", $$"""
            {"run_id":"r","period":"{{Period}}","capacity_volume":1000}
            """);
        await Run(zone, "DRAFT");
        var opened = await server.Send("PUT", $"/v1/markets/{market}", """{"credits_from":"DAYS"}""");
        Assert.Equal(201, opened.Status);
        await server.Send("POST", $"/v1/zones/{zone}/runs/r/confirm", """{"confirmation_id":"c"}""");
        await Run(zone, "CONFIRMED");
        await Bid(market);
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear");
        await Statement(market, of => of.Status == 200);
        return market;
    }

    private Task<Reply> Run(string zone, string stage) => Patience.Until(
        () => server.Send("GET", $"/v1/zones/{zone}/runs/r"), of => of["stage"] == stage);

    private Task<Reply> Statement(string market, Func<Reply, bool> enough) => Patience.Until(
        () => server.Send("GET", $"/v1/sellers/acme/statement?market={market}"),
        of => enough(of));

    private Task<Reply> Bid(string market) => server.Send("POST", "/v1/sellers/acme/bids", $$"""
        {"market":"{{market}}","bid_id":"b","max_fee_micros":1000000,"max_volume":50}
        """);

    private async Task Report(string zone, string id, int used, int sales, int revision = 0)
    {
        var taken = await server.Send("POST", $"/v1/sellers/acme/zones/{zone}/reports", $$"""
            {"report_id":"{{id}}","day":"{{Today}}","revision":{{revision}},
             "used_volume":{{used}},"sales_minor":{{sales}}}
            """);
        Assert.Equal(200, taken.Status);
    }

    private async Task<IEnumerable<(string Cause, string Reference)>> Entries(string market)
    {
        var ledger = await server.Send("GET", $"/v1/sellers/acme/ledger?market={market}");
        return ledger.Json["entries"]!.AsArray().Select(
            of => (of!["cause"]!.ToString(), of["reference"]!.ToString()));
    }

    private static string Sales(string market) => new JsonObject
    {
        ["market"] = market,
        ["report_id"] = $"typed/{market}",
        ["incremental_minor"] = 500,
    }.ToJsonString();
}
