using Clearing.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Gateway.Tests;

public partial class CalendarTests
{
    [Theory]
    [InlineData("99999999999", "2147483647")]
    [InlineData("99999999999999999999", "2147483647")]
    [InlineData("2147483648", "2147483647")]
    [InlineData("abc", "2147483647")]
    [InlineData("01", "2147483647")]
    [InlineData("1.0", "2147483647")]
    [InlineData("0", "1")]
    [InlineData("-5", "1")]
    public async Task A_number_that_no_round_has_is_refused_on_every_path(string number, string limit)
    {
        var market = await server.OpenMarket();
        (string Method, string Path, string? Body)[] calls =
        [
            ("GET", "", null), ("GET", "/curve", null), ("GET", "/fees", null),
            ("GET", "/inputs", null), ("GET", "/book", null), ("GET", "/offers", null),
            ("GET", "/awards", null), ("GET", "/awards.csv", null), ("POST", "/close", null),
            ("POST", "/clear", null),
        ];

        foreach (var (method, path, body) in calls)
        {
            Refused(await server.Send(method, $"/v1/markets/{market}/rounds/{number}{path}", body));
        }
        Refused(await server.Send("GET", $"/v1/sellers/acme/markets/{market}/rounds/{number}/proof"));
        Refused(await server.Send("DELETE", $"/v1/markets/{market}/calendar/{number}?reason=x"));
        Refused(await server.Send(
            "PUT", $"/v1/markets/{market}/calendar/{number}",
            """{"closes_at":"2099-01-01T00:00:00Z","reason":"x"}"""));

        void Refused(Reply reply) => Assert.Equal(
            (400, "FIELD_INVALID", "round", number, limit),
            (reply.Status, reply.Code, reply["field"], reply["value"], reply["limit"]));
    }

    [Fact]
    public async Task A_round_with_which_the_pool_would_overflow_is_neither_planned_nor_moved_so()
    {
        var market = await server.OpenMarket();
        await Post(market, "capacity", """{"change_id":"c-9","delta":1}""");
        var planned = await Post(market, "calendar", Body("\"round\":1,"));
        await Post(market, "calendar", """{"round":1,"closes_at":"2099-01-01T00:00:00Z"}""");
        var moved = await server.Send(
            "PUT", $"/v1/markets/{market}/calendar/1", Body("\"reason\":\"x\","));

        Assert.All([planned, moved], refused => Assert.Equal(
            (422, "POOL_OVERFLOW", "capacity_delta"), (refused.Status, refused.Code, refused["field"])));

        static string Body(string first) =>
            $$"""{{{first}}"closes_at":"2099-01-01T00:00:00Z","capacity_delta":{{long.MaxValue}}}""";
    }

