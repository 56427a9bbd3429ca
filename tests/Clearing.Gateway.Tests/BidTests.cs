namespace Clearing.Gateway.Tests;

/// <summary>Bids over HTTP.</summary>
public class BidTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_bid_placed_twice_gets_its_first_answer_and_counts_once()
    {
        var market = await server.OpenMarket();
        var first = await server.Send("POST", "/v1/sellers/acme/bids", Bid(market, "b1", 500, 10));
        var again = await server.Send("POST", "/v1/sellers/acme/bids", Bid(market, "b1", 500, 10));

        Assert.Equal(201, first.Status);
        Assert.Equal((first.Status, first.Text), (again.Status, again.First));
        Assert.Equal(("false", "true"), (first["repeated"], again["repeated"]));
        Assert.False(first.Message.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", again.Message.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Single((await Bids("acme", market)).Json["bids"]!.AsArray());
    }

    [Fact]
    public async Task The_first_answer_is_given_again_after_a_restart()
    {
        var market = await server.OpenMarket();
        var first = await server.Send("POST", "/v1/sellers/acme/bids", Bid(market, "b1", 500, 10));
        await server.Restart();
        var again = await server.Send("POST", "/v1/sellers/acme/bids", Bid(market, "b1", 500, 10));

        Assert.Equal((first.Status, first.Text), (again.Status, again.First));
    }

    [Fact]
    public async Task Other_content_under_the_same_id_is_refused_and_changes_nothing()
    {
        var market = await server.OpenMarket();
        await server.Send("POST", "/v1/sellers/acme/bids", Bid(market, "b1", 500, 10));
        var other = await server.Send("POST", "/v1/sellers/acme/bids", Bid(market, "b1", 600, 10));

        Assert.Equal((422, "BID_ID_REUSED"), (other.Status, other.Code));
        Assert.Equal("500", (await Bids("acme", market)).Json["bids"]![0]!["max_fee_micros"]!.ToString());
    }

    [Fact]
    public async Task The_header_Idempotency_Key_is_the_bid_id_where_the_body_has_none()
    {
        var market = await server.OpenMarket();
        var placed = await server.Send(
            "POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","max_fee_micros":1,"max_volume":1}""",
            ("Idempotency-Key", "key-1"));

        Assert.Equal((201, "key-1"), (placed.Status, placed["bid_id"]));
    }

    [Fact]
    public async Task A_key_that_differs_from_the_id_in_the_body_is_refused()
    {
        var market = await server.OpenMarket();
        var refused = await server.Send(
            "POST", "/v1/sellers/acme/bids", Bid(market, "b1", 1, 1), ("Idempotency-Key", "b2"));

        Assert.Equal((400, "IDEMPOTENCY_KEY_DIFFERS"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_refusal_names_the_field_its_value_and_the_limit()
    {
        var market = await server.OpenMarket("""{"tick_micros":1000}""");
        var refused = await server.Send("POST", "/v1/sellers/acme/bids", Bid(market, "b1", 1_001, 1));

        Assert.Equal(422, refused.Status);
        Assert.Equal("application/problem+json", refused.Message.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            ("FEE_OFF_TICK", "max_fee_micros", "1001", "1000"),
            (refused.Code, refused["field"], refused["value"], refused["limit"]));
    }

    [Fact]
    public async Task Of_many_bids_each_is_decided_by_itself()
    {
        var market = await server.OpenMarket("""{"lot":10}""");
        var placed = await server.Send("POST", "/v1/sellers/acme/bids/batch", $$"""
            {"market":"{{market}}","bids":[
              {"bid_id":"a","max_fee_micros":1,"max_volume":10},
              {"bid_id":"b","max_fee_micros":1,"max_volume":11},
              {"bid_id":"c","max_fee_micros":1,"max_volume":20,"time_in_force":"ROUND"}]}
            """);

        Assert.Equal((200, "2", "1"), (placed.Status, placed["accepted"], placed["refused"]));
        Assert.Equal(
            ["ACCEPTED", "VOLUME_OFF_LOT", "ACCEPTED"],
            placed.Json["receipts"]!.AsArray().Select(receipt => receipt!["status"]!.ToString()));
    }

    [Fact]
    public async Task A_bid_is_amended_and_cancelled()
    {
        var market = await server.OpenMarket();
        await server.Send("POST", "/v1/sellers/acme/bids", Bid(market, "b1", 500, 10));
        var amended = await server.Send(
            "POST", "/v1/sellers/acme/amendments",
            $$"""{"market":"{{market}}","amendment_id":"a1","bid_id":"b1","max_fee_micros":700}""");
        var cancelled = await server.Send(
            "POST", "/v1/sellers/acme/cancellations",
            $$"""{"market":"{{market}}","cancellation_id":"x1","bid_id":"b1"}""");
        var bid = (await Bids("acme", market)).Json["bids"]![0]!;

        Assert.Equal((200, "AMENDED"), (amended.Status, amended["status"]));
        Assert.Equal((200, "CANCELLED"), (cancelled.Status, cancelled["status"]));
        Assert.Equal(("700", "CANCELLED"), (bid["max_fee_micros"]!.ToString(), bid["stage"]!.ToString()));
    }

    [Theory]
    [InlineData("cancellations", """ "cancellation_id":"x","bid_id":"b" """)]
    [InlineData("amendments", """ "amendment_id":"x","bid_id":"b","max_fee_micros":5 """)]
    [InlineData("relinquishments", """ "relinquishment_id":"x","award_id":"b@1","volume":5 """)]
    [InlineData("ends", """ "end_id":"x","award_id":"b@1" """)]
    public async Task What_names_a_market_that_was_never_opened_is_told_so(string what, string members)
    {
        var refused = await server.Send(
            "POST", $"/v1/sellers/acme/{what}", $$"""{"market":"no/such/market",{{members}}}""");

        Assert.Equal(
            (404, "MARKET_UNKNOWN", "market", "no/such/market"),
            (refused.Status, refused.Code, refused["field"], refused["value"]));
    }

    [Fact]
    public async Task A_seller_cannot_touch_the_bid_of_another()
    {
        var market = await server.OpenMarket();
        await server.Send("POST", "/v1/sellers/acme/bids", Bid(market, "b1", 500, 10));
        var refused = await server.Send(
            "POST", "/v1/sellers/eve/cancellations",
            $$"""{"market":"{{market}}","cancellation_id":"x1","bid_id":"b1"}""");

        Assert.Equal((404, "BID_UNKNOWN"), (refused.Status, refused.Code));
        Assert.Empty((await Bids("eve", market)).Json["bids"]!.AsArray());
    }

    [Fact]
    public async Task Fees_and_volumes_beyond_53_bits_stay_exact()
    {
        var market = await server.OpenMarket();
        var placed = await server.Send(
            "POST", "/v1/sellers/acme/bids", Bid(market, "b1", 9_007_199_254_740_993, long.MaxValue));
        var bid = (await Bids("acme", market)).Json["bids"]![0]!;

        Assert.Equal(201, placed.Status);
        Assert.Equal("9007199254740993", bid["max_fee_micros"]!.ToJsonString());
        Assert.Equal("9223372036854775807", bid["max_volume"]!.ToJsonString());
    }

    [Fact]
    public async Task Pages_of_bids_follow_the_cursor_to_the_end()
    {
        var market = await server.OpenMarket();
        var bids = string.Join(',', Enumerable.Range(0, 5).Select(i =>
            $$"""{"bid_id":"b{{i}}","max_fee_micros":1,"max_volume":1}"""));
        await server.Send(
            "POST", "/v1/sellers/acme/bids/batch", $$"""{"market":"{{market}}","bids":[{{bids}}]}""");

        var seen = new List<string>();
        string? cursor = "0";
        while (cursor is not null)
        {
            var page = await server.Send(
                "GET", $"/v1/sellers/acme/bids?market={market}&limit=2&cursor={cursor}");
            seen.AddRange(page.Json["bids"]!.AsArray().Select(bid => bid!["bid_id"]!.ToString()));
            cursor = page["next_cursor"];
        }

        Assert.Equal(["b0", "b1", "b2", "b3", "b4"], seen);
    }

    private Task<Reply> Bids(string seller, string market) =>
        server.Send("GET", $"/v1/sellers/{seller}/bids?market={market}");

    private static string Bid(string market, string id, long fee, long volume) =>
        $$"""{"market":"{{market}}","bid_id":"{{id}}","max_fee_micros":{{fee}},"max_volume":{{volume}}}""";
}
