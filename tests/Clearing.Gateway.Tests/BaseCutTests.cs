using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

/// <summary>Cuts of confirmed bases, and the markets that a zone opens, over HTTP.</summary>
public class BaseCutTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static int Zones;

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    // The cut-off of this quarter is over on each of its days, also on the last one.
    private static string Quarter { get; } =
        string.Create(CultureInfo.InvariantCulture, $"{Today.Year}-Q{(Today.Month + 2) / 3}");

    private static DateOnly LastDay =>
        new DateOnly(Today.Year, ((Today.Month - 1) / 3 * 3) + 1, 1).AddMonths(3).AddDays(-1);

    [Fact]
    public async Task A_cut_is_told_to_the_sellers_and_explained_on_their_page_of_the_base()
    {
        var zone = await Confirmed();
        var before = (long)(await Base("acme", zone)).Json["base_volume"]!;

        var cut = await Cut(zone, "roof", 40, Today);
        var again = await Cut(zone, "roof", 40, Today);
        var list = await Patience.Until(
            () => server.Send("GET", $"{zone}/cuts"),
            reply => reply.Json["cuts"]![0]!["stage"]!.ToString() == "IN_FORCE");

        Assert.Equal((200, "CUT", false), (cut.Status, cut["status"], (bool)cut.Json["repeated"]!));
        Assert.Equal(("CUT", true), (again["status"], (bool)again.Json["repeated"]!));
        var told = (await Base("acme", zone)).Json;
        Assert.Equal(before, (long)told["base_volume"]!);
        var own = told["cuts"]!.AsArray().Single()!;
        var ration = own["ration"]!;
        Assert.Equal(
            25 + ((before - 25) * (long)ration["numerator"]! / (long)ration["denominator"]!),
            (long)own["base_volume"]!);
        Assert.Equal("roof", own["cut_id"]!.ToString());
        Assert.Equal(
            (long)own["base_volume"]! + (long)(await Base("bolt", zone)).Json["cuts"]![0]!["base_volume"]!,
            (long)list.Json["cuts"]![0]!["base_volume"]!);
        var notices = await server.Send("GET", $"/v1/sellers/acme{zone["/v1".Length..]}/warnings");
        Assert.Equal("BASE_CUT", notices.Json["notices"]!.AsArray()[^1]!["kind"]!.ToString());
        var market = $"{zone["/v1/zones/".Length..]}/{Quarter}";
        Assert.Equal(own["base_volume"]!.ToString(), await AccountBase("acme", market));
    }

    [Fact]
    public async Task A_cut_that_cannot_be_names_its_field_and_limit_and_changes_nothing()
    {
        var zone = await Confirmed("\"base_cut_notice_days\":2");
        await Refused(Cut(zone, "a/b", 1, Today.AddDays(9)), "ID_MALFORMED", "cut_id", "64");
        await Refused(Cut(zone, "run", 1, Today.AddDays(9)), "ID_REUSED", "cut_id", null);
        await Refused(
            Cut(zone, "k", 1, Today.AddDays(9), "2900-Q1"), "NOT_CONFIRMED", "period", null);
        await Refused(
            Cut(zone, "k", 1, Today.AddDays(9), "2026-11"), "PERIOD_MALFORMED", "period", null);
        await Refused(Cut(zone, "k", 0, Today.AddDays(9)), "VOLUME_NOT_POSITIVE", "volume", "1");
        var early = await Refused(
            Cut(zone, "k", 1, Today.AddDays(1)), "NOTICE_TOO_SHORT", "from", "2");
        Assert.Contains($"{Today.AddDays(2):yyyy-MM-dd}", early["detail"]);
        var bases = (long)(await Base("acme", zone)).Json["base_volume"]!
            + (long)(await Base("bolt", zone)).Json["base_volume"]!;
        await Refused(
            Cut(zone, "k", bases, Today.AddDays(9)), "VOLUME_ABOVE_BASE", "volume", $"{bases - 50}");
        // On the last day of a quarter the day after it is too soon before it is too late.
        var late = LastDay > Today ? LastDay.AddDays(1) : LastDay.AddDays(2);
        await Refused(Cut(zone, "k", 1, late), "DAY_OUT_OF_RANGE", "from", null);
        await Refused(Cut(zone, "k", 1, new(2999, 12, 31)), "DAY_OUT_OF_RANGE", "from", null);
        await Refused(
            Cut("/v1/zones/cuts/nowhere", "k", 1, Today), "ZONE_UNKNOWN", null, null);

        Assert.Empty((await server.Send("GET", $"{zone}/cuts")).Json["cuts"]!.AsArray());
        Assert.Empty((await Base("acme", zone)).Json["cuts"]!.AsArray());
    }

    [Fact]
    public async Task Cuts_come_in_pages()
    {
        var zone = await Confirmed();
        foreach (var id in new[] { "roof", "wall" })
        {
            await Cut(zone, id, 40, Today);
            await Patience.Until(
                () => server.Send("GET", $"{zone}/cuts"),
                reply => reply.Json["cuts"]!.AsArray()
                    .Any(cut => $"{cut!["cut_id"]} {cut["stage"]}" == $"{id} IN_FORCE"));
        }

        var cuts = await Pages.Same(path => server.Send("GET", path), $"{zone}/cuts", "cuts");
        var notices = await Pages.Same(
            path => server.Send("GET", path), $"/v1/sellers/acme{zone["/v1".Length..]}/warnings", "notices");

        Assert.Equal(2, notices.Count(notice => $"{notice!["kind"]}" == "BASE_CUT"));
        Assert.All(notices, notice => Assert.Equal(
            (zone["/v1/zones/".Length..], "USD", "2"),
            ($"{notice!["zone"]}", $"{notice["currency"]}", $"{notice["minor_exponent"]}")));
        Assert.Equal(["roof", "wall"], cuts.Select(cut => $"{cut!["cut_id"]}"));
    }

    [Fact]
    public async Task An_announcement_opens_the_markets_of_its_three_periods_that_are_not_open()
    {
        var zone = await Zone();
        var own = $"{zone["/v1/zones/".Length..]}/{Quarter}";
        await server.Send("PUT", $"/v1/markets/{own}", """{"lot":10}""");
        await Announce(zone);

        var run = await server.Send("GET", $"{zone}/runs/run");
        var kept = await server.Send("GET", $"/v1/markets/{own}");
        Assert.Equal(("CONFIRMED", "CHANGED"), (run["stage"], run["offer_status"]));
        Assert.Equal("10", kept.Json["config"]!["lot"]!.ToString());
        foreach (var estimate in run.Json["periods"]!.AsArray().Skip(1))
        {
            var market = $"{zone["/v1/zones/".Length..]}/{estimate!["period"]}";
            var opened = await server.Send("GET", $"/v1/markets/{market}");
            Assert.Equal("DAYS", opened.Json["config"]!["credits_from"]!.ToString());
            Assert.Equal(
                (await Base("acme", zone, $"{estimate["period"]}"))["base_volume"],
                await AccountBase("acme", market));
        }
    }

    [Fact]
    public async Task Space_won_in_a_market_with_typed_reports_raises_the_overage_limit()
    {
        var zone = await Zone("\"base_cut_notice_days\":0");
        var market = $"{zone["/v1/zones/".Length..]}/{Quarter}";
        await server.Send("PUT", $"/v1/markets/{market}", "{}");
        await Announce(zone);
        await server.Send("POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"b","max_fee_micros":5,"max_volume":60}""");
        await server.Send(
            "POST", $"/v1/markets/{market}/rounds/1/clear", """{"capacity_delta":60}""");
        var limit = (long)(await Base("acme", zone)).Json["base_volume"]! + 60;
        var seller = $"/v1/sellers/acme{zone["/v1".Length..]}";
        await server.Send("POST", $"{seller}/reports",
            $$"""{"report_id":"use","day":"{{Today:yyyy-MM-dd}}","used_volume":{{limit + 7}}}""");

        var overage = await Patience.Until(
            () => server.Send("GET", $"{seller}/overage/{Today:yyyy-MM}"),
            reply => reply.Json["over"]!.AsArray() is [{ } day]
                && day["limit_volume"]!.ToString() == $"{limit}");

        Assert.Equal("7", overage.Json["over"]![0]!["over_volume"]!.ToString());
        var lines = await server.Send(
            "GET", $"/v1/sellers/acme/lines?market={Uri.EscapeDataString(market)}");
        Assert.Equal("CREDITS_FROM_REPORTS", lines.Code);
    }

    private async Task<Reply> Refused(
        Task<Reply> command, string code, string? field, string? limit)
    {
        var reply = await command;
        Assert.Equal((code, field, limit), (reply.Code, reply["field"], reply["limit"]));
        return reply;
    }

    private Task<Reply> Cut(
        string zone, string id, long volume, DateOnly from, string? period = null) =>
        server.Send("POST", $"{zone}/cuts", new JsonObject
        {
            ["cut_id"] = id,
            ["period"] = period ?? Quarter,
            ["volume"] = volume,
            ["from"] = $"{from:yyyy-MM-dd}",
        }.ToJsonString());

    private Task<Reply> Base(string seller, string zone, string? period = null) => server.Send(
        "GET", $"/v1/sellers/{seller}{zone["/v1".Length..]}/bases/{period ?? Quarter}");

    private async Task<string?> AccountBase(string seller, string market)
    {
        await server.Send("POST", $"/v1/sellers/{seller}/bids",
            $$"""{"market":"{{market}}","bid_id":"look","max_fee_micros":1,"max_volume":10}""");
        var allocations = await server.Send("GET", $"/v1/sellers/{seller}/allocations");
        return allocations.Json["allocations"]!.AsArray()
            .Single(of => of!["market"]!.ToString() == market)!["base_volume"]!.ToString();
    }

    private async Task<string> Confirmed(string rules = "\"base_cut_notice_days\":0")
    {
        var zone = await Zone(rules);
        await Announce(zone);
        return zone;
    }

    private async Task Announce(string zone)
    {
        await server.Send("POST", $"{zone}/runs",
            $$"""{"run_id":"run","period":"{{Quarter}}","capacity_volume":9000}""");
        await Until(zone, "DRAFT");
        await server.Send("POST", $"{zone}/runs/run/confirm", """{"confirmation_id":"c"}""");
        await Until(zone, "CONFIRMED");
    }

    private Task<Reply> Until(string zone, string stage) => Patience.Until(
        () => server.Send("GET", $"{zone}/runs/run"), reply => reply["stage"] == stage);

    private async Task<string> Zone(string rules = "\"base_cut_notice_days\":30")
    {
        var zone = $"/v1/zones/cuts/z{Interlocked.Increment(ref Zones)}";
        Assert.Equal(201, (await server.Send(
            "PUT", zone,
            "{\"time_zone\":\"UTC\",\"periods\":\"QUARTER\",\"currency\":\"USD\",\"rules\":{"
            + rules + "}}")).Status);
        var calendar = await server.Send("GET", $"{zone}/calendar/{Quarter}");
        var cutOff = DateOnly.Parse(calendar["cut_off_day"]!, CultureInfo.InvariantCulture);
        var csv = new StringBuilder("seller,report_id,day,used_volume,sold_milli_volume,units_sold\n");
        foreach (var (seller, sold) in new[] { ("acme", 9_000), ("bolt", 3_000) })
        {
            for (var back = 0; back < 100; back++)
            {
                csv.Append(
                    CultureInfo.InvariantCulture,
                    $"{seller},d{back},{cutOff.AddDays(-back):yyyy-MM-dd},300,{sold},20\n");
            }
        }
        var taken = await server.SendAs("text/csv", "POST", $"{zone}/imports", csv.ToString());
        Assert.Equal("200", taken["recorded"]);
        return zone;
    }
}
