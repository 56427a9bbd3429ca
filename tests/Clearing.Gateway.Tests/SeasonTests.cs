namespace Clearing.Gateway.Tests;

/// <summary>A whole period over HTTP.</summary>
public class SeasonTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Two_rounds_reprice_and_the_statement_tells_why()
    {
        var market = await server.OpenMarket(capacity: 600);
        await Place("acme", market, "a", 500_000, 600);
        var first = await Clear(market, 1, "{}");
        await Place("bob", market, "b", 300_000, 100);
        var second = await Clear(market, 2, """{"capacity_delta":100}""");

        Assert.Equal("500000", first.Json["round"]!["round_fee_micros"]!.ToString());
        Assert.Equal("300000", second.Json["round"]!["repriced_to_micros"]!.ToString());
        var line = (await Told("acme", market, line => line["final_fee_micros"]!.ToString() == "300000"));
        Assert.Equal(
            """[{"round":1,"fee_micros":500000,"cause":"AWARD"},{"round":2,"fee_micros":300000,"cause":"REPRICE"}]""",
            line["fee_history"]!.ToJsonString());
        Assert.Equal("18000", line["charge_minor"]!.ToString());
    }

    [Fact]
    public async Task Clearing_twice_is_the_same_and_other_terms_are_refused()
    {
        var market = await server.OpenMarket();
        await Place("acme", market, "a", 500, 10);
        var first = await Clear(market, 1, "{}");
        var again = await Clear(market, 1, "{}");
        var other = await Clear(market, 1, """{"reserve_fee_micros":1}""");

        Assert.Equal((200, first.Text), (again.Status, again.First));
        Assert.Equal((409, "TERMS_DIFFER"), (other.Status, other.Code));
    }

    [Fact]
    public async Task A_clearing_needs_no_body()
    {
        var market = await server.OpenMarket();
        var cleared = await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear");

        Assert.Equal(200, cleared.Status);
    }

    [Fact]
    public async Task A_paused_market_takes_bids_and_clears_nothing()
    {
        var market = await server.OpenMarket();
        await server.Send("POST", $"/v1/markets/{market}/pause", """{"note":"leak in the roof"}""");
        var placed = await Place("acme", market, "a", 500, 10);
        var refused = await Clear(market, 1, "{}");
        await server.Send("POST", $"/v1/markets/{market}/resume");
        var cleared = await Clear(market, 1, "{}");

        Assert.Equal(201, placed.Status);
        Assert.Equal((409, "MARKET_PAUSED"), (refused.Status, refused.Code));
        Assert.Equal(200, cleared.Status);
    }

    [Fact]
    public async Task Another_configuration_is_refused_and_the_same_is_not()
    {
        var market = await server.OpenMarket("""{"lot":10}""");
        var same = await server.Send("PUT", $"/v1/markets/{market}", """{"lot":10}""");
        var other = await server.Send("PUT", $"/v1/markets/{market}", """{"lot":20}""");

        Assert.Equal(200, same.Status);
        Assert.Equal((409, "CONFIG_DIFFERS"), (other.Status, other.Code));
        Assert.Equal(
            ("lot", "20", "The market has 10."), (other["field"], other["value"], other["detail"]));
    }

    [Fact]
    public async Task A_report_of_sales_counts_once_and_in_the_markets_currency_only()
    {
        var market = await server.OpenMarket();
        await Place("acme", market, "a", 5_000_000, 100);
        await Clear(market, 1, "{}");
        await Told("acme", market, _ => true);
        var report = $$"""{"market":"{{market}}","report_id":"s1","incremental_minor":10000,"currency":"USD"}""";
        var first = await server.Send("POST", "/v1/sellers/acme/sales", report);
        await server.Send("POST", "/v1/sellers/acme/sales", report);
        var yen = await server.Send(
            "POST", "/v1/sellers/acme/sales", report.Replace("USD", "JPY").Replace("s1", "s2"));
        var statement = await server.Send("GET", $"/v1/sellers/acme/statement?market={market}");

        Assert.Equal((200, "RECORDED"), (first.Status, first["status"]));
        Assert.Equal((422, "CURRENCY_DIFFERS"), (yen.Status, yen.Code));
        Assert.Equal("1500", statement["credit_applied_minor"]);
    }

    [Fact]
    public async Task A_scheduled_round_clears_by_itself()
    {
        var market = await server.OpenMarket();
        await Place("acme", market, "a", 500, 10);
        var soon = DateTime.UtcNow.AddSeconds(1).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        var scheduled = await server.Send(
            "POST", $"/v1/markets/{market}/calendar", $$"""{"round":1,"closes_at":"{{soon}}"}""");
        var line = await Told("acme", market, _ => true);

        Assert.Equal((200, "SCHEDULED"), (scheduled.Status, scheduled["status"]));
        Assert.Equal("10", line["granted_volume"]!.ToString());
    }

    private Task<Reply> Clear(string market, int round, string terms) =>
        server.Send("POST", $"/v1/markets/{market}/rounds/{round}/clear", terms);

    private Task<Reply> Place(string seller, string market, string id, long fee, long volume) =>
        server.Send("POST", $"/v1/sellers/{seller}/bids",
            $$"""{"market":"{{market}}","bid_id":"{{id}}","max_fee_micros":{{fee}},"max_volume":{{volume}}}""");

    /// <summary>
    /// The first line of a statement, requested until the seller is notified of it.
    /// </summary>
    private async Task<System.Text.Json.Nodes.JsonNode> Told(
        string seller, string market, Func<System.Text.Json.Nodes.JsonNode, bool> enough)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var statement = await server.Send("GET", $"/v1/sellers/{seller}/statement?market={market}");
            if (statement.Status == 200 && statement.Json["awards"]!.AsArray() is [{ } line, ..]
                && enough(line))
            {
                return line;
            }
            await Task.Yield();
        }
    }
}