    [Fact]
    public async Task The_log_says_why_a_round_that_is_due_waits()
    {
        var market = await server.OpenMarket();
        await Post(market, "rounds/1/close");
        var grain = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IRoundGrain>(market);
        Assert.Equal(
            ScheduleStatus.Scheduled,
            await grain.Schedule(new(new RoundTerms(2), DateTimeOffset.UnixEpoch)));

        var line = $"Round 2 of {market} is due and waits: another round's book is closed";
        await Patience.Until(
            () => server.Log.Text, text => text.Contains(line, StringComparison.Ordinal));
        Assert.Contains(line, server.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_round_that_was_not_cleared_has_no_awards_to_list()
    {
        var market = await server.OpenMarket();
        var awards = await server.Send("GET", $"/v1/markets/{market}/rounds/7/awards");

        Assert.Equal((404, "ROUND_UNKNOWN", "7"), (awards.Status, awards.Code, awards["value"]));
    }

    [Fact]
    public async Task A_proof_is_of_a_cleared_round_and_shows_the_sellers_own_bids_alone()
    {
        var market = await server.OpenMarket();
        await server.Send("POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"b","max_fee_micros":500,"max_volume":600}""");
        await Post(market, "rounds/1/clear");
        var own = await Proof("acme", 1);
        var none = await Proof("bolt", 1);
        var uncleared = await Proof("acme", 2);

        Assert.Single(own.Json["rows"]!.AsArray());
        Assert.Empty(none.Json["rows"]!.AsArray());
        Assert.Equal((404, "ROUND_UNKNOWN", "2"), (uncleared.Status, uncleared.Code, uncleared["value"]));

        Task<Reply> Proof(string seller, int round) =>
            server.Send("GET", $"/v1/sellers/{seller}/markets/{market}/rounds/{round}/proof");
    }

    [Fact]
    public async Task A_refusal_about_a_round_names_it_and_the_round_that_would_do()
    {
        var market = await server.OpenMarket();
        await Post(market, "rounds/1/clear");
        await Post(market, "rounds/2/clear");
        var other = await Post(market, "rounds/2/clear", """{"capacity_delta":7}""");
        await Post(market, "rounds/3/close");
        var blocked = await Post(market, "rounds/4/clear");
        var passed = await Post(
            market, "calendar", """{"round":2,"closes_at":"2099-01-01T00:00:00Z"}""");

        Assert.Equal(
            ("TERMS_DIFFER", "capacity_delta", "7", "Round 2 was cleared with capacity_delta 0."),
            (other.Code, other["field"], other["value"], other["detail"]));
        Assert.Equal(
            ("OTHER_ROUND_CLOSED", "4", "3"), (blocked.Code, blocked["value"], blocked["limit"]));
        Assert.Equal(("ROUND_PASSED", "2", "4"), (passed.Code, passed["value"], passed["limit"]));
    }

    [Fact]
    public async Task A_refusal_about_the_market_of_a_path_names_it()
    {
        var market = await server.OpenMarket();
        await Post(market, "pause", """{"note":"a check"}""");
        var paused = await Post(market, "rounds/1/clear");
        var unknown = await Post("east/no/market", "settle");

        Assert.Equal(
            ("MARKET_PAUSED", "market", market), (paused.Code, paused["field"], paused["value"]));
        Assert.Equal(("MARKET_UNKNOWN", "east/no/market"), (unknown.Code, unknown["value"]));
    }

    [Theory]
    [InlineData("\"9999-12-31T23:59:59Z\"", 422, "CLOSES_TOO_LATE", "closes_at")]
    [InlineData(
        "\"2099-01-01T00:00:00Z\",\"repeat_count\":500,\"repeat_every_seconds\":31622400", 422,
        "CLOSES_TOO_LATE", "closes_at")]
    [InlineData(
        "\"9998-01-01T00:00:00Z\",\"repeat_count\":500,\"repeat_every_seconds\":31622400", 400,
        "FIELD_INVALID", "repeat_every_seconds")]
    public async Task A_round_that_closes_in_another_century_is_a_slip(
        string closesAt, int status, string code, string field)
    {
        var market = await server.OpenMarket();
        var refused = await Post(market, "calendar", $$"""{"round":1,"closes_at":{{closesAt}}}""");
        var calendar = await server.Send("GET", $"/v1/markets/{market}/calendar");

        Assert.Equal((status, code, field), (refused.Status, refused.Code, refused["field"]));
        Assert.Empty(calendar.Json["calendar"]!.AsArray());
    }

    [Fact]
    public async Task A_dry_run_of_planning_answers_as_the_planning_and_plans_nothing()
    {
        var market = await server.OpenMarket();
        const string Body = """{"round":1,"closes_at":"2099-01-01T00:00:00Z"}""";
        var dry = await Post(market, "calendar?dry_run=true", Body);
        var calendar = await server.Send("GET", $"/v1/markets/{market}/calendar");
        var planned = await Post(market, "calendar", Body);
        var gap = await Post(
            market, "calendar?dry_run=true", """{"round":3,"closes_at":"2099-01-01T00:00:00Z"}""");
        var differs = await Post(
            market, "calendar?dry_run=true", """{"round":1,"closes_at":"2098-01-01T00:00:00Z"}""");

        Assert.Empty(calendar.Json["calendar"]!.AsArray());
        Assert.Equal((200, planned.Text), (dry.Status, dry.Text));
        Assert.Equal(("ROUND_GAP", "ROUND_DIFFERS"), (gap.Code, differs.Code));
    }
}
