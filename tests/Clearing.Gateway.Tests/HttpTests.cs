using System.Net;

namespace Clearing.Gateway.Tests;

/// <summary>The interface keeps what HTTP promises.</summary>
public class HttpTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task HEAD_is_answered_as_GET_is_without_a_body()
    {
        var market = await server.OpenMarket();
        var head = await server.Send("HEAD", $"/v1/markets/{market}/terms");
        var unknown = await server.Send("HEAD", "/v1/markets/no/such/market/terms");
        var feed = await server.Send("HEAD", $"/v1/markets/{market}/feed");

        Assert.Equal((200, ""), (head.Status, head.Text));
        Assert.Equal("application/json", head.Message.Content.Headers.ContentType!.MediaType);
        Assert.Equal((404, 200), (unknown.Status, feed.Status));
    }

    [Fact]
    public async Task What_was_made_says_where_it_is_read()
    {
        var market = await server.OpenMarket();
        var placed = await server.Send("POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"b/1","max_fee_micros":5,"max_volume":6}""");
        var read = await server.Send("GET", placed.Message.Headers.Location!.ToString());

        Assert.Equal(201, placed.Status);
        Assert.Equal((200, "b/1"), (read.Status, read["bid_id"]));
    }

    [Theory]
    [InlineData("zones/http/z", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""")]
    [InlineData("markets/http/z/2026-10", "{}")]
    [InlineData("markets/http/z/2026-10/webhooks/w", """{"url":"https://example.com/h"}""")]
    public async Task What_a_PUT_made_is_created_once(string path, string body)
    {
        await server.Send("PUT", "/v1/markets/http/z/2026-10", "{}");
        path = path.EndsWith("2026-10") ? "markets/http/z/2026-11" : path;
        var made = await server.Send("PUT", $"/v1/{path}", body);
        var again = await server.Send("PUT", $"/v1/{path}", body);

        Assert.Equal((201, $"/v1/{path}"), (made.Status, $"{made.Message.Headers.Location}"));
        Assert.Equal((200, null), (again.Status, again.Message.Headers.Location));
        Assert.True(again.Message.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task A_cleared_round_may_be_kept_for_ever()
    {
        var market = await server.OpenMarket();
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear");
        foreach (var path in new[] { "rounds/1", "rounds/1/curve", "rounds/1/inputs", "rounds/1/book" })
        {
            var first = await server.Send("GET", $"/v1/markets/{market}/{path}");
            var tag = first.Message.Headers.ETag!.ToString();
            var again = await server.Send(
                "GET", $"/v1/markets/{market}/{path}", null, ("If-None-Match", tag));

            Assert.Equal((200, 304, ""), (first.Status, again.Status, again.Text));
            Assert.True(first.Message.Headers.CacheControl!.Private, path);
        }
    }

    [Fact]
    public async Task If_Match_is_strong()
    {
        var market = await server.OpenMarket();
        var tag = (await server.Send("GET", $"/v1/markets/{market}/config")).Message.Headers.ETag!.Tag;
        var strong = await server.Send("PUT", $"/v1/markets/{market}", "{}", ("If-Match", tag));
        var weak = await server.Send("PUT", $"/v1/markets/{market}", "{}", ("If-Match", "W/" + tag));

        Assert.Equal((200, 412), (strong.Status, weak.Status));
    }

    [Fact]
    public async Task Markets_and_rounds_come_in_pages()
    {
        var market = await server.OpenMarket();
        await server.OpenMarket();
        for (var round = 1; round <= 3; round++)
        {
            await server.Send("POST", $"/v1/markets/{market}/rounds/{round}/clear");
        }
        var markets = await server.Send("GET", "/v1/markets?limit=1");
        var rounds = await server.Send("GET", $"/v1/markets/{market}/rounds?limit=2");
        var last = await server.Send(
            "GET", $"/v1/markets/{market}/rounds?limit=2&cursor={rounds["next_cursor"]}");

        Assert.Single(markets.Json["markets"]!.AsArray());
        Assert.NotNull(markets["next_cursor"]);
        Assert.Equal(2, rounds.Json["rounds"]!.AsArray().Count);
        Assert.Equal("3", Assert.Single(last.Json["rounds"]!.AsArray())!["round"]!.ToString());
        Assert.Null(last["next_cursor"]);
    }

    [Fact]
    public async Task One_call_tells_where_the_markets_of_a_region_stand()
    {
        var market = await server.OpenMarket();
        await server.Send("POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"b","max_fee_micros":500,"max_volume":600}""");
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear");
        foreach (var (round, year) in new[] { (2, 2098), (3, 2099) })
        {
            await server.Send("POST", $"/v1/markets/{market}/calendar",
                $$"""{"round":{{round}},"closes_at":"{{year}}-01-01T00:00:00Z"}""");
        }
        var overview = await server.Send("GET", "/v1/overview?region=test&stage=OPEN");
        var line = overview.Json["markets"]!.AsArray().Single(one => $"{one!["market"]}" == market)!;
        Assert.NotNull(line["cleared_at"]);
        var none = await server.Send("GET", "/v1/overview?region=elsewhere");
        var wrong = await server.Send("GET", "/v1/overview?stage=open");
        var large = await server.Send("GET", "/v1/overview?limit=101");
        Assert.Equal((400, "limit", "100"), (large.Status, large["field"], large["limit"]));
        foreach (var slip in new[] { "", "us/east", "us east" })
        {
            var refused = await server.Send("GET", $"/v1/overview?region={Uri.EscapeDataString(slip)}");
            Assert.Equal("region", refused["field"]);
        }

        Assert.Equal(("OPEN", "2", "2098-01-01T00:00:00Z", "600", "500"), (
            $"{line["stage"]}", $"{line["next_round"]}", $"{line["next_closes_at"]}", $"{line["granted_volume"]}",
            $"{line["round_fee_micros"]}"));
        Assert.Empty(none.Json["markets"]!.AsArray());
        Assert.Equal((400, "stage"), (wrong.Status, wrong["field"]));
    }

    [Fact]
    public async Task A_feed_of_what_does_not_exist_or_beyond_its_end_is_refused()
    {
        var market = await server.OpenMarket();
        var unknown = await server.Send("GET", "/v1/markets/no/such/market/feed");
        var nobody = await server.Send("GET", "/v1/sellers/nobody-ever/feed");
        var beyond = await server.Send(
            "GET", $"/v1/markets/{market}/feed", null, ("Last-Event-ID", "7"));

        Assert.Equal((404, "MARKET_UNKNOWN"), (unknown.Status, unknown.Code));
        Assert.Equal((404, "SELLER_UNKNOWN"), (nobody.Status, nobody.Code));
        Assert.Equal((400, "Last-Event-ID", "0"), (beyond.Status, beyond["field"], beyond["limit"]));
    }

    [Fact]
    public async Task Exports_for_finance_add_up()
    {
        var market = await server.OpenMarket();
        foreach (var seller in new[] { "fin-a", "fin-b" })
        {
            await server.Send("POST", $"/v1/sellers/{seller}/bids",
                $$"""{"market":"{{market}}","bid_id":"{{seller}}","max_fee_micros":500000,"max_volume":100}""");
        }
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear");
        await server.Send("POST", $"/v1/markets/{market}/settle");
        var statements = await Patience.Until(
            () => server.Send("GET", $"/v1/markets/{market}/statements.csv"),
            csv => csv.Text.Split("true").Length == 3);
        var balance = await server.Send("GET", $"/v1/markets/{market}/trial-balance");
        var sellers = await server.Send("GET", $"/v1/markets/{market}/sellers?limit=1");
        var awards = await server.Send("GET", $"/v1/sellers/fin-a/ledger?market={market}&cause=AWARD");
        var none = await server.Send("GET", "/v1/sellers/fin-a/ledger?until=2020-01-01");
        var wrong = await server.Send("GET", "/v1/sellers/fin-a/ledger?from=yesterday");

        Assert.Contains($"{market}/000001,{market},fin-a,USD,2,true,1,100,5000", statements.Text);
        Assert.Equal(balance["debits_minor"], balance["credits_minor"]);
        Assert.NotEqual("0", balance["debits_minor"]);
        Assert.Equal("fin-a", Assert.Single(sellers.Json["sellers"]!.AsArray())!["seller"]!.ToString());
        Assert.Equal("AWARD", Assert.Single(awards.Json["entries"]!.AsArray())!["cause"]!.ToString());
        Assert.Empty(none.Json["entries"]!.AsArray());
        Assert.Equal((HttpStatusCode.BadRequest, "from"), ((HttpStatusCode)wrong.Status, wrong["field"]));
    }
}
