using System.Globalization;

namespace Clearing.Gateway.Tests;

/// <summary>Runs of a zone over HTTP: drafts, confirmations, and what sellers see.</summary>
public partial class RunTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static int Zones;

    // The cut-off is in the previous month, so it has passed on every day.
    private static string Period { get; } =
        DateTime.UtcNow.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Next { get; } =
        DateTime.UtcNow.AddDays(1 - DateTime.UtcNow.Day).AddMonths(1)
            .ToString("yyyy-MM", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_confirmed_run_tells_sellers_their_base_and_gives_the_market_what_is_left()
    {
        var zone = await Zone("acme", "bolt");
        var market = $"{zone["/v1/zones/".Length..]}/{Period}";
        Assert.Equal(201, (await server.Send("PUT", $"/v1/markets/{market}", "{}")).Status);

        var begun = await Begin(zone, "first", 5_000);
        var draft = await Until(zone, "first", "DRAFT");
        var early = await Base("acme", zone);
        await server.Send("POST", $"{zone}/runs/first/confirm", """{"confirmation_id":"c"}""");
        var run = await Until(zone, "first", "CONFIRMED");

        Assert.Equal((200, "BEGUN"), (begun.Status, begun["status"]));
        Assert.Equal((404, "BASE_UNKNOWN"), (early.Status, early.Code));
        Assert.Equal(("2", "2", "false"),
            (draft["sellers"]!, draft["sellers_without_profile"]!, draft["outdated"]!));
        Assert.Equal("CHANGED", run["offer_status"]);
        var period = run.Json["periods"]![0]!;
        Assert.Equal(
            ["false", "true", "true"], run.Json["periods"]!.AsArray().Select(of => $"{of!["estimate"]}"));
        var offered = (long)period["offered_volume"]!;
        Assert.Equal(5_000 - (long)period["base_volume"]!, offered);
        var told = (await server.Send("GET", $"/v1/markets/{market}")).Json;
        Assert.Equal(offered, (long)told["pending_volume"]!);
        var base_ = await Base("acme", zone);
        Assert.Equal(("CONFIRMED", "REGULAR"),
            ((bool)base_.Json["estimate"]! ? "ESTIMATE" : "CONFIRMED", base_["stage"]));
        Assert.Equal(base_["base_volume"], await AccountBase("acme", market));
    }

    [Fact]
    public async Task A_command_repeated_gets_its_first_answer_and_a_wrong_one_names_its_field()
    {
        var zone = await Zone("acme");
        var unknown = await server.Send("GET", $"{zone}/runs/none");
        await Begin(zone, "r", 1_000);
        await Until(zone, "r", "DRAFT");

        Assert.Equal((404, "RUN_UNKNOWN"), (unknown.Status, unknown.Code));
        Assert.Equal("BEGUN", (await Begin(zone, "r", 1_000))["status"]);
        await Refused("ID_REUSED", "run_id", Begin(zone, "r", 1_001));
        await Refused("CAPACITY_NEGATIVE", "capacity_volume", Begin(zone, "s", -1));
        await Refused("PERIOD_MALFORMED", "period", Begin(zone, "s", 1, "2026-Q4"));
        await Refused("CUT_OFF_NOT_REACHED", "period", Begin(zone, "s", 1, "2900-01"));
        foreach (var over in new[]
        {
            await Begin(zone, "s", 1, "2020-01"), await Override(zone, "acme", "5", "2020-01"),
        })
        {
            Assert.Equal(
                ("PERIOD_OVER", "period", "1"), (over.Code, over["field"], over["limit"]));
        }
        await Refused("PERIOD_TOO_FAR", "period", Override(zone, "acme", "5", "2999-12"));
        await Refused("SELLER_UNKNOWN", "seller", Override(zone, "nobody", "5"));
        await Refused("VOLUME_NEGATIVE", "volume", Override(zone, "acme", "-5"));
        var runs = await server.Send("GET", $"{zone}/runs?limit=1");
        Assert.Equal("r", runs.Json["runs"]!.AsArray().Single()!["run_id"]!.ToString());
    }

    [Fact]
    public async Task An_override_outdates_the_draft_and_counts_in_the_next_one()
    {
        var zone = await Zone("acme", "bolt");
        await Begin(zone, "r", 5_000);
        await Until(zone, "r", "DRAFT");
        Assert.Equal("SET", (await Override(zone, "bolt", "77"))["status"]);

        var late = await server.Send(
            "POST", $"{zone}/runs/r/confirm", """{"confirmation_id":"c"}""");
        await Begin(zone, "s", 5_000);
        await Until(zone, "s", "DRAFT");

        Assert.Equal((409, "RUN_OUTDATED"), (late.Status, late.Code));
        // Only the journal knows what the outdated draft said; an answer without it says so.
        var gone = await server.Send("GET", $"{zone}/runs/r/sellers?limit=1");
        Assert.Equal(
            """{"seller":"acme","kept":false,"has_profile":null,"stage":null,"base_volume":null,"""
            + "\"reserved_volume\":null,\"target_volume\":null,\"facts_hash\":null}",
            gone.Json["sellers"]![0]!.ToJsonString());
        var first = await server.Send("GET", $"{zone}/runs/s/sellers?limit=1");
        Assert.Equal("acme", first["next_cursor"]);
        var second = await server.Send("GET", $"{zone}/runs/s/sellers?limit=1&cursor=acme");
        var row = second.Json["sellers"]![0]!;
        Assert.Equal(("true", "false"), ($"{row["kept"]}", $"{row["has_profile"]}"));
        Assert.Matches("^[0-9a-f]{64}$", $"{row["facts_hash"]}");
        Assert.Equal(("bolt", "OVERRIDE", 77L),
            (row["seller"]!.ToString(), row["stage"]!.ToString(), (long)row["base_volume"]!));
        var runs = await Pages.Same(path => server.Send("GET", path), $"{zone}/runs", "runs");
        Assert.Equal(["r", "s"], runs.Select(run => $"{run!["run_id"]}").Order());
        var overrides = await server.Send("GET", $"{zone}/overrides/{Period}");
        Assert.Equal("a fair", overrides.Json["overrides"]![0]!["note"]!.ToString());
    }

    [Fact]
    public async Task A_run_that_a_stop_interrupts_goes_on_when_the_server_is_back()
    {
        var zone = await Zone([.. Enumerable.Range(0, 40).Select(i => $"s{i}")]);
        var market = $"{zone["/v1/zones/".Length..]}/{Period}";
        await server.Send("PUT", $"/v1/markets/{market}", "{}");
        await Begin(zone, "r", 5_000);
        await server.Restart();

        await Until(zone, "r", "DRAFT");
        await server.Send("POST", $"{zone}/runs/r/confirm", """{"confirmation_id":"c"}""");
        await server.Restart();

        var run = await Until(zone, "r", "CONFIRMED");
        var told = (await server.Send("GET", $"/v1/markets/{market}")).Json;
        Assert.Equal(
            (long)run.Json["periods"]![0]!["offered_volume"]!, (long)told["pending_volume"]!);
    }

    [Fact]
    public async Task An_operators_own_projection_replaces_the_week_of_a_run()
    {
        var zone = await Zone("acme");
        var sunday = DateOnly.FromDateTime(DateTime.UtcNow);
        var monday = sunday.AddDays(-((int)sunday.DayOfWeek + 6) % 7);
        string Body(string id, DateOnly week, string volume) =>
            $$"""
            {"projections":[{"projection_id":"{{id}}","seller":"acme","week":"{{week:yyyy-MM-dd}}",
             "milli_volume":{{volume}}}]}
            """;
        var taken = await server.Send("POST", $"{zone}/projections", Body("p", monday, "77000"));
        var again = await server.Send("POST", $"{zone}/projections", Body("p", monday, "77000"));
        var refused = await server.Send(
            "POST", $"{zone}/projections", Body("q", monday.AddDays(1), "77000"));
        await Begin(zone, "r", 5_000);
        await Until(zone, "r", "DRAFT");
        await server.Send("POST", $"{zone}/runs/r/confirm", """{"confirmation_id":"c"}""");
        await Until(zone, "r", "CONFIRMED");

        var weeks = (await Base("acme", zone)).Json["weeks"]!.AsArray();

        Assert.Equal(
            ["1 0 RECORDED false", "1 0 RECORDED true", "0 1 WEEK_NOT_MONDAY false"],
            new[] { taken, again, refused }.Select(reply => (reply, Of: reply.Json["reports"]![0]!)).Select(
                told => $"{told.reply["recorded"]} {told.reply["refused"]} {told.Of["status"]} {told.Of["repeated"]}"));
        Assert.Equal(
            "77000",
            weeks.Single(week => week!["source"]!.ToString() == "OPERATOR")!["milli_volume"]!.ToString());
    }

    [Fact]
    public async Task A_run_of_a_period_that_is_over_ends_though_nobody_opened_its_market()
    {
        var zone = await Zone("acme");
        var past = DateTime.UtcNow.AddDays(1 - DateTime.UtcNow.Day).AddMonths(-2)
            .ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await Begin(zone, "late", 5_000, past);
        await Until(zone, "late", "DRAFT");
        await server.Send("POST", $"{zone}/runs/late/confirm", """{"confirmation_id":"c"}""");

        var run = await Until(zone, "late", "CONFIRMED");

        Assert.Equal("MARKET_UNKNOWN", run["offer_status"]);
        var market = await server.Send("GET", $"/v1/markets/{zone["/v1/zones/".Length..]}/{past}");
        Assert.Equal(404, market.Status);
    }

    [Fact]
    public async Task A_scheduled_run_goes_by_the_calendar_and_offers_its_capacity()
    {
        var zone = await Zone("acme", "bolt");
        var market = $"{zone["/v1/zones/".Length..]}/{Period}";
        await server.Send("PUT", $"/v1/markets/{market}", "{}");

        var scheduled = await Schedule(zone, "plan", 5_000);
        await Refused("CALENDAR_OVERLAPS", "period", Schedule(zone, "other", 5_000));
        await Refused("PERIOD_OVER", "period", Schedule(zone, "old", 5_000, "2020-01"));
        var run = await Until(zone, "plan@1", "CONFIRMED");

        Assert.Equal("SCHEDULED", scheduled["status"]);
        Assert.Equal("SCHEDULED", (await Schedule(zone, "plan", 5_000))["status"]);
        Assert.Equal("allocation/plan@1", run["offer_id"]);
        var told = (await server.Send("GET", $"/v1/markets/{market}")).Json;
        Assert.Equal(
            (long)run.Json["periods"]![0]!["offered_volume"]!, (long)told["pending_volume"]!);
        var listed = (await server.Send("GET", $"{zone}/schedule")).Json["schedules"]![0]!;
        Assert.Equal(("CONFIRMED", "plan@1"), ($"{listed["stage"]}", $"{listed["run_id"]}"));
        var base1 = await Base("acme", zone);
        Assert.Equal(200, base1.Status);
        var gone = await server.Send("DELETE", $"{zone}/schedule/plan");
        Assert.Equal((409, "ALREADY_CONFIRMED"), (gone.Status, gone.Code));
        Assert.Equal(404, (await server.Send("DELETE", $"{zone}/schedule/none")).Status);
    }
}
