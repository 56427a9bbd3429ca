namespace Clearing.Gateway.Tests;

/// <summary>Rounds are consecutive, and plans hold until they are changed on record.</summary>
public partial class CalendarTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Later = "2099-01-01T00:00:00Z";

    [Theory]
    [InlineData("rounds/2147483647/clear")]
    [InlineData("rounds/3/close")]
    public async Task A_gap_in_the_numbers_needs_a_word(string path)
    {
        var market = await server.OpenMarket();
        var refused = await Post(market, path);
        var first = await Post(market, "rounds/1/clear");
        var allowed = await Post(market, path + "?allow_gap=true");

        Assert.Equal((409, "ROUND_GAP", "1"), (refused.Status, refused.Code, refused["limit"]));
        Assert.Equal((200, 200), (first.Status, allowed.Status));
    }

    [Fact]
    public async Task A_planned_round_after_a_gap_needs_no_word_when_it_is_closed()
    {
        var market = await server.OpenMarket();
        await Plan(market, 3, Later, query: "?allow_gap=true");
        var beyond = await Post(market, "rounds/4/close");
        var closed = await Post(market, "rounds/3/close");

        Assert.Equal((409, "ROUND_GAP", "3"), (beyond.Status, beyond.Code, beyond["limit"]));
        Assert.Equal(200, closed.Status);
    }

    [Fact]
    public async Task A_round_in_the_past_is_not_planned()
    {
        var market = await server.OpenMarket();
        var refused = await Plan(market, 1, "2020-01-01T00:00:00Z");

        Assert.Equal((422, "CLOSES_IN_PAST", "closes_at"), (refused.Status, refused.Code, refused["field"]));
        Assert.Equal("OPEN", (await server.Send("GET", $"/v1/markets/{market}"))["stage"]);
    }

    [Fact]
    public async Task What_was_planned_holds_when_a_round_is_cleared_by_hand()
    {
        var market = await server.OpenMarket();
        await Plan(market, 1, Later, ",\"reserve_fee_micros\":1500000,\"capacity_delta\":50");
        var cleared = await Post(market, "rounds/1/clear");
        var again = await Post(market, "rounds/1/clear");
        var other = await Post(market, "rounds/1/clear", """{"reserve_fee_micros":0}""");

        Assert.Equal("1500000", $"{cleared.Json["round"]!["reserve_fee_micros"]}");
        Assert.Equal("1050", $"{cleared.Json["round"]!["available_volume"]}");
        Assert.Equal((cleared.Text, "true"), (again.First, again["repeated"]));
        var both = await Post(market, "rounds/1/clear", """{"reserve_fee_micros":0,"capacity_delta":5}""");
        Assert.Equal(
            ("TERMS_DIFFER", "reserve_fee_micros", "Round 1 was cleared with reserve_fee_micros 1500000."),
            (other.Code, other["field"], other["detail"]));
        Assert.Equal(
            "Round 1 was cleared with capacity_delta 50 and reserve_fee_micros 1500000.", both["detail"]);
        Assert.NotNull(cleared.Json["round"]!["closed_at"]);
        Assert.NotNull(cleared.Json["round"]!["cleared_at"]);
    }

    [Fact]
    public async Task Other_terms_are_taken_where_the_operator_names_them()
    {
        var market = await server.OpenMarket();
        await Plan(market, 1, Later, ",\"reserve_fee_micros\":1500000,\"capacity_delta\":50");
        var cleared = await Post(market, "rounds/1/clear", """{"reserve_fee_micros":7}""");

        Assert.Equal("7", $"{cleared.Json["round"]!["reserve_fee_micros"]}");
        Assert.Equal("1050", $"{cleared.Json["round"]!["available_volume"]}");
    }

    [Fact]
    public async Task A_planned_round_is_moved_and_taken_out_with_a_reason()
    {
        var market = await server.OpenMarket();
        await Plan(market, 1, Later, ",\"reserve_fee_micros\":5");
        var path = $"/v1/markets/{market}/calendar/1";
        var silent = await server.Send("PUT", path, """{"closes_at":"2099-02-01T00:00:00Z"}""");
        var moved = await server.Send(
            "PUT", path, """{"closes_at":"2099-02-01T00:00:00Z","reason":"a holiday"}""");
        var calendar = await server.Send("GET", $"/v1/markets/{market}/calendar");
        var unsaid = await server.Send("DELETE", path);
        var removed = await server.Send("DELETE", path + "?reason=no%20demand");
        var twice = await server.Send("DELETE", path + "?reason=no%20demand");
        var planned = await Plan(market, 1, Later);
        var unknown = await server.Send("DELETE", $"/v1/markets/{market}/calendar/9?reason=x");

        Assert.Equal((400, 400), (silent.Status, unsaid.Status));
        Assert.Equal((200, 200, 200), (moved.Status, removed.Status, twice.Status));
        var round = calendar.Json["calendar"]![0]!;
        Assert.Equal(
            ("2099-02-01T00:00:00Z", "5"), ($"{round["closes_at"]}", $"{round["reserve_fee_micros"]}"));
        Assert.Equal((200, "SCHEDULED"), (planned.Status, planned["status"]));
        Assert.Equal((404, "ROUND_NOT_PLANNED"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task A_plan_counts_as_repeated_once_all_it_asks_for_is_known()
    {
        var market = await server.OpenMarket();
        const string Two = ",\"repeat_count\":2,\"repeat_every_seconds\":604800";
        var path = $"/v1/markets/{market}/calendar/1";
        const string Move = """{"closes_at":"2098-12-24T00:00:00Z","reason":"a holiday"}""";
        Reply[] told =
        [
            await Plan(market, 1, Later), await Plan(market, 1, Later), await Plan(market, 1, Later, Two),
            await Plan(market, 1, Later, Two), await server.Send("PUT", path, Move),
            await server.Send("PUT", path, Move),
        ];

        Assert.All(told, reply => Assert.Equal(200, reply.Status));
        Assert.Equal(
            ["false", "true", "false", "true", "false", "true"], told.Select(reply => reply["repeated"]));
    }

    [Fact]
    public async Task A_moved_calendar_is_the_same_after_a_restart()
    {
        var market = await server.OpenMarket();
        await Plan(market, 1, Later);
        await Plan(market, 2, "2099-03-01T00:00:00Z");
        await server.Send("PUT", $"/v1/markets/{market}/calendar/1",
            """{"closes_at":"2099-02-01T00:00:00Z","reason":"a holiday"}""");
        await server.Send("DELETE", $"/v1/markets/{market}/calendar/2?reason=none");
        var before = await server.Send("GET", $"/v1/markets/{market}/calendar");
        await server.Restart();
        var after = await server.Send("GET", $"/v1/markets/{market}/calendar");

        Assert.Single(before.Json["calendar"]!.AsArray());
        Assert.Equal(before.Text, after.Text);
    }

    [Fact]
    public async Task Rounds_are_planned_at_even_distances_all_or_none()
    {
        var market = await server.OpenMarket();
        await Plan(market, 3, Later, query: "?allow_gap=true");
        var crossing = await Plan(
            market, 1, "2098-12-31T00:00:00Z", ",\"repeat_count\":2,\"repeat_every_seconds\":172800");
        var nothing = await server.Send("GET", $"/v1/markets/{market}/calendar");
        var planned = await Plan(
            market, 1, "2098-12-01T00:00:00Z", ",\"repeat_count\":2,\"repeat_every_seconds\":604800");
        var calendar = await server.Send("GET", $"/v1/markets/{market}/calendar");

        Assert.Equal((409, "OUT_OF_SEQUENCE"), (crossing.Status, crossing.Code));
        Assert.Single(nothing.Json["calendar"]!.AsArray());
        Assert.Equal(200, planned.Status);
        Assert.Equal(
            ["2098-12-01T00:00:00Z", "2098-12-08T00:00:00Z", Later],
            calendar.Json["calendar"]!.AsArray().Select(round => $"{round!["closes_at"]}"));
    }

    [Fact]
    public async Task A_preview_tells_what_a_closed_book_would_clear_to_and_changes_nothing()
    {
        var market = await server.OpenMarket();
        await server.Send("POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"b","max_fee_micros":500,"max_volume":600}""");
        var open = await Post(market, "rounds/1/clear?dry_run=true");
        await Post(market, "rounds/1/close");
        var preview = await Post(market, "rounds/1/clear?dry_run=true");
        var dear = await Post(market, "rounds/1/clear?dry_run=true", """{"reserve_fee_micros":501}""");
        var seen = await server.Send("GET", $"/v1/markets/{market}/inspections");
        var uncleared = await server.Send("GET", $"/v1/markets/{market}/rounds/1");
        var cleared = await Post(market, "rounds/1/clear");

        Assert.Equal((409, "BOOK_OPEN"), (open.Status, open.Code));
        Assert.Equal(("true", "600", "500"), (
            preview["dry_run"], $"{preview.Json["round"]!["granted_volume"]}",
            $"{preview.Json["round"]!["round_fee_micros"]}"));
        Assert.Null(preview.Json["round"]!["eligible_demand_volume"]);
        Assert.Equal("0", $"{dear.Json["round"]!["granted_volume"]}");
        Assert.Contains(
            seen.Json["inspections"]!.AsArray(),
            made => $"{made!["reason"]}".EndsWith("reserve fee 501 micros", StringComparison.Ordinal));
        Assert.Equal(404, uncleared.Status);
        Assert.Equal(
            $"{preview.Json["round"]!["result_hash"]}", $"{cleared.Json["round"]!["result_hash"]}");
        foreach (var name in new[] { "hash_version", "closed_at" })
        {
            Assert.Equal($"{cleared.Json["round"]![name]}", $"{preview.Json["round"]![name]}");
        }
    }

    [Fact]
    public async Task A_preview_of_the_settlement_sums_up_and_settles_nothing()
    {
        var market = await server.OpenMarket();
        await server.Send("POST", "/v1/sellers/rosa/bids",
            $$"""{"market":"{{market}}","bid_id":"b","max_fee_micros":500000,"max_volume":600}""");
        await Post(market, "rounds/1/clear");
        var preview = await Patience.Until(
            () => Post(market, "settle?dry_run=true"),
            reply => $"{reply.Json["preview"]!["untold_notices"]}" == "0");
        var report = await server.Send("GET", $"/v1/markets/{market}");
        var settled = await Post(market, "settle");
        var terms = await server.Send("GET", $"/v1/markets/{market}/terms");

        Assert.Equal(("1", "30000"), (
            $"{preview.Json["preview"]!["sellers"]}", $"{preview.Json["preview"]!["net_minor"]}"));
        Assert.Equal("OPEN", report["stage"]);
        Assert.Equal((200, "SETTLED", "false"), (settled.Status, settled["status"], settled["dry_run"]));
        Assert.NotNull(terms["settled_at"]);
    }

    private Task<Reply> Post(string market, string path, string? body = null) =>
        server.Send("POST", $"/v1/markets/{market}/{path}", body);

    private Task<Reply> Plan(string market, int round, string closesAt, string more = "", string query = "") =>
        Post(market, "calendar" + query, $$"""{"round":{{round}},"closes_at":"{{closesAt}}"{{more}}}""");
}
