namespace Clearing.Gateway.Tests;

/// <summary>Feeds neither lose nor double events across reconnects and restarts.</summary>
public sealed class FeedTests : IAsyncLifetime
{
    private readonly RunningServer _server =
        new() { Settings = ["--Gateway:FeedInterval", "00:00:00.020", "--Gateway:MaxFeeds", "3"] };

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_feed_goes_on_after_the_last_event_that_was_seen_also_after_a_restart()
    {
        var market = await _server.OpenMarket();
        var path = $"/v1/markets/{market}/feed";
        await Clear(market, 1, 2, 3);
        var first = await Read(path, events: 2);
        await _server.Restart();
        await Clear(market, 4);
        var rest = await Read(path, events: 2, lastSeen: first[^1]);

        Assert.Equal(["1", "2"], first);
        Assert.Equal(["3", "4"], rest);
    }

    [Fact]
    public async Task A_markets_feed_names_what_everyone_may_know_and_when_it_was()
    {
        var market = await _server.OpenMarket();
        await _server.Send("POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"hidden","max_fee_micros":7654321,"max_volume":10}""");
        await _server.Send("POST", $"/v1/markets/{market}/rounds/1/close");
        await _server.Send("POST", $"/v1/markets/{market}/pause", """{"note":"the sprinklers"}""");
        await _server.Send("POST", $"/v1/markets/{market}/resume");
        var lines = await Lines($"/v1/markets/{market}/feed", until: "id: 3");
        var data = lines.Where(line => line.StartsWith("data: {\"market\"", StringComparison.Ordinal));

        Assert.Equal(["round.closed", "market.paused", "market.resumed"], Kinds(lines));
        Assert.All(data, line => Assert.Contains("\"timestamp\":\"20", line));
        Assert.DoesNotContain(lines, line => line.Contains("sprinklers") || line.Contains("7654321"));
    }

    [Fact]
    public async Task A_seller_follows_its_own_bids_in_a_market_and_sees_none_of_others()
    {
        var market = await _server.OpenMarket();
        var path = $"/v1/sellers/acme/markets/{market}/feed";
        await Bid("acme", market, "b-1", 700_000);
        await Bid("bob", market, "hidden", 7_654_321);
        await _server.Send("POST", "/v1/sellers/acme/amendments",
            $$"""{"market":"{{market}}","amendment_id":"a-1","bid_id":"b-1","max_fee_micros":800000}""");
        await _server.Send("POST", "/v1/sellers/acme/cancellations",
            $$"""{"market":"{{market}}","cancellation_id":"c-1","bid_id":"b-1"}""");
        var lines = await Lines(path, until: "id: 3");
        await _server.Restart();
        await Bid("acme", market, "b-2", 900_000);
        var rest = await Read(path, events: 1, lastSeen: "3");
        var data = lines.Where(line => line.StartsWith("data: {\"market\"", StringComparison.Ordinal));

        Assert.Equal(["bid.accepted", "bid.amended", "bid.cancelled"], Kinds(lines));
        Assert.All(data, line => Assert.Contains("\"timestamp\":\"20", line));
        Assert.Contains("\"command_id\":\"a-1\",\"max_fee_micros\":800000", data.ElementAt(1));
        Assert.DoesNotContain(lines, line => line.Contains("hidden") || line.Contains("7654321"));
        Assert.Equal(["4"], rest);
    }

