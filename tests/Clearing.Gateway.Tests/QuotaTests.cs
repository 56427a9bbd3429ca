using System.IO.Pipelines;
using System.Net.Http.Headers;

namespace Clearing.Gateway.Tests;

/// <summary>The limits of one caller, and their refusals.</summary>
public sealed class QuotaTests : IAsyncLifetime
{
    private readonly KeyedServer _keyed = new()
    {
        More =
        [
            "--Quotas:OpenBids", "2", "--Quotas:Refusals", "1", "--Quotas:Commands", "3",
            "--Quotas:Reports", "2",
            "--Gateway:FeedsPerCaller", "2", "--Gateway:ImportsPerCaller", "1", "--Gateway:MaxFeeds", "3",
        ],
    };

    public Task InitializeAsync() => _keyed.InitializeAsync();

    public Task DisposeAsync() => _keyed.DisposeAsync();

    [Fact]
    public async Task An_open_bid_beyond_the_quota_is_refused_with_the_limit()
    {
        var market = await _keyed.OpenMarket("full", "{}");
        await Bid(market, "acme", "a");
        await Bid(market, "acme", "b");
        var beyond = await Bid(market, "acme", "c");
        var batch = await _keyed.As("acme", "POST", "sellers/acme/bids/batch", $$"""
            {"market":"{{market}}","bids":[{"bid_id":"d","max_fee_micros":5,"max_volume":1}]}
            """);
        var repeated = await Bid(market, "acme", "a");
        var other = await Bid(market, "bob", "c");

        Assert.Equal((429, "OPEN_BIDS_FULL", 2), (beyond.Status, beyond.Code, Limit(beyond)));
        var receipt = batch.Json["receipts"]!.AsArray().Single()!;
        Assert.Equal("OPEN_BIDS_FULL 2", $"{receipt["status"]} {receipt["limit"]}");
        Assert.Equal((201, 201), (repeated.Status, other.Status));
    }

    [Fact]
    public async Task Beyond_the_quota_of_commands_a_bid_and_an_amendment_are_refused_and_a_cancellation_is_not()
    {
        var market = await _keyed.OpenMarket("commands", "{}");
        await Bid(market, "acme", "a");
        await _keyed.Do("acme", "POST", "sellers/acme/cancellations", $$"""
            {"market":"{{market}}","cancellation_id":"c1","bid_id":"a"}
            """);
        await Bid(market, "acme", "b");
        var bid = await Bid(market, "acme", "c");
        var amended = await _keyed.As("acme", "POST", "sellers/acme/amendments", $$"""
            {"market":"{{market}}","amendment_id":"a1","bid_id":"b","max_fee_micros":7}
            """);
        var cancelled = await _keyed.As("acme", "POST", "sellers/acme/cancellations", $$"""
            {"market":"{{market}}","cancellation_id":"c2","bid_id":"b"}
            """);

        Assert.Equal((429, "COMMANDS_FULL", 3), (bid.Status, bid.Code, Limit(bid)));
        Assert.Equal((429, "COMMANDS_FULL", 3), (amended.Status, amended.Code, Limit(amended)));
        Assert.Equal(200, cancelled.Status);
    }

    [Fact]
    public async Task A_refusal_beyond_the_quota_says_that_nothing_was_decided()
    {
        var market = await _keyed.OpenMarket("refusals", "{}");
        var first = await Cancel(market, "c1");
        var beyond = await Cancel(market, "c2");
        var repeated = await Cancel(market, "c1");
        await Bid(market, "acme", "none");
        var decided = await Cancel(market, "c2");

        Assert.Equal((404, "BID_UNKNOWN"), (first.Status, first.Code));
        Assert.Equal((429, "REFUSALS_FULL", 1), (beyond.Status, beyond.Code, Limit(beyond)));
        Assert.Equal((404, 200), (repeated.Status, decided.Status));
    }

    [Fact]
    public async Task A_report_beyond_the_quota_of_reports_is_refused_with_the_limit()
    {
        var market = await _keyed.OpenMarket("reports", "{}");
        await Bid(market, "acme", "a");
        await Report("s1");
        await Report("s2");
        var beyond = await Report("s3");
        var batch = await _keyed.As("acme", "POST", "sellers/acme/sales/batch", $$"""
            {"reports":[{"market":"{{market}}","report_id":"s3","incremental_minor":5}]}
            """);
        var repeated = await Report("s1");

        Assert.Equal((429, "REPORTS_FULL", 2), (beyond.Status, beyond.Code, Limit(beyond)));
        Assert.Equal("REPORTS_FULL", $"{batch.Json["reports"]![0]!["status"]}");
        Assert.Equal(200, repeated.Status);

        Task<Reply> Report(string id) => _keyed.As("acme", "POST", "sellers/acme/sales", $$"""
            {"market":"{{market}}","report_id":"{{id}}","incremental_minor":5}
            """);
    }

