using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

/// <summary>Deals and launches over HTTP: sellers propose them, operators confirm them.</summary>
public class PlannedEventTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static int Zones;

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    private static string Period { get; } =
        DateTime.UtcNow.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_confirmed_event_lifts_the_weeks_of_the_next_run_and_is_named_there()
    {
        var zone = await Zone();
        var proposed = await Propose(zone, "fair", "\"uplift_ppm\":3000000");
        var again = await Propose(zone, "fair", "\"uplift_ppm\":3000000");
        await Propose(zone, "rumour", "\"added_milli_volume\":9000000");
        var waiting = await Listed($"{zone}/planned-events");
        var confirmed = await Decide(zone, "fair", "confirm");
        var repeated = await Decide(zone, "fair", "confirm");
        await Announce(zone);

        Assert.Equal(
            ("RECORDED", false, true),
            (proposed["status"], (bool)proposed.Json["repeated"]!, (bool)again.Json["repeated"]!));
        Assert.Equal(["acme fair PROPOSED", "acme rumour PROPOSED"], waiting);
        Assert.Equal(
            ("CONFIRMED", false, true),
            (confirmed["status"], (bool)confirmed.Json["repeated"]!, (bool)repeated.Json["repeated"]!));
        Assert.Equal(["acme rumour PROPOSED"], await Listed($"{zone}/planned-events"));
        Assert.Equal(
            ["acme fair CONFIRMED", "acme rumour PROPOSED"],
            await Listed($"{OfSeller(zone)}/planned-events"));
        await Pages.Same(
            path => server.Send("GET", path), $"{OfSeller(zone)}/planned-events", "events");
        var found = (await server.Send("GET", $"{OfSeller(zone)}/bases/{Period}")).Json;
        Assert.Contains(
            found["weeks"]!.AsArray(),
            week => $"{week!["source"]}" == "EVENT" && $"{week["uplift_ppm"]}" == "3000000");
        var counted = Assert.Single(found["events"]!.AsArray())!;
        Assert.Equal(("fair", "3000000"), ($"{counted["event_id"]}", $"{counted["uplift_ppm"]}"));
    }

    [Fact]
    public async Task Operators_enter_decline_and_withdraw_events_and_the_record_says_why()
    {
        var zone = await Zone();
        var entered = await server.Send("POST", $"{OfSeller(zone)}/planned-events/confirmed",
            Event("deal", "\"uplift_ppm\":2,\"reason\":\"told by phone\""));
        var again = await server.Send("POST", $"{OfSeller(zone)}/planned-events/confirmed",
            Event("deal", "\"uplift_ppm\":2,\"reason\":\"told by phone\""));
        await Propose(zone, "rumour", "\"uplift_ppm\":2");
        var declined = await Decide(zone, "rumour", "decline");
        var late = await Decide(zone, "rumour", "confirm");
        var withdrawn = await Decide(zone, "deal", "withdraw");
        var audit = await server.Send("GET", $"{OfSeller(zone)}/audit");

        Assert.Equal(("RECORDED", "false"), (entered["status"], entered["repeated"]));
        Assert.Equal(("RECORDED", "true"), (again["status"], again["repeated"]));
        Assert.Equal(("DECLINED", "WITHDRAWN"), (declined["status"], withdrawn["status"]));
        Assert.Equal((409, "EVENT_DECIDED"), (late.Status, late.Code));
        Assert.Contains("DECLINED", late["detail"]);
        Assert.Equal(
            [
                "EVENT_CONFIRMED deal told by phone", "EVENT_DECLINED rumour as agreed",
                "EVENT_WITHDRAWN deal as agreed",
            ],
            audit.Json["acts"]!.AsArray().Select(
                act => $"{act!["act"]} {act["reference"]} {act["reason"]}"));
    }

    [Fact]
    public async Task A_refused_event_names_its_field_value_and_limit()
    {
        var zone = await Zone();
        await Refused(Propose(zone, "a/b", "\"uplift_ppm\":2"), "ID_MALFORMED", "event_id", "64");
        await Refused(Propose(zone, "e", "\"note\":\"nothing\""), "NOTHING_GIVEN", null, null);
        await Refused(Propose(zone, "e", "\"uplift_ppm\":0"), "UPLIFT_OUT_OF_RANGE", "uplift_ppm", "1");
        await Refused(
            Propose(zone, "e", "\"uplift_ppm\":1000000001"), "UPLIFT_OUT_OF_RANGE", "uplift_ppm",
            "1000000000");
        await Refused(
            Propose(zone, "e", "\"added_milli_volume\":-1"), "VOLUME_NEGATIVE",
            "added_milli_volume", "0");
        await Refused(
            Propose(zone, "e", "\"added_milli_volume\":10000000000000001"), "VOLUME_TOO_LARGE",
            "added_milli_volume", "10000000000000000");
        await Refused(
            Propose(zone, "e", "\"uplift_ppm\":2", last: Today.AddDays(-1)), "DAYS_OUT_OF_ORDER",
            "last_day", null);
        await Refused(
            Propose(zone, "e", "\"uplift_ppm\":2", last: Today.AddDays(735)),
            "DAYS_OUT_OF_RANGE", "last_day", "730");
        await Refused(
            Propose(zone, "e", "\"uplift_ppm\":2,\"note\":\" \""), "NOTE_MALFORMED", "note", "200");
        await Refused(
            Propose("/v1/zones/events/nowhere", "e", "\"uplift_ppm\":2"), "ZONE_UNKNOWN", null, null);
        await Refused(Decide(zone, "none", "confirm"), "EVENT_UNKNOWN", "event", null);
        await Propose(zone, "e", "\"uplift_ppm\":2");
        await Refused(Propose(zone, "e", "\"uplift_ppm\":3"), "ID_REUSED", "event_id", null);
        await Refused(Decide(zone, "e", "confirm", " "), "REASON_MALFORMED", "reason", "200");
    }

    [Fact]
    public async Task A_file_of_projections_is_checked_in_a_dry_run_and_then_counts()
    {
        var zone = await Zone();
        var monday = Today.AddDays(-(((int)Today.DayOfWeek + 6) % 7));
        var csv = "projection_id,seller,week,milli_volume,model\n"
            + $"p,acme,{monday:yyyy-MM-dd},77000,spring\np,acme,{monday:yyyy-MM-dd},78000,\n"
            + $"q,nobody,{monday:yyyy-MM-dd},1,\n";
        var broken = await Import(zone, csv.Replace($"{monday:yyyy-MM-dd},1", "2026-11-03,-1"));
        var dry = await Import(zone, csv, "?dry_run=true");
        var done = await Import(zone, csv);
        var again = await Import(zone, csv);
        await Announce(zone);

        Assert.Equal("CSV_INVALID", broken.Code);
        Assert.Equal(
            ["4 week", "4 milli_volume"],
            broken.Json["errors"]!.AsArray().Select(of => $"{of!["line"]} {of["field"]}"));
        Assert.Equal(("true", "1"), (dry["dry_run"], dry["recorded"]));
        Assert.Equal(("false", "1"), (done["dry_run"], done["recorded"]));
        foreach (var reply in new[] { dry, done, again })
        {
            Assert.Equal(
                ["3 p ID_REUSED", "4 q SELLER_UNKNOWN"],
                reply.Json["refused"]!.AsArray().Select(
                    row => $"{row!["line"]} {row["projection_id"]} {row["status"]}"));
        }
        var found = await server.Send("GET", $"{OfSeller(zone)}/bases/{Period}");
        Assert.Contains(
            found.Json["weeks"]!.AsArray(),
            week => $"{week!["source"]} {week["milli_volume"]}" == "OPERATOR 77000");
    }

    private Task<Reply> Import(string zone, string csv, string query = "") =>
        server.SendAs("text/csv", "POST", $"{zone}/projections/imports{query}", csv);

    private async Task<IEnumerable<string>> Listed(string path) =>
        (await server.Send("GET", path)).Json["events"]!.AsArray()
            .Select(of => $"{of!["seller"]} {of["event_id"]} {of["state"]}");

    private Task<Reply> Propose(string zone, string id, string members, DateOnly? last = null) =>
        server.Send("POST", $"{OfSeller(zone)}/planned-events", Event(id, members, last));

    private static string Event(string id, string members, DateOnly? last = null) =>
        $$"""
        {"event_id":"{{id}}","first_day":"{{Today:yyyy-MM-dd}}",
         "last_day":"{{last ?? Today:yyyy-MM-dd}}",{{members}}}
        """;

    private Task<Reply> Decide(string zone, string id, string verb, string reason = "as agreed") =>
        server.Send(
            "POST", $"{OfSeller(zone)}/planned-events/{id}/{verb}",
            $$"""{"reason":"{{reason}}"}""");

    private static async Task Refused(
        Task<Reply> command, string code, string? field, string? limit)
    {
        var reply = await command;
        Assert.Equal((code, field, limit), (reply.Code, reply["field"], reply["limit"]));
    }

    private static string OfSeller(string zone) => $"/v1/sellers/acme{zone["/v1".Length..]}";

    private async Task Announce(string zone)
    {
        await server.Send("POST", $"{zone}/runs",
            new JsonObject { ["run_id"] = "r", ["period"] = Period, ["capacity_volume"] = 5_000 }
                .ToJsonString());
        await Until(zone, "DRAFT");
        await server.Send("POST", $"{zone}/runs/r/confirm", """{"confirmation_id":"c"}""");
        await Until(zone, "CONFIRMED");
    }

    private Task<Reply> Until(string zone, string stage) => Patience.Until(
        () => server.Send("GET", $"{zone}/runs/r"), reply => reply["stage"] == stage);

    private async Task<string> Zone()
    {
        var zone = $"/v1/zones/events/z{Interlocked.Increment(ref Zones)}";
        Assert.Equal(201, (await server.Send(
            "PUT", zone, """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""")).Status);
        var calendar = await server.Send("GET", $"{zone}/calendar/{Period}");
        var cutOff = DateOnly.Parse(calendar["cut_off_day"]!, CultureInfo.InvariantCulture);
        var csv = new StringBuilder("seller,report_id,day,used_volume,sold_milli_volume\n");
        for (var back = 0; back < 60; back++)
        {
            csv.Append(
                CultureInfo.InvariantCulture,
                $"acme,d{back},{cutOff.AddDays(-back):yyyy-MM-dd},600,9000\n");
        }
        Assert.Equal(
            "60", (await server.SendAs("text/csv", "POST", $"{zone}/imports", csv.ToString()))["recorded"]);
        return zone;
    }
}
