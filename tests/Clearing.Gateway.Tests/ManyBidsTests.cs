namespace Clearing.Gateway.Tests;

/// <summary>Many bids are changed in one call, and listed across all markets.</summary>
public class ManyBidsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Many_amendments_are_each_decided_by_itself_and_those_of_one_bid_in_turn()
    {
        var (first, second) = (await server.OpenMarket(), await server.OpenMarket());
        await Place(first, "mia", "a");
        await Place(second, "mia", "b");

        var changed = await server.Send("POST", "/v1/sellers/mia/amendments/batch", $$"""
            {"amendments":[
              {"market":"{{first}}","amendment_id":"1","bid_id":"a","max_volume":500},
              {"market":"{{second}}","amendment_id":"1","bid_id":"b","max_volume":400},
              {"market":"{{first}}","amendment_id":"2","bid_id":"none","max_volume":400},
              {"market":"{{first}}","amendment_id":"3","bid_id":"a","max_volume":300}]}
            """);

        Assert.Equal(200, changed.Status);
        Assert.Equal(
            ["1 AMENDED", "1 AMENDED", "2 BID_UNKNOWN", "3 AMENDED"],
            changed.Json["changes"]!.AsArray().Select(one => $"{one!["id"]} {one["status"]}"));
        Assert.Equal("3", changed["accepted"]);
        Assert.Equal("1", changed["refused"]);
        Assert.Equal(["300", "400"], await Volumes("mia", ""));
    }

    [Fact]
    public async Task A_refused_amendment_names_its_limit_alone_and_among_many()
    {
        var market = await server.OpenMarket("""{"lot":10}""");
        await Place(market, "lia", "a");
        var one = await server.Send("POST", "/v1/sellers/lia/amendments", $$"""
            {"market":"{{market}}","amendment_id":"1","bid_id":"a","max_volume":55}
            """);
        var many = await server.Send("POST", "/v1/sellers/lia/amendments/batch", $$"""
            {"amendments":[
              {"market":"{{market}}","amendment_id":"2","bid_id":"a","max_volume":55},
              {"market":"{{market}}","amendment_id":"3","bid_id":"a","max_volume":50}]}
            """);

        Assert.Equal(
            ("VOLUME_OFF_LOT", "max_volume", "10"), (one.Code, one["field"], one["limit"]));
        Assert.Equal(
            ["2 VOLUME_OFF_LOT 10", "3 AMENDED "],
            many.Json["changes"]!.AsArray()
                .Select(of => $"{of!["id"]} {of["status"]} {of["limit"]}"));
    }

    [Fact]
    public async Task Amendments_of_one_market_are_decided_in_the_order_sent_so_that_equal_fees_keep_it()
    {
        var market = await server.OpenMarket();
        string[] bids = [.. Enumerable.Range(0, 30).Select(i => $"b{i:d2}")];
        foreach (var bid in bids) { await Place(market, "ida", bid); }
        var sent = bids.Reverse().Select(bid =>
            $$"""{"market":"{{market}}","amendment_id":"a{{bid}}","bid_id":"{{bid}}","max_fee_micros":900000}""");
        var amended = await server.Send(
            "POST", "/v1/sellers/ida/amendments/batch", $$"""{"amendments":[{{string.Join(',', sent)}}]}""");
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear");
        var cleared = await server.Send("GET", "/v1/sellers/ida/markets/bids?limit=100");

        Assert.Equal("30", amended["accepted"]);
        Assert.Equal(
            bids.Reverse(),
            cleared.Json["bids"]!.AsArray().Select(of => of!["bid"]!)
                .OrderBy(of => (long)of["sequence"]!)
                .Select(of => $"{of["bid_id"]}"));
    }

    [Fact]
    public async Task Many_cancellations_close_bids_once_however_often_they_are_sent()
    {
        var market = await server.OpenMarket();
        await Place(market, "noa", "a");
        await Place(market, "noa", "b");
        var body = $$"""
            {"cancellations":[
              {"market":"{{market}}","cancellation_id":"x","bid_id":"a"},
              {"market":"{{market}}","cancellation_id":"y","bid_id":"gone"}]}
            """;

        var first = await server.Send("POST", "/v1/sellers/noa/cancellations/batch", body);
        var again = await server.Send("POST", "/v1/sellers/noa/cancellations/batch", body);

        Assert.Equal("1", first["accepted"]);
        Assert.Equal(first.Text, again.First);
        Assert.All(again.Json["changes"]!.AsArray(), one => Assert.True((bool)one!["repeated"]!));
        Assert.Single(await Volumes("noa", "?stage=OPEN"));
        Assert.Single(await Volumes("noa", "?stage=CANCELLED"));
    }

    [Fact]
    public async Task A_list_without_a_command_id_or_with_an_unknown_member_changes_nothing()
    {
        var market = await server.OpenMarket();
        await Place(market, "pia", "a");
        var refused = await server.Send("POST", "/v1/sellers/pia/cancellations/batch", $$"""
            {"cancellations":[
              {"market":"{{market}}","cancellation_id":"x","bid_id":"a"},
              {"market":"{{market}}","bid_id":"a","cancelation_id":"y"}]}
            """);

        Assert.Equal(400, refused.Status);
        Assert.Single(await Volumes("pia", "?stage=OPEN"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public async Task Bids_that_close_between_two_pages_hide_no_other(int limit)
    {
        var seller = $"rex-{limit}";
        for (var i = 0; i < 3; i++)
        {
            var market = await server.OpenMarket();
            for (var bid = 0; bid < 3; bid++) { await Place(market, seller, $"{i}-{bid}"); }
        }
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await server.Send(
                "GET", $"/v1/sellers/{seller}/markets/bids?stage=OPEN&limit={limit}{cursor}");
            foreach (var of in page.Json["bids"]!.AsArray())
            {
                var (market, bid) = ($"{of!["market"]}", $"{of["bid"]!["bid_id"]}");
                seen.Add(bid);
                await server.Send("POST", $"/v1/sellers/{seller}/cancellations", $$"""
                    {"market":"{{market}}","cancellation_id":"c-{{bid}}","bid_id":"{{bid}}"}
                    """);
            }
            cursor = page["next_cursor"] is { } next ? $"&cursor={next}" : "";
        }
        while (cursor != "");

        Assert.Equal(9, seen.Count);
        Assert.Equal(9, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("2")]
    [InlineData("@2")]
    [InlineData("us-east/standard/2026-Q4@")]
    [InlineData("us-east/standard/2026-Q4@-1")]
    [InlineData("us-east/standard/2026-Q4@9223372036854775808")]
    [InlineData("us-east@1")]
    public async Task A_cursor_that_no_page_gave_is_refused(string cursor)
    {
        var answer = await server.Send(
            "GET", $"/v1/sellers/ria/markets/bids?cursor={Uri.EscapeDataString(cursor)}");

        Assert.Equal((400, "cursor"), (answer.Status, answer["field"]));
    }

    [Fact]
    public async Task Pages_of_bids_go_on_over_markets_and_a_stage_that_is_none_is_refused()
    {
        foreach (var _ in Enumerable.Range(0, 3)) { await Place(await server.OpenMarket(), "ria", "a"); }
        var page = await server.Send("GET", "/v1/sellers/ria/markets/bids?limit=2");
        var rest = await server.Send(
            "GET", $"/v1/sellers/ria/markets/bids?limit=2&cursor={page["next_cursor"]}");
        var wrong = await server.Send("GET", "/v1/sellers/ria/markets/bids?stage=open");

        Assert.Equal(2, page.Json["bids"]!.AsArray().Count);
        Assert.Single(rest.Json["bids"]!.AsArray());
        Assert.Null(rest["next_cursor"]);
        Assert.Equal("stage", wrong["field"]);
        Assert.Contains("OPEN, COMPLETE", wrong["detail"]);
    }

    private async Task Place(string market, string seller, string bid) => Assert.Equal(
        201, (await server.Send("POST", $"/v1/sellers/{seller}/bids",
            $$"""{"market":"{{market}}","bid_id":"{{bid}}","max_fee_micros":5000,"max_volume":600}""")).Status);

    private async Task<string[]> Volumes(string seller, string query) =>
        [.. (await server.Send("GET", $"/v1/sellers/{seller}/markets/bids{query}"))
            .Json["bids"]!.AsArray().Select(one => one!["bid"]!["max_volume"]!.ToString())];
}