    [Fact]
    public async Task A_callers_feeds_beyond_its_limit_are_refused_until_one_ends()
    {
        var market = await _keyed.OpenMarket("feeds", "{}");
        var path = $"markets/{market}/feed";
        using var first = await Connect("acme", path);
        using var second = await Connect("acme", path);
        var beyond = await _keyed.As("acme", "GET", path);
        using var other = await Connect("bob", path);
        first.Dispose();
        await Patience.Until(
            async () =>
            {
                using var again = await Connect("acme", path);
                return (int)again.StatusCode;
            },
            status => status == 200);

        Assert.Equal((429, "TOO_MANY_FEEDS", 2), (beyond.Status, beyond.Code, Limit(beyond)));
        Assert.Equal(200, (int)other.StatusCode);
    }

    [Fact]
    public async Task A_feed_that_the_full_server_refuses_counts_for_nobody()
    {
        var market = await _keyed.OpenMarket("full", "{}");
        var path = $"markets/{market}/feed";
        using var first = await Connect("acme", path);
        using var second = await Connect("acme", path);
        using var third = await Connect("bob", path);
        var refused = new List<Reply>();
        for (var i = 0; i < 3; i++) { refused.Add(await _keyed.As("carl", "GET", path)); }

        Assert.All(refused, reply => Assert.Equal(
            (503, "FEEDS_FULL", 3), (reply.Status, reply.Code, Limit(reply))));
    }

    [Fact]
    public async Task A_callers_imports_beyond_its_limit_are_refused_until_one_ends()
    {
        var market = await _keyed.OpenMarket("imports", "{}");
        var path = $"sellers/acme/imports?market={market}&dry_run=true";
        var file = new Pipe();
        using var http = new HttpClient(
            new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) });
        using var slow = Request("acme", HttpMethod.Post, path);
        slow.Headers.ExpectContinue = true;
        slow.Content = new StreamContent(file.Reader.AsStream());
        slow.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var running = http.SendAsync(slow);
        // The pipe is full until the client sends the body, which it does when the server reads it.
        await file.Writer.WriteAsync(new byte[64 * 1024]);
        var beyond = await Import(path);
        await file.Writer.CompleteAsync();
        using var done = await running;

        Assert.Equal((429, "TOO_MANY_IMPORTS", 1), (beyond.Status, beyond.Code, Limit(beyond)));
        Assert.Equal(200, (await Import(path)).Status);
    }

    private static int Limit(Reply reply) => (int)reply.Json["limit"]!;

    private Task<Reply> Bid(string market, string seller, string id) =>
        _keyed.As(seller, "POST", $"sellers/{seller}/bids", $$"""
            {"market":"{{market}}","bid_id":"{{id}}","max_fee_micros":5,"max_volume":1}
            """);

    private Task<Reply> Cancel(string market, string id) =>
        _keyed.As("acme", "POST", "sellers/acme/cancellations", $$"""
            {"market":"{{market}}","cancellation_id":"{{id}}","bid_id":"none"}
            """);

    private Task<Reply> Import(string path) => _keyed.Server.SendAs(
        "text/csv", "POST", "/v1/" + path, "bid_id,seller,max_fee_micros,max_volume,min_volume\na,acme,5,1,0\n",
        ("Authorization", "Bearer " + _keyed.TokenOf("acme")));

    private async Task<HttpResponseMessage> Connect(string caller, string path)
    {
        using var message = Request(caller, HttpMethod.Get, path);
        return await _keyed.Server.Http.SendAsync(
            message, HttpCompletionOption.ResponseHeadersRead);
    }

    private HttpRequestMessage Request(string caller, HttpMethod method, string path)
    {
        var message = new HttpRequestMessage(method, new Uri(_keyed.Server.Address, "/v1/" + path));
        message.Headers.Authorization =
            new AuthenticationHeaderValue("Bearer", _keyed.TokenOf(caller));
        return message;
    }
}
