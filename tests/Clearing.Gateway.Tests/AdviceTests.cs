using System.Globalization;

namespace Clearing.Gateway.Tests;

/// <summary>Advice over HTTP, from public results of past periods and the seller's days.</summary>
public class AdviceTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Zone = "advised/standard";
    private const string Path = $"/v1/sellers/acme/zones/{Zone}/advice/2026-12";

    [Fact]
    public async Task Advice_counts_past_rounds_and_the_sellers_own_days_and_no_sealed_bid()
    {
        var unknown = await server.Send("GET", $"{Path}?volume=100&fees_micros=1");
        await server.Send(
            "PUT", $"/v1/zones/{Zone}", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        var closed = await server.Send("GET", $"{Path}?volume=100&fees_micros=1");
        await Cleared("2026-10", fee: 3_000_000);
        await Cleared("2026-11", fee: 5_000_000);
        await server.Send("PUT", $"/v1/markets/{Zone}/2026-12", "{}");
        // Neither a later period nor a bid that stands in this one may count.
        await Cleared("2027-01", fee: 1_000_000);
        await Bid("2026-12", 9_000_000, 1_000_000);

        var advice = await server.Send(
            "GET", $"{Path}?volume=100&fees_micros=3000000,4000000,5000001");

        Assert.Equal((404, "ZONE_UNKNOWN"), (unknown.Status, unknown.Code));
        Assert.Equal((404, "MARKET_UNKNOWN"), (closed.Status, closed.Code));
        Assert.Equal(("2", "2"), (advice["past_rounds"]!, advice["past_periods"]!));
        Assert.Equal(
            [(2, 0), (2, 1), (2, 2)],
            advice.Json["fees"]!.AsArray().Select(of => (
                (int)of!["next_round"]!["samples"]!, (int)of["next_round"]!["granted"]!)));
        var first = advice.Json["fees"]![0]!;
        Assert.Equal(30_000, (long)first["charge_minor"]!);
        // Credits of 15 % offset the charge: 200,000 × 15 % = 30,000.
        Assert.Equal(200_000, (long)first["break_even_sales_minor"]!);
        Assert.Null(first["expected_sales_minor"]);
        Assert.Null(first["next_round"]!["point_ppm"]);
    }

    [Fact]
    public async Task What_space_would_sell_follows_from_the_sellers_own_days()
    {
        const string Own = "advised-own/standard";
        await server.Send(
            "PUT", $"/v1/zones/{Own}", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        await server.Send("PUT", $"/v1/markets/{Own}/2026-12", "{}");
        var day = DateTime.UtcNow.AddDays(-2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await server.Send("POST", $"/v1/sellers/acme/zones/{Own}/reports", $$"""
            {"report_id":"d","day":"{{day}}","used_volume":200,"sales_minor":4000}
            """);

        var advice = await server.Send(
            "GET",
            $"/v1/sellers/acme/zones/{Own}/advice/2026-12?volume=100&fees_micros=0&fill_ppm=500000");

        // 20 minor units a foot and day, half full: 20 × 100 × 31 × 0.5.
        Assert.Equal(31_000, (long)advice.Json["fees"]![0]!["expected_sales_minor"]!);
        Assert.Equal(("4000", "200"),
            (advice["past_sales_minor"]!, advice["past_used_volume_days"]!));
    }

    [Fact]
    public async Task All_days_of_a_long_window_count()
    {
        const string Long = "advised-long/standard";
        await server.Send("PUT", $"/v1/zones/{Long}", """
            {"time_zone":"UTC","periods":"MONTH","currency":"USD","rules":{"fact_age_days":1200,"score_days":1100}}
            """);
        await server.Send("PUT", $"/v1/markets/{Long}/2026-12", "{}");
        var yesterday = DateTime.UtcNow.Date.AddDays(-1);
        var rows = Enumerable.Range(0, 1_050).Select(
            ago => $"acme,d-{ago},{yesterday.AddDays(-ago):yyyy-MM-dd},2,10");
        var imported = await server.SendAs(
            "text/csv", "POST", $"/v1/zones/{Long}/imports",
            string.Join('\n', rows.Prepend("seller,report_id,day,used_volume,sales_minor")));

        var advice = await server.Send(
            "GET", $"/v1/sellers/acme/zones/{Long}/advice/2026-12?volume=1&fees_micros=0");

        Assert.Equal("1050", imported["recorded"]);
        Assert.Equal(("10500", "2100"), (advice["past_sales_minor"]!, advice["past_used_volume_days"]!));
    }

    [Fact]
    public async Task Advice_may_count_only_rounds_of_the_same_quarter_of_past_years()
    {
        const string Own = "advised-quarter/standard";
        await server.Send(
            "PUT", $"/v1/zones/{Own}", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        foreach (var period in new[] { "2025-12", "2026-09", "2026-10" }) { await Cleared(period, 1, Own); }
        await server.Send("PUT", $"/v1/markets/{Own}/2026-12", "{}");
        const string Ask = $"/v1/sellers/acme/zones/{Own}/advice/2026-12?volume=1&fees_micros=1";
        var all = await server.Send("GET", Ask);
        var same = await server.Send("GET", $"{Ask}&same_quarter=true");

        Assert.Equal(("3", "1"), (all["past_rounds"], same["past_rounds"]));
    }

    [Theory]
    [InlineData("volume=0&fees_micros=1", "volume")]
    [InlineData("volume=1", "fees_micros")]
    [InlineData("volume=1&fees_micros=1,,2", "fees_micros")]
    [InlineData("volume=1&fees_micros=1&fill_ppm=1000001", "fill_ppm")]
    [InlineData("volume=1&fees_micros=1&same_quarter=yes", "same_quarter")]
    [InlineData("volume=1&fees_micros=-1", "fees_micros")]
    public async Task A_wrong_parameter_is_named(string query, string field)
    {
        var refused = await server.Send("GET", $"{Path}?{query}");

        Assert.Equal((400, "FIELD_INVALID", field),
            (refused.Status, refused.Code, refused.Json["field"]!.ToString()));
    }

    private async Task Cleared(string period, long fee, string zone = Zone)
    {
        await server.Send("PUT", $"/v1/markets/{zone}/{period}", "{}");
        await Bid(period, fee, 100, zone);
        var cleared = await server.Send(
            "POST", $"/v1/markets/{zone}/{period}/rounds/1/clear", """{"capacity_delta":100}""");
        Assert.Equal(200, cleared.Status);
    }

    private async Task Bid(string period, long fee, long volume, string zone = Zone)
    {
        var placed = await server.Send("POST", "/v1/sellers/acme/bids", $$"""
            {"market":"{{zone}}/{{period}}","bid_id":"{{period}}","max_fee_micros":{{fee}},
             "max_volume":{{volume}}}
            """);
        Assert.Equal(201, placed.Status);
    }
}