    [Fact]
    public async Task A_seller_follows_its_own_bids_in_all_markets_and_goes_on_after_a_restart()
    {
        const string Path = "/v1/sellers/ada/markets/bids/feed";
        var (first, second) = (await _server.OpenMarket(), await _server.OpenMarket());
        await Bid("ada", first, "b-1", 700_000);
        await Bid("bob", first, "hidden", 7_654_321);
        await Bid("ada", second, "b-2", 800_000);
        await _server.Send("POST", "/v1/sellers/ada/cancellations",
            $$"""{"market":"{{first}}","cancellation_id":"c-1","bid_id":"b-1"}""");
        string At(long inFirst, long inSecond) =>
            BidFeedPlace.Parse("")!.Value.After(first, inFirst).After(second, inSecond).ToString();
        var lines = await Lines(Path, until: $"id: {At(2, 1)}");
        await _server.Restart();
        await Bid("ada", second, "b-3", 900_000);
        var rest = await Read(Path, events: 1, lastSeen: At(2, 1));
        var between = await Read(Path, events: 2, lastSeen: At(1, 1));
        var elsewhere = await _server.Send(
            "GET", Path + "?region=none", null, ("Last-Event-ID", At(1, 5)));
        var malformed = await _server.Send("GET", Path, null, ("Last-Event-ID", "3..12"));
        var tooLong = await _server.Send(
            "GET", Path, null, ("Last-Event-ID", new string('1', BidFeedPlace.MaxLength + 1)));
        var unknown = await _server.Send("GET", "/v1/sellers/nobody/markets/bids/feed");

        Assert.Equal(
            ["bid.accepted", "bid.accepted", "bid.cancelled"], Kinds(lines).Take(3));
        Assert.DoesNotContain(lines, line => line.Contains("hidden") || line.Contains("7654321"));
        Assert.Equal([At(2, 2)], rest);
        Assert.Equal([At(2, 1), At(2, 2)], between);
        foreach (var refused in new[] { elsewhere, malformed, tooLong })
        {
            Assert.Equal((400, "Last-Event-ID"), (refused.Status, refused["field"]));
        }
        Assert.Equal("10000", tooLong["limit"]);
        Assert.Equal((404, "SELLER_UNKNOWN"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task Entering_a_market_that_sorts_earlier_loses_and_doubles_no_bid_of_the_feed()
    {
        const string Path = "/v1/sellers/eve/markets/bids/feed";
        string[] markets = [await _server.OpenMarket(), await _server.OpenMarket()];
        Array.Sort(markets, StringComparer.Ordinal);
        await Bid("eve", markets[1], "b-1", 700_000);
        var before = await Read(Path, events: 1, lastSeen: "");
        await Bid("eve", markets[0], "a-1", 800_000);
        await Bid("eve", markets[0], "a-2", 800_000);
        await Bid("eve", markets[1], "b-2", 700_000);
        var after = await Read(Path, events: 3, lastSeen: before[0]);

        var place = BidFeedPlace.Parse("")!.Value.After(markets[1], 1);
        Assert.Equal([$"{place}"], before);
        Assert.Equal(
            [
                $"{place.After(markets[0], 1)}", $"{place.After(markets[0], 2)}",
                $"{place.After(markets[0], 2).After(markets[1], 2)}",
            ],
            after);
    }

    [Fact]
    public async Task A_feed_of_bids_in_a_market_that_is_not_there_is_refused()
    {
        var unknown = await _server.Send("GET", "/v1/sellers/acme/markets/us/cold/none/feed");

        Assert.Equal((404, "MARKET_UNKNOWN"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task A_sellers_feed_has_each_posting_of_its_ledger_once()
    {
        var market = await _server.OpenMarket();
        for (var round = 1; round <= 3; round++)
        {
            var fee = 500_000 / round;
            await _server.Send("POST", "/v1/sellers/acme/bids", $$"""
                {"market":"{{market}}","bid_id":"b{{round}}","max_fee_micros":{{fee}},"max_volume":10}
                """);
            await Clear(market, round);
        }
        // There are three awards; the second round reprices one of them, the third round two.
        var seen = await Read("/v1/sellers/acme/feed", events: 6);
        var ledger = await _server.Send("GET", "/v1/sellers/acme/ledger");

        Assert.Equal(["1", "2", "3", "4", "5", "6"], seen);
        Assert.Equal(6, ledger.Json["entries"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_feed_that_the_server_ends_at_a_restart_goes_on_without_loss_or_double()
    {
        var market = await _server.OpenMarket();
        await _server.Win(market, "acme", 1);
        var seen = new List<string>();
        var following = Task.CompletedTask;
        for (var sale = 1; sale <= 40; sale++)
        {
            if (sale % 10 == 1)
            {
                await _server.Restart();
                await following;
                following = Follow("/v1/sellers/acme/feed", seen);
            }
            var sold = await _server.Send("POST", "/v1/sellers/acme/sales", $$"""
                {"market":"{{market}}","report_id":"s{{sale}}","incremental_minor":1000}
                """);
            Assert.Equal(200, sold.Status);
        }
        await Patience.Until(() => { lock (seen) { return seen.Count; } }, count => count >= 41);

        Assert.Equal(Enumerable.Range(1, 41).Select(n => $"{n}"), seen);
    }

    [Fact]
    public async Task A_feed_beyond_the_limit_is_refused_until_another_ends()
    {
        var market = await _server.OpenMarket();
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < 3; i++) { open.Add(await Connect($"/v1/markets/{market}/feed", null)); }
        var refused = await _server.Send("GET", $"/v1/markets/{market}/feed");
        open.ForEach(feed => feed.Dispose());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await _server.Send("GET", $"/v1/markets/{market}/feed")).Status != 200)
        {
            patience.Token.ThrowIfCancellationRequested();
        }

        Assert.Equal((503, "FEEDS_FULL"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_place_that_no_feed_gave_is_refused()
    {
        var market = await _server.OpenMarket();
        var refused = await _server.Send(
            "GET", $"/v1/markets/{market}/feed", null, ("Last-Event-ID", "1e3"));

        Assert.Equal((400, "Last-Event-ID"), (refused.Status, refused["field"]));
    }

    private async Task Clear(string market, params int[] rounds)
    {
        foreach (var round in rounds)
        {
            var cleared = await _server.Send("POST", $"/v1/markets/{market}/rounds/{round}/clear");
            Assert.Equal(200, cleared.Status);
        }
    }

    private Task<Reply> Bid(string seller, string market, string id, long fee) => _server.Send(
        "POST", $"/v1/sellers/{seller}/bids",
        $$"""{"market":"{{market}}","bid_id":"{{id}}","max_fee_micros":{{fee}},"max_volume":10}""");

    private static IEnumerable<string> Kinds(List<string> lines) =>
        lines.Where(line => line.StartsWith("event: ", StringComparison.Ordinal))
            .Select(line => line[7..]).Where(name => name != "idle");

    /// <summary>The lines of a feed up to the given one.</summary>
    private async Task<List<string>> Lines(string path, string until)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var answer = await Connect(path, lastSeen: null);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));
        var lines = new List<string>();
        while (!lines.Contains(until) && await reader.ReadLineAsync(patience.Token) is { } line)
        {
            lines.Add(line);
        }
        return lines;
    }

    /// <summary>The ids of the next events.</summary>
    private async Task<List<string>> Read(string path, int events, string? lastSeen = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var answer = await Connect(path, lastSeen);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));
        var ids = new List<string>();
        while (ids.Count < events && await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) { ids.Add(line[4..]); }
        }
        return ids;
    }

    /// <summary>Reads events until the server ends the feed.</summary>
    private async Task Follow(string path, List<string> seen)
    {
        using var answer = await Connect(path, seen.LastOrDefault());
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("id: ", StringComparison.Ordinal)) { continue; }
            lock (seen) { seen.Add(line[4..]); }
        }
    }

    private async Task<HttpResponseMessage> Connect(string path, string? lastSeen)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Address, path));
        if (lastSeen is not null) { message.Headers.Add("Last-Event-ID", lastSeen); }
        return await _server.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
    }
}
