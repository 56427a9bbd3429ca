namespace Clearing.Gateway.Tests;

/// <summary>Bids in bulk, as CSV.</summary>
public class ImportTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Header = "bid_id,seller,max_fee_micros,max_volume,min_volume\n";

    [Fact]
    public async Task A_dry_run_places_nothing_and_the_import_places_all()
    {
        var market = await server.OpenMarket();
        var csv = Header + "a,acme,500,10,0\nb,acme,600,20,0\n";
        var dry = await Import(market, csv, "&dry_run=true");
        var before = await Bids(market);
        var placed = await Import(market, csv, "&dry_run=false");
        var again = await Import(market, csv);

        Assert.Equal(("true", "2", "2"), (dry["dry_run"], dry["rows"], dry["accepted"]));
        Assert.Equal(0, before);
        Assert.Equal(("false", "2", "2"), (placed["dry_run"], placed["rows"], placed["accepted"]));
        Assert.Equal(placed.Text.Replace("\"repeated\":0", "\"repeated\":2"), again.Text);
        Assert.Equal(2, await Bids(market));
    }

    [Fact]
    public async Task Every_broken_rule_is_told_by_line_and_column_and_nothing_is_placed()
    {
        var market = await server.OpenMarket("""{"lot":10,"tick_micros":5}""");
        var refused = await Import(
            market, Header + "a,acme,500,10,0\nb,acme,501,20,0\nc,acme,5,1e3,0\na,acme,5,10,0\n");

        Assert.Equal((422, "CSV_INVALID"), (refused.Status, refused.Code));
        Assert.Equal(
            [("3", "max_fee_micros"), ("4", "max_volume"), ("5", "bid_id")],
            refused.Json["errors"]!.AsArray().Select(error =>
                (error!["line"]!.ToString(), error["field"]!.ToString())));
        Assert.Equal(0, await Bids(market));
    }

    [Fact]
    public async Task A_bid_of_another_seller_refuses_the_file()
    {
        var market = await server.OpenMarket();
        var refused = await Import(market, Header + "a,acme,500,10,0\nb,eve,600,20,0\n");

        Assert.Equal((422, "seller", "eve"), (refused.Status, refused["field"], refused["value"]));
        Assert.Equal(0, await Bids(market));
    }

    [Fact]
    public async Task A_row_that_the_market_refuses_is_told_with_its_line()
    {
        var market = await server.OpenMarket("""{"highest_max_fee_micros":550}""");
        var placed = await Import(market, Header + "a,acme,500,10,0\nb,acme,600,20,0\n");

        Assert.Equal("1", placed["accepted"]);
        Assert.Equal(
            """[{"line":3,"bid_id":"b","status":"FEE_ABOVE_LIMIT","limit":550,"repeated":false}]""",
            placed.Json["refused"]!.ToJsonString());
    }

    [Theory]
    [InlineData("sellers/acme/imports?market=large/file/m")]
    [InlineData("zones/large/file/imports")]
    [InlineData("zones/large/file/projections/imports")]
    [InlineData("zones/large/file/profiles/imports")]
    public async Task A_file_above_the_limit_is_refused_with_the_limit(string path)
    {
        const int Most = 16 * 1024 * 1024;
        await server.Send("PUT", "/v1/markets/large/file/m", "{}");
        await server.Send(
            "PUT", "/v1/zones/large/file", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        var refused = await server.SendAs("text/csv", "POST", $"/v1/{path}", new string('a', Most + 1));
        var unread = await server.SendAs("text/csv", "POST", $"/v1/{path}", new string('a', Most));

        Assert.Equal((413, "BODY_TOO_LARGE", $"{Most}"), (refused.Status, refused.Code, refused["limit"]));
        Assert.Equal((422, "CSV_INVALID"), (unread.Status, unread.Code));
    }

    private Task<Reply> Import(string market, string csv, string query = "") => server.SendAs(
        "text/csv", "POST", $"/v1/sellers/acme/imports?market={market}{query}", csv);

    private async Task<int> Bids(string market) =>
        (await server.Send("GET", $"/v1/sellers/acme/bids?market={market}")).Json["bids"]!.AsArray().Count;
}
