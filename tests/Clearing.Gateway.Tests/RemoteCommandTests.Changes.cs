using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

public partial class RemoteCommandTests
{
    [Fact]
    public async Task Many_changes_are_tried_and_then_made_in_the_order_of_their_file()
    {
        var market = await server.OpenMarket("""{"lot":10}""");
        foreach (var bid in new[] { "a", "b" })
        {
            Run("bid", "cara", market, bid, "--max-fee-micros", "5", "--max-volume", "100");
        }
        var file = await Changes(
            "market,id,bid_id,op,max_fee_micros,max_volume",
            $"{market},1,a,amend,7,", $"{market},2,b,cancel,,", $"{market},3,a,amend,,55",
            $"{market},4,none,cancel,,", "no/such/market,5,a,cancel,,");
        var (tried, would) = Run("changes", "cara", file, "--dry-run");
        var between = Run("bids", "cara", market).Text;
        var (made, done) = Run("changes", "cara", file);
        var (repeated, again) = Run("changes", "cara", file);
        var bids = JsonNode.Parse(Run("bids", "cara", market).Text)!["bids"]!.AsArray();

        Assert.Equal((1, 1, 1), (tried, made, repeated));
        Assert.DoesNotContain("CANCELLED", between);
        Assert.Equal(would.Replace("\"dry_run\":true", "\"dry_run\":false"), done);
        Assert.Equal(done, again);
        Assert.Equal(
            ["4 max_volume VOLUME_OFF_LOT 10", "5 bid_id BID_UNKNOWN ", "6 market MARKET_UNKNOWN "],
            JsonNode.Parse(done)!["refused"]!.AsArray().Select(row =>
                $"{row!["line"]} {row["column"]} {row["status"]} {row["limit"]}"));
        Assert.Equal(
            ["7 OPEN", "5 CANCELLED"],
            bids.Select(bid => $"{bid!["max_fee_micros"]} {bid["stage"]}"));
    }

    [Fact]
    public async Task A_file_of_changes_with_broken_rows_changes_nothing_and_names_lines_and_columns()
    {
        var market = await server.OpenMarket();
        Run("bid", "cleo", market, "a", "--max-fee-micros", "5", "--max-volume", "100");
        var file = await Changes(
            "market,id,bid_id,op,max_fee_micros",
            $"{market},1,a,amend,7", $"{market},1,a,amend,8", "nowhere,2,a,cancel,",
            $"{market},3,a,cancel,9", $"{market},4,a,amend,", $"{market},5,a,remove,");
        var (code, text) = Run("changes", "cleo", file);

        Assert.Equal(2, code);
        foreach (var place in new[]
            { ":3: id", ":4: market", ":5: max_fee_micros", ":6: op", ":7: op" })
        {
            Assert.Contains(place, text);
        }
        Assert.Contains("\"max_fee_micros\":5", Run("bids", "cleo", market).Text);
    }

    [Fact]
    public async Task A_regions_health_and_the_list_of_problems_are_shown()
    {
        var market = await server.OpenMarket();
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear");
        var (health, region) = Run("market", "region-health", market.Split('/')[0]);
        var (listed, problems) = Show("problems");
        var (found, one) = Show("problems", "fee-off-tick");
        var (none, unknown) = Show("problems", "no_such");

        Assert.Equal((0, 0, 0, 2), (health, listed, found, none));
        Assert.Contains(
            market,
            JsonNode.Parse(region)!["market_alarms"]!.AsArray().Select(of => $"{of!["market"]}"));
        Assert.Contains("FEE_OFF_TICK", problems);
        Assert.Contains("422", one);
        Assert.Contains("NOT_FOUND", unknown);
    }

    private async Task<string> Changes(params string[] lines)
    {
        var file = Path.Combine(server.Folder, $"changes-{Guid.NewGuid():N}.csv");
        await File.WriteAllLinesAsync(file, lines);
        return file;
    }
}
