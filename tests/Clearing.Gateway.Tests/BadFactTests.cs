using System.Globalization;

namespace Clearing.Gateway.Tests;

/// <summary>
/// Bad input to a zone over HTTP: each is refused with its field, value and limit, and changes
/// nothing.
/// </summary>
public class BadFactTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Terms = "\"time_zone\":\"UTC\",\"periods\":\"MONTH\",\"currency\":\"USD\"";
    private static int Zones;

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    private static string Period =>
        Today.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    // T is today, O the oldest day that is taken, and D a good day.
    public static TheoryData<string, string, string, string?> Reports => new()
    {
        { "\"day\":\"T+1\"", "DAY_IN_FUTURE", "day", null },
        { "\"day\":\"9999-12-31\"", "FIELD_INVALID", "day", null },
        { "\"day\":\"O-1\"", "DAY_TOO_OLD", "day", null },
        { "\"day\":\"0001-01-01\"", "FIELD_INVALID", "day", null },
        { "\"day\":\"2026-02-30\"", "FIELD_INVALID", "day", null },
        { "\"day\":\"10000-01-01\"", "FIELD_INVALID", "day", null },
        { "\"day\":\"D\",\"revision\":-1", "REVISION_NEGATIVE", "revision", "0" },
        { "\"day\":\"D\",\"revision\":2", "REVISION_TAKEN", "revision", null },
        { "\"day\":\"D\",\"used_volume\":10000000000001", "VOLUME_TOO_LARGE", "used_volume", "10000000000000" },
        { "\"day\":\"D\",\"used_volume\":99999999999999999999", "FIELD_INVALID", "used_volume", null },
        { "\"day\":\"D\",\"used_volume\":-1", "VOLUME_NEGATIVE", "used_volume", "0" },
        { "\"day\":\"D\",\"used_volume\":1.5", "FIELD_INVALID", "used_volume", null },
        { "\"day\":\"D\",\"used_volume\":1e3", "FIELD_INVALID", "used_volume", null },
        { "\"day\":\"D\",\"used_volume\":\"NaN\"", "FIELD_INVALID", "used_volume", null },
        { "\"day\":\"D\",\"in_stock_ppm\":1000001", "SHARE_OUT_OF_RANGE", "in_stock_ppm", "1000000" },
        { "\"day\":\"D\",\"excess_units\":2,\"on_hand_units\":1", "PART_ABOVE_WHOLE", "excess_units", null },
        { "\"day\":\"D\",\"sales_minor\":0.5", "FIELD_INVALID", "sales_minor", null },
    };

    public static TheoryData<string, string, string> Configs => new()
    {
        { "\"knots\":{\"sell_through\":[[0,0],[1000000,400],[500000,700]]}", "rules.knots", "ascend" },
        { "\"knots\":{\"in_stock\":[[0,400],[700000,300]]}", "rules.knots", "only rise" },
        { "\"knots\":{\"excess\":[[0,100],[100000,200]]}", "rules.knots", "only fall" },
        { "\"factor_knots\":[[400,1000000],[400,1100000]]", "rules.factor_knots", "ascend" },
        { "\"weights\":{\"sell_through\":0,\"excess\":0,\"stranded\":0,\"in_stock\":0}", "rules.weights", "not all 0" },
        { "\"weights\":{\"excess\":-1}", "rules.weights", "not all 0" },
        { "\"alpha_ppm\":1000001", "rules.alpha_ppm", "0 to 1000000" },
        { "\"alpha_ppm\":0.2", "rules.alpha_ppm", "write 200000 for 0.2" },
        { "\"floor_volume\":30,\"ceiling_volume\":29", "rules.ceiling_volume", "30 to" },
        { "\"announce_full_week\":4", "rules.announce_full_week", "1 to 3" },
        { "\"low_sales_ppm\":1000001", "rules.low_sales_ppm", "0 to 1000000" },
        { "\"step_down_ppm\":-1", "rules.step_down_ppm", "0 to 1000000" },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task A_bad_report_is_refused_and_its_id_stays_free(
        string members, string code, string field, string? limit)
    {
        var seller = await Seller();
        await Report(seller, "\"report_id\":\"first\",\"day\":\"D\",\"revision\":2,\"used_volume\":5");
        var before = await server.Send("GET", $"{seller}/days");

        var refused = await Report(seller, $"\"report_id\":\"bad\",{members}");

        Assert.Equal((code, limit), (refused.Code, refused["limit"]));
        Assert.Equal(field, refused["field"] ?? refused.Json["errors"]![0]!["field"]!.ToString());
        Assert.Equal(before.Text, (await server.Send("GET", $"{seller}/days")).Text);
        var good = await Report(
            seller, "\"report_id\":\"bad\",\"day\":\"D\",\"revision\":3,\"used_volume\":6");
        // Only a taken revision spends the id: a delayed duplicate must get the same answer.
        Assert.Equal(code == "REVISION_TAKEN" ? "ID_REUSED" : null, good.Code);
    }

    [Fact]
    public async Task A_day_that_is_not_taken_is_told_with_the_last_or_the_first_one()
    {
        var seller = await Seller();
        var future = await Report(seller, "\"report_id\":\"f\",\"day\":\"T+1\"");
        var old = await Report(seller, "\"report_id\":\"o\",\"day\":\"O-1\"");
        var returned = await server.Send(
            "POST", $"{seller}/returns",
            """{"return_id":"r","sold_on":"2001-01-01","returned_minor":5}""");

        var oldest = $"The first day is {Today.AddDays(-800):yyyy-MM-dd}.";
        Assert.Equal($"The last day is today in the time zone UTC, {Today:yyyy-MM-dd}.", future["detail"]);
        Assert.Equal((oldest, $"{Today.AddDays(-801):yyyy-MM-dd}"), (old["detail"], old["value"]));
        Assert.Equal(
            ("DAY_TOO_OLD", "sold_on", "2001-01-01", oldest),
            (returned.Code, returned["field"], returned["value"], returned["detail"]));
    }

    [Fact]
    public async Task A_revision_that_is_taken_is_named_with_its_day_even_if_it_was_left_out()
    {
        var seller = await Seller();
        await Report(seller, "\"report_id\":\"first\",\"day\":\"D\",\"used_volume\":5");

        var taken = await Report(seller, "\"report_id\":\"second\",\"day\":\"D\",\"used_volume\":6");
        var again = await Report(seller, "\"report_id\":\"second\",\"day\":\"D\",\"used_volume\":6");

        var detail =
            $"Another report of {Today.AddDays(-9):yyyy-MM-dd} has revision 0: send a higher one.";
        Assert.Equal(
            ("REVISION_TAKEN", "revision", "0", detail),
            (taken.Code, taken["field"], taken["value"], taken["detail"]));
        Assert.StartsWith(detail, again["detail"], StringComparison.Ordinal);
        Assert.Equal("true", again["repeated"]);
    }

    [Fact]
    public async Task Revisions_that_come_out_of_order_are_taken_and_the_highest_counts()
    {
        var seller = await Seller();
        foreach (var (id, revision) in new[] { ("c", 3), ("a", 1), ("b", 2) })
        {
            var taken = await Report(
                seller,
                $"\"report_id\":\"{id}\",\"day\":\"D\",\"revision\":{revision},\"used_volume\":{revision}0");
            Assert.Equal("RECORDED", taken["status"]);
        }
        var days = (await server.Send("GET", $"{seller}/days")).Json["days"]!.AsArray();
        Assert.Equal(("3", "30"), (
            days.Single()!["revision"]!.ToString(), days[0]!["used_volume"]!.ToString()));
    }

    [Theory]
    [MemberData(nameof(Configs))]
    public async Task Rules_that_cannot_be_are_refused_and_the_zone_keeps_its_own(
        string rules, string field, string limit)
    {
        var zone = await Zone();
        var before = await server.Send("GET", zone);

        var refused = await server.Send("PUT", zone, $"{{{Terms},\"rules\":{{{rules}}}}}");

        Assert.Equal(400, refused.Status);
        Assert.Equal(field, refused["field"]);
        Assert.NotNull(refused["value"]);
        Assert.Contains(limit, refused["detail"]);
        Assert.Equal(before.Text, (await server.Send("GET", zone)).Text);
    }

    [Fact]
    public async Task A_run_before_its_cut_off_twice_or_without_capacity_is_refused()
    {
        var zone = await Zone();
        await Refused(
            Run(zone, "soon", "2999-12", "1"), "CUT_OFF_NOT_REACHED", "period", "2999-12");
        await Refused(Run(zone, "r", Period, "-1"), "CAPACITY_NEGATIVE", "capacity_volume", "-1");
        await Refused(
            Run(zone, "r", Period, "10000000000001"), "CAPACITY_OUT_OF_RANGE", "capacity_volume",
            "10000000000001");
        await Refused(Run(zone, "r", Period, "1.5"), "FIELD_INVALID", "capacity_volume", "1.5");
        foreach (var period in new[] { "9999-12", "3000-01", "2026-13", "2026-Q1", "2026-1" })
        {
            await Refused(Run(zone, "r", period, "1"), "PERIOD_MALFORMED", "period", period);
        }
        Assert.Empty((await server.Send("GET", $"{zone}/runs")).Json["runs"]!.AsArray());

        Assert.Equal("BEGUN", (await Run(zone, "r", Period, "1"))["status"]);
        Assert.Equal("BEGUN", (await Run(zone, "r", Period, "1"))["status"]);
        await Refused(Run(zone, "r", Period, "2"), "ID_REUSED", "run_id", "r");
        Assert.Single((await server.Send("GET", $"{zone}/runs")).Json["runs"]!.AsArray());
    }

    [Fact]
    public async Task A_capacity_below_what_is_reserved_leaves_the_market_a_deficit()
    {
        var zone = await Zone();
        await server.Send(
            "PUT", $"/v1/sellers/young{zone["/v1".Length..]}/profile",
            $$"""{"account_started":"{{Today:yyyy-MM-dd}}","plan":"PROFESSIONAL"}""");
        await Run(zone, "r", Period, "10");
        var draft = await Patience.Until(
            () => server.Send("GET", $"{zone}/runs/r"), reply => reply["stage"] == "DRAFT");

        var period = draft.Json["periods"]![0]!;
        Assert.Equal(
            ("25", "0", "-15"),
            (period["fixed_volume"]!.ToString(), period["room_volume"]!.ToString(),
                period["offered_volume"]!.ToString()));
    }

    [Fact]
    public async Task Two_schedules_of_one_period_overlap_and_a_seller_unknown_to_the_zone_has_no_override()
    {
        var zone = await Zone();
        Task<Reply> Schedule(string id, string period) => server.Send(
            "POST", $"{zone}/schedule",
            $$"""{"schedule_id":"{{id}}","period":"{{period}}","capacity_volume":5}""");
        var next = $"{DateTime.UtcNow.AddYears(1):yyyy-MM}";
        Assert.Equal("SCHEDULED", (await Schedule("a", next))["status"]);
        await Refused(Schedule("b", next), "CALENDAR_OVERLAPS", "period", next);
        var far = await Schedule("b", "2999-12");
        Assert.Equal(
            ("PERIOD_TOO_FAR", "period", "2999-12", "10"),
            (far.Code, far["field"], far["value"], far["limit"]));
        await Refused(Schedule("b", "9999-12"), "PERIOD_MALFORMED", "period", "9999-12");
        await Refused(Schedule("b", "1999-12"), "PERIOD_OVER", "period", "1999-12");
        Assert.Single((await server.Send("GET", $"{zone}/schedule")).Json["schedules"]!.AsArray());

        await Refused(
            server.Send(
                "POST", $"{zone}/overrides",
                """{"period":"2999-12","seller":"nobody","volume":5,"note":"why"}"""),
            "SELLER_UNKNOWN", "seller", "nobody");
        Assert.Empty(
            (await server.Send("GET", $"{zone}/overrides/2999-12")).Json["overrides"]!.AsArray());
    }

    [Theory]
    [InlineData("GET", "/calendar/2999-12", 200)]
    [InlineData("GET", "/calendar/9999-12", 422)]
    [InlineData("GET", "/calendar/9999-Q4", 422)]
    [InlineData("GET", "/overrides/9999-12", 422)]
    public async Task The_last_years_of_the_calendar_are_answered(string method, string path, int status) =>
        Assert.Equal(status, (await server.Send(method, await Zone() + path)).Status);

    [Theory]
    [InlineData("bases/9999-12", "PERIOD_MALFORMED")]
    [InlineData("bases/2999-12", "BASE_UNKNOWN")]
    [InlineData("overage/9999-12", "FIELD_INVALID")]
    [InlineData("advice/9999-12?volume=1&fees_micros=1", "PERIOD_MALFORMED")]
    [InlineData("days?from=0001-01-01&to=9999-12-31", "FIELD_INVALID")]
    [InlineData("days?from=9999-12-31", "FIELD_INVALID")]
    [InlineData("days?from=1900-01-01&to=2999-12-31", null)]
    [InlineData("overage/2999-12", null)]
    [InlineData("overage/1900-01", null)]
    [InlineData("advice/2999-12?volume=1&fees_micros=1", "MARKET_UNKNOWN")]
    public async Task A_seller_asks_for_the_last_years_of_the_calendar(string path, string? code) =>
        Assert.Equal(code, (await server.Send("GET", $"{await Seller()}/{path}")).Code);

    [Theory]
    [InlineData("9999-12-31", "FIELD_INVALID")]
    [InlineData("2999-12-31", "DAY_OUT_OF_RANGE")]
    [InlineData("1900-01-01", "DAY_OUT_OF_RANGE")]
    [InlineData("0001-01-01", "FIELD_INVALID")]
    [InlineData("10000-01-01", "FIELD_INVALID")]
    public async Task A_curtailment_outside_its_period_is_refused(string day, string code)
    {
        var zone = await Zone();
        var market = $"{zone["/v1/zones/".Length..]}/{Period}";
        await server.Send("PUT", $"/v1/markets/{market}", "{}");
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear", """{"capacity_delta":9}""");

        var refused = await server.Send(
            "POST", $"/v1/markets/{market}/curtailments",
            $$"""{"curtailment_id":"k","volume":5,"day":"{{day}}"}""");

        Assert.Equal((code, "day", day), (refused.Code, refused["field"], refused["value"]));
        Assert.Equal("9", (await server.Send("GET", $"/v1/markets/{market}"))["pool_volume"]);
    }

    private static async Task Refused(
        Task<Reply> command, string code, string field, string value)
    {
        var reply = await command;
        Assert.Equal((code, field, value), (reply.Code, reply["field"], reply["value"]));
    }

    private Task<Reply> Run(string zone, string id, string period, string capacity) => server.Send(
        "POST", $"{zone}/runs",
        $$"""{"run_id":"{{id}}","period":"{{period}}","capacity_volume":{{capacity}}}""");

    private Task<Reply> Report(string seller, string members) => server.Send(
        "POST", $"{seller}/reports",
        "{" + members
            .Replace("\"T+1\"", $"\"{Today.AddDays(1):yyyy-MM-dd}\"", StringComparison.Ordinal)
            .Replace("\"O-1\"", $"\"{Today.AddDays(-801):yyyy-MM-dd}\"", StringComparison.Ordinal)
            .Replace("\"D\"", $"\"{Today.AddDays(-9):yyyy-MM-dd}\"", StringComparison.Ordinal) + "}");

    private async Task<string> Zone()
    {
        var zone = $"/v1/zones/bad/z{Interlocked.Increment(ref Zones)}";
        Assert.Equal(201, (await server.Send("PUT", zone, $"{{{Terms}}}")).Status);
        return zone;
    }

    private async Task<string> Seller() => $"/v1/sellers/acme{(await Zone())["/v1".Length..]}";
}
