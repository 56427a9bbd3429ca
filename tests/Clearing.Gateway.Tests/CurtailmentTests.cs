namespace Clearing.Gateway.Tests;

/// <summary>Taking space back over HTTP.</summary>
public sealed class CurtailmentTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static int Zones;

    private static DateTime NextMonth => DateTime.UtcNow.AddDays(1 - DateTime.UtcNow.Day).AddMonths(1);

    private static string Day => $"{NextMonth:yyyy-MM-dd}";

    [Fact]
    public async Task A_dry_run_takes_nothing_and_says_what_the_curtailment_then_takes()
    {
        var market = await Granted();
        var tried = await Curtail(market, "k", 300, "?dry_run=true");
        var between = await server.Send("GET", $"/v1/markets/{market}");
        var taken = await Curtail(market, "k", 300);
        var again = await Curtail(market, "k", 300);
        var after = await server.Send("GET", $"/v1/markets/{market}");
        var list = await server.Send("GET", $"/v1/markets/{market}/curtailments");

        Assert.Equal((200, "true"), (tried.Status, tried["dry_run"]));
        Assert.Equal("600", between["held_volume"]);
        Assert.Equal(tried.Text.Replace("\"dry_run\":true", "\"dry_run\":false"), taken.Text);
        Assert.Equal((taken.Text, "true"), (again.First, again["repeated"]));
        Assert.True(again.Message.Headers.Contains("Idempotency-Replayed"));
        Assert.False(taken.Message.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(("200", "500"), (taken["from_pool_volume"], after["held_volume"]));
        Assert.Equal("a@1", taken.Json["awards"]!.AsArray().Single()!["award_id"]!.ToString());
        Assert.Single(list.Json["curtailments"]!.AsArray());
    }

    [Theory]
    [InlineData("allocation/nov-1")]
    [InlineData("x/y")]
    [InlineData("-k")]
    public async Task A_curtailment_has_no_id_as_the_system_makes_them(string id)
    {
        var cut = await Curtail(await Granted(), id, 300);

        Assert.Equal((400, "ID_MALFORMED", "64"), (cut.Status, cut.Code, cut["limit"]));
    }

    [Fact]
    public async Task No_operator_changes_capacity_in_the_name_of_a_run()
    {
        var change = await server.Send(
            "POST", $"/v1/markets/{await Granted()}/capacity",
            """{"change_id":"allocation/nov-1","delta":1}""");

        Assert.Equal(
            (400, "ID_MALFORMED", "change_id", "allocation/nov-1"),
            (change.Status, change.Code, change["field"], change["value"]));
        Assert.Contains("kept for a zone's runs", change["detail"], StringComparison.Ordinal);
        Assert.Null(change.Json["limit"]);
    }

    [Fact]
    public async Task Nobody_proposes_a_change_in_the_name_of_a_run_that_does_not_wait()
    {
        var refused = await server.Send(
            "POST", $"/v1/markets/{await Granted()}/proposals",
            """{"proposal_id":"p","reason":"r","capacity":{"change_id":"allocation/nov-1","delta":-9}}""");

        Assert.Equal(
            (400, "ID_MALFORMED", "change_id"), (refused.Status, refused.Code, refused["field"]));
        Assert.Contains("kept for a zone's runs", refused["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_market_whose_zone_has_other_periods_is_not_curtailed_and_the_zone_says_which()
    {
        var market = await Granted();
        var zone = market[..market.LastIndexOf('/')];
        var quarter = $"{zone}/{NextMonth.Year}-Q1";
        await server.Send("PUT", $"/v1/markets/{quarter}", "{}");
        await server.Send("POST", $"/v1/markets/{quarter}/capacity", """{"change_id":"c","delta":500}""");
        await server.Send("POST", $"/v1/markets/{quarter}/rounds/1/clear", "{}");
        var refused = await Curtail(quarter, "k", 300);

        Assert.Equal(
            (404, "ZONE_UNKNOWN", "market", quarter),
            (refused.Status, refused.Code, refused["field"], refused["value"]));
        Assert.Equal("The zone's periods are of the kind MONTH, such as 2026-11.", refused["detail"]);
    }

    [Fact]
    public async Task A_rest_below_the_min_volume_is_ended_once_and_is_neither_held_nor_owed()
    {
        var market = await Granted("\"max_fee_micros\":2000000,\"min_volume\":550");
        var early = await End(market, "e-0");
        await Curtail(market, "k", 300);
        var ended = await End(market, "e-1");
        var again = await End(market, "e-1");
        var other = await End(market, "e-2");
        var after = await server.Send("GET", $"/v1/markets/{market}");

        Assert.Equal((409, "NOT_BELOW_MIN", "award_id"), (early.Status, early.Code, early["field"]));
        Assert.Equal((200, "ENDED", "false"), (ended.Status, ended["status"], ended["repeated"]));
        Assert.Equal(("ENDED", "true"), (again["status"], again["repeated"]));
        Assert.Equal("NOT_BELOW_MIN", other.Code);
        Assert.Equal(("0", "500"), (after["held_volume"], after["pool_volume"]));
        var statement = await Patience.Until(
            () => server.Send("GET", $"/v1/sellers/acme/statement?market={market}"),
            reply => reply["charge_minor"] == "0");
        Assert.Equal("0", statement["charge_minor"]);
    }

    [Theory]
    [InlineData(305, "VOLUME_OFF_LOT", "volume", "10")]
    [InlineData(0, "VOLUME_NOT_POSITIVE", "volume", "1")]
    [InlineData(9000, "VOLUME_ABOVE_CAPACITY", "volume", "800")]
    public async Task A_curtailment_that_cannot_be_names_its_field_and_takes_nothing(
        long volume, string code, string field, string limit)
    {
        var market = await Granted();
        foreach (var query in new[] { "?dry_run=true", "" })
        {
            var refused = await Curtail(market, "k", volume, query);

            Assert.Equal(
                (code, field, limit), (refused.Code, refused["field"], refused["limit"]));
        }
        Assert.Equal("600", (await server.Send("GET", $"/v1/markets/{market}"))["held_volume"]);
    }

    [Fact]
    public async Task A_curtailment_after_the_period_is_refused_with_the_days_that_may_be_named()
    {
        var market = await Granted();
        var refused = await server.Send("POST", $"/v1/markets/{market}/curtailments",
            """{"curtailment_id":"k","volume":10,"day":"2999-01-01"}""");

        Assert.Equal(
            ("DAY_OUT_OF_RANGE", "day", "2999-01-01"),
            (refused.Code, refused["field"], refused["value"]));
        Assert.EndsWith($"to {NextMonth.AddMonths(1).AddDays(-1):yyyy-MM-dd}.", refused["detail"]);
    }

    [Fact]
    public async Task A_change_of_the_order_counts_from_the_next_run_that_announces_the_period()
    {
        var market = await Granted();
        await server.Send("POST", "/v1/sellers/bolt/bids",
            $$"""{"market":"{{market}}","bid_id":"b","max_fee_micros":9,"max_volume":200}""");
        await server.Send("POST", $"/v1/markets/{market}/rounds/2/clear");
        var zone = market[..market.LastIndexOf('/')];

        await Order("PRO_RATA");
        Assert.Equal(2, await AwardsCut());
        await Order("LATEST_FIRST");
        await server.Send("POST", $"/v1/zones/{zone}/runs",
            $$"""{"run_id":"r","period":"{{DateTime.UtcNow:yyyy-MM}}","capacity_volume":5000}""");
        await Stage("DRAFT");
        await server.Send("POST", $"/v1/zones/{zone}/runs/r/confirm", """{"confirmation_id":"c"}""");
        await Stage("CONFIRMED");
        await Order("PRO_RATA");

        Assert.Equal(1, await AwardsCut());

        Task<Reply> Order(string order) => server.Send("PUT", $"/v1/zones/{zone}",
            $$"""
            {"time_zone":"UTC","periods":"MONTH","currency":"USD",
             "rules":{"curtail_order":"{{order}}"} }
            """);

        Task<Reply> Stage(string stage) => Patience.Until(
            () => server.Send("GET", $"/v1/zones/{zone}/runs/r"), run => run["stage"] == stage);

        async Task<int> AwardsCut() =>
            (await Curtail(market, "k", 100, "?dry_run=true")).Json["awards"]!.AsArray().Count;
    }

    [Fact]
    public async Task A_dry_run_of_opening_markets_sees_their_zone_as_opening_does()
    {
        var zone = await Zone();
        var known = Body($"{zone}/{NextMonth:yyyy-MM}");
        var other = Body($"{zone}/2026-Q4");
        var none = Body("nowhere/standard/2026-11");
        foreach (var body in new[] { known, other, none })
        {
            var tried = await server.Send("POST", "/v1/markets/batch?dry_run=true", body);
            var opened = await server.Send("POST", "/v1/markets/batch", body);

            Assert.Equal((200, tried.Status), (opened.Status, opened.Status));
            Assert.Equal(
                tried.Json["markets"]!.ToJsonString(), opened.Json["markets"]!.ToJsonString());
        }

        static string Body(string market) =>
            $$"""{"markets":[{"market":"{{market}}","lot":10,"credits_from":"DAYS"}]}""";
    }

    private Task<Reply> Curtail(string market, string id, long volume, string query = "") =>
        server.Send(
            "POST", $"/v1/markets/{market}/curtailments{query}",
            $$"""{"curtailment_id":"{{id}}","volume":{{volume}},"day":"{{Day}}"}""");

    private Task<Reply> End(string market, string id) => server.Send(
        "POST", "/v1/sellers/acme/ends",
        $$"""{"market":"{{market}}","end_id":"{{id}}","award_id":"a@1"}""");

    // A pool of 200 is left of 800, and a holds 600.
    private async Task<string> Granted(string terms = "\"max_fee_micros\":5")
    {
        var market = $"{await Zone()}/{NextMonth:yyyy-MM}";
        await server.Send("PUT", $"/v1/markets/{market}", """{"lot":10}""");
        await server.Send("POST", $"/v1/markets/{market}/capacity", """{"change_id":"c","delta":800}""");
        await server.Send("POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"a",{{terms}},"max_volume":600}""");
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear");
        return market;
    }

    private async Task<string> Zone()
    {
        var zone = $"curtail/z{Interlocked.Increment(ref Zones)}";
        await server.Send(
            "PUT", $"/v1/zones/{zone}", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        return zone;
    }
}
