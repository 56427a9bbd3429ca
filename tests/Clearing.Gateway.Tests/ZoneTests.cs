using System.Globalization;

namespace Clearing.Gateway.Tests;

/// <summary>Zones, facts and scores over HTTP.</summary>
public class ZoneTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Terms =
        """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""";

    private static int Zones;

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    [Fact]
    public async Task A_zone_is_configured_once_and_shows_every_number_of_its_rules()
    {
        var zone = $"/v1/zones/test/z{Interlocked.Increment(ref Zones)}";
        var unknown = await server.Send("GET", zone);
        var first = await server.Send("PUT", zone, Terms);
        var again = await server.Send("PUT", zone, Terms);
        var other = await server.Send("PUT", zone, Terms.Replace("UTC", "Asia/Tokyo"));
        var rules = await server.Send(
            "PUT", zone, Terms.Replace("\"USD\"", "\"USD\",\"rules\":{\"floor_volume\":30}"));

        Assert.Equal((404, "ZONE_UNKNOWN"), (unknown.Status, unknown.Code));
        Assert.Equal((201, 200), (first.Status, again.Status));
        Assert.Equal((409, "ZONE_DIFFERS"), (other.Status, other.Code));
        Assert.Equal("30", rules.Json["rules"]!["floor_volume"]!.ToString());
        Assert.Equal("[0,0]", rules.Json["rules"]!["knots"]!["in_stock"]![0]!.ToJsonString());
        Assert.Equal("LATEST_FIRST", rules.Json["rules"]!["curtail_order"]!.ToString());
        var read = await server.Send("GET", zone);
        Assert.Equal(rules.Text, read.Text);
    }

    [Theory]
    [InlineData("\"time_zone\":\"Mars/Base\"", "TIME_ZONE_UNKNOWN")]
    [InlineData("\"periods\":\"WEEK\"", "FIELD_INVALID")]
    [InlineData("\"currency\":\"XQZ\"", "FIELD_INVALID")]
    [InlineData("\"rules\":{\"alpha_ppm\":1000001}", "FIELD_INVALID")]
    [InlineData("\"rules\":{\"weights\":{\"in_stock\":-1}}", "FIELD_INVALID")]
    [InlineData("\"rules\":{\"knots\":{\"excess\":[[0,1],[0,0]]}}", "FIELD_INVALID")]
    [InlineData("\"rules\":{\"beta\":1}", "FIELD_INVALID")]
    public async Task What_no_zone_can_have_is_refused_and_configures_nothing(
        string member, string code)
    {
        var zone = $"/v1/zones/test/z{Interlocked.Increment(ref Zones)}";
        var name = member.Split(':')[0];
        var body = Terms.Contains(name, StringComparison.Ordinal)
            ? System.Text.RegularExpressions.Regex.Replace(Terms, $"{name}:\"[^\"]*\"", member)
            : Terms.Replace("{", "{" + member + ",", StringComparison.Ordinal);

        var refused = await server.Send("PUT", zone, body);

        Assert.Equal(code, refused.Code);
        Assert.Equal(404, (await server.Send("GET", zone)).Status);
    }

    [Fact]
    public async Task A_period_shows_its_calendar_and_one_of_another_kind_is_malformed()
    {
        var zone = await Zone();

        var november = await server.Send("GET", $"/v1/zones/{zone}/calendar/2026-11");
        var quarter = await server.Send("GET", $"/v1/zones/{zone}/calendar/2026-Q4");

        Assert.Equal(
            ("2026-10-18", "2026-10-21", "5"),
            (november["cut_off_day"], november["announce_day"], november["rounds"]));
        Assert.Equal((422, "PERIOD_MALFORMED"), (quarter.Status, quarter.Code));
    }

    [Fact]
    public async Task A_day_counts_once_and_its_highest_revision_gives_its_facts()
    {
        var seller = await Seller();
        var day = Day(-3);
        var report = $$"""{"report_id":"a","day":"{{day}}","used_volume":100,"sales_minor":5000}""";
        var first = await server.Send("POST", $"{seller}/reports", report);
        var again = await server.Send("POST", $"{seller}/reports", report);
        var reused = await server.Send(
            "POST", $"{seller}/reports", report.Replace("100", "101", StringComparison.Ordinal));
        var batch = await server.Send("POST", $"{seller}/reports/batch", $$"""
            {"reports":[{"report_id":"c","day":"{{day}}","revision":2,"used_volume":120},
             {"report_id":"b","day":"{{day}}","revision":1,"used_volume":110},
             {"report_id":"d","day":"{{day}}","revision":2,"used_volume":1}]}
            """);
        var returned = await server.Send(
            "POST", $"{seller}/returns",
            $$"""{"return_id":"r","sold_on":"{{day}}","returned_minor":700}""");

        Assert.Equal(("RECORDED", "RECORDED"), (first["status"], again["status"]));
        Assert.Equal(
            (422, "ID_REUSED", "report_id"), (reused.Status, reused.Code, reused["field"]));
        Assert.Equal(("2", "1"), (batch["recorded"], batch["refused"]));
        Assert.Equal("REVISION_TAKEN", batch.Json["reports"]![2]!["status"]!.ToString());
        Assert.Equal("RECORDED", returned["status"]);
        var facts = (await server.Send("GET", $"{seller}/days?from={day}&to={day}")).Json["days"]!;
        Assert.Equal(
            ("120", "2", null, "700"),
            (facts[0]!["used_volume"]!.ToString(), facts[0]!["revision"]!.ToString(),
                facts[0]!["sales_minor"], facts[0]!["returned_minor"]!.ToString()));
    }

    [Theory]
    [InlineData("\"used_volume\":1,\"inbound_volume\":-1", "VOLUME_NEGATIVE", "inbound_volume", "0")]
    [InlineData("\"units_sold\":-1", "UNITS_NEGATIVE", "units_sold", "0")]
    [InlineData("\"stranded_units\":0", "PART_ABOVE_WHOLE", "stranded_units", null)]
    [InlineData("\"in_stock_ppm\":1000001", "SHARE_OUT_OF_RANGE", "in_stock_ppm", "1000000")]
    [InlineData("\"sales_minor\":9223372036854775808", "AMOUNT_OUT_OF_RANGE", "sales_minor",
        "9223372036854775807")]
    [InlineData("\"revision\":-1", "REVISION_NEGATIVE", "revision", "0")]
    [InlineData("\"used_volume\":10000000000001", "VOLUME_TOO_LARGE", "used_volume",
        "10000000000000")]
    [InlineData("\"used_volume\":1,\"sold_milli_volume\":10000000000000001", "VOLUME_TOO_LARGE",
        "sold_milli_volume", "10000000000000000")]
    [InlineData("\"used_volume\":1.5", "FIELD_INVALID", "used_volume", null)]
    [InlineData("\"used\":1", "FIELD_INVALID", "used", null)]
    public async Task A_refused_fact_names_its_field_and_limit_and_changes_nothing(
        string member, string code, string field, string? limit)
    {
        var seller = await Seller();

        var refused = await server.Send(
            "POST", $"{seller}/reports", $$"""{"report_id":"a","day":"{{Day(0)}}",{{member}}}""");

        Assert.Equal((code, field, limit), (refused.Code, refused["field"], refused["limit"]));
        Assert.Empty((await server.Send("GET", $"{seller}/days")).Json["days"]!.AsArray());
    }

    [Theory]
    [InlineData(2, "DAY_IN_FUTURE")]
    [InlineData(-802, "DAY_TOO_OLD")]
    public async Task A_day_that_is_not_taken_is_refused(int days, string code)
    {
        var seller = await Seller();

        var refused = await server.Send(
            "POST", $"{seller}/reports", $$"""{"report_id":"a","day":"{{Day(days)}}"}""");

        Assert.Equal((422, code, "day"), (refused.Status, refused.Code, refused["field"]));
    }

    [Fact]
    public async Task Facts_of_an_unknown_zone_are_refused()
    {
        var seller = "/v1/sellers/acme/zones/nowhere/standard";

        var report = await server.Send(
            "POST", $"{seller}/reports", $$"""{"report_id":"a","day":"{{Day(0)}}"}""");
        var profile = await server.Send(
            "PUT", $"{seller}/profile", """{"account_started":"2020-05-01","plan":"INDIVIDUAL"}""");

        Assert.Equal((404, "ZONE_UNKNOWN"), (report.Status, report.Code));
        Assert.Equal((404, "ZONE_UNKNOWN"), (profile.Status, profile.Code));
    }

    [Fact]
    public async Task A_score_shows_every_factor_with_its_weight_and_survives_a_restart()
    {
        var seller = await Seller();
        var reports = string.Join(',', Enumerable.Range(7, 91).Select(back =>
            $$"""
            {"report_id":"d{{back}}","day":"{{Day(-back)}}","used_volume":400,
             "sold_milli_volume":7000,"on_hand_units":1000,"excess_units":60,"stranded_units":8,
             "in_stock_ppm":960000}
            """));
        await server.Send("POST", $"{seller}/reports/batch", $$"""{"reports":[{{reports}}]}""");

        var score = await server.Send("GET", $"{seller}/score");
        await server.Restart();
        var later = await server.Send("GET", $"{seller}/score");

        Assert.Equal("737", score["score"]);
        Assert.Equal(
            ["577", "820", "760", "880"],
            score.Json["factors"]!.AsArray().Select(of => of!["points"]!.ToString()));
        Assert.Equal(score.Text, later.Text);
    }

    [Fact]
    public async Task A_file_of_facts_is_taken_whole_or_not_at_all_and_can_be_tried()
    {
        var zone = await Zone();
        var csv = $"seller,report_id,day,used_volume\nacme,a,{Day(-1)},100\nbolt,a,{Day(-1)},\n";
        var broken = csv + $"acme,b,{Day(-1)},1e5\nacme,c,2026-13-01,1\n";

        var wrong = await Import(zone, broken);
        var tried = await Import(zone, csv, "?dry_run=true");
        var nothing = await server.Send("GET", $"/v1/sellers/acme/zones/{zone}/days");
        var taken = await Import(zone, csv + $"acme,x,{Day(9)},1\n");

        Assert.Equal((422, "CSV_INVALID"), (wrong.Status, wrong.Code));
        Assert.Equal(
            ["4 used_volume", "5 day"],
            wrong.Json["errors"]!.AsArray().Select(of => $"{of!["line"]} {of["field"]}"));
        Assert.Equal(("true", "2"), (tried["dry_run"]!, tried["rows"]));
        Assert.Empty(nothing.Json["days"]!.AsArray());
        Assert.Equal(("3", "2"), (taken["rows"], taken["recorded"]));
        Assert.Equal("DAY_IN_FUTURE", taken.Json["refused"]![0]!["status"]!.ToString());
    }

    [Fact]
    public async Task A_dry_run_of_facts_is_told_what_recording_them_would_be_told()
    {
        var zone = await Zone();
        var csv = "seller,report_id,day,used_volume\n"
            + $"acme,a,{Day(-1)},100\nacme,b,{Day(-1)},101\nacme,c,{Day(9)},1\n";

        var tried = await Import(zone, csv, "?dry_run=true");
        var misspelt = await Import(zone, csv, "?dry_run=yes");
        var done = await Import(zone, csv);

        Assert.Equal(
            ["3 REVISION_TAKEN", "4 DAY_IN_FUTURE"],
            tried.Json["refused"]!.AsArray().Select(of => $"{of!["line"]} {of["status"]}"));
        Assert.Equal(
            tried.Text.Replace("\"dry_run\":true", "\"dry_run\":false"), done.Text);
        Assert.Equal((400, "dry_run"), (misspelt.Status, misspelt["field"]));
    }

    [Fact]
    public async Task Days_come_in_pages_until_the_last_one()
    {
        var seller = await Seller();
        await server.Send("POST", $"{seller}/reports/batch", $$"""
            {"reports":[{"report_id":"a","day":"{{Day(-3)}}"},{"report_id":"b","day":"{{Day(-2)}}"},
             {"report_id":"c","day":"{{Day(-1)}}"}]}
            """);

        var first = await server.Send("GET", $"{seller}/days?limit=2");
        var second = await server.Send(
            "GET", $"{seller}/days?limit=2&cursor={first["next_cursor"]}");

        Assert.Equal([Day(-3), Day(-2)], DaysIn(first));
        Assert.Equal([Day(-1)], DaysIn(second));
        Assert.Null(second["next_cursor"]);
    }

    [Fact]
    public async Task A_cursor_before_the_days_asked_for_starts_at_the_first_of_them()
    {
        var seller = await Seller();
        await server.Send("POST", $"{seller}/reports/batch", $$"""
            {"reports":[{"report_id":"a","day":"{{Day(-3)}}"},{"report_id":"b","day":"{{Day(-2)}}"},
             {"report_id":"c","day":"{{Day(-1)}}"}]}
            """);
        var before = await Days(DateOnly.Parse(Day(-3)).DayNumber - 9);
        var last = await Days(DateOnly.Parse(Day(-2)).DayNumber);
        var beyond = await Days(long.MaxValue);

        Assert.Equal([Day(-2), Day(-1)], DaysIn(before));
        Assert.Equal([Day(-1)], DaysIn(last));
        Assert.Equal((200, 0), (beyond.Status, DaysIn(beyond).Count()));

        Task<Reply> Days(long cursor) =>
            server.Send("GET", $"{seller}/days?from={Day(-2)}&cursor={cursor}");
    }

    [Fact]
    public async Task Facts_may_come_as_a_spreadsheet_labels_them()
    {
        var zone = await Zone();
        var csv = $"seller,report_id,day,used_volume\nacme,a,{Day(-1)},100\n";

        var taken = await server.SendAs(
            "application/vnd.ms-excel", "POST", $"/v1/zones/{zone}/imports", csv);

        Assert.Equal((200, "1"), (taken.Status, taken["recorded"]));
    }

    private static IEnumerable<string> DaysIn(Reply reply) =>
        reply.Json["days"]!.AsArray().Select(of => of!["day"]!.ToString());

    private Task<Reply> Import(string zone, string csv, string query = "") =>
        server.SendAs("text/csv", "POST", $"/v1/zones/{zone}/imports{query}", csv);

    private async Task<string> Zone()
    {
        var zone = $"test/z{Interlocked.Increment(ref Zones)}";
        Assert.Equal(201, (await server.Send("PUT", $"/v1/zones/{zone}", Terms)).Status);
        return zone;
    }

    private async Task<string> Seller() => $"/v1/sellers/acme/zones/{await Zone()}";

    private static string Day(int fromToday) =>
        Today.AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
