using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

public partial class RemoteCommandTests
{
    [Fact]
    public async Task An_event_is_proposed_decided_and_listed_from_the_command_line()
    {
        var zone = await CliZone();
        string[] days = ["--from", Today(0), "--to", Today(3)];
        var (proposed, _) = Run(
            ["allocation", "events", "propose", "acme", zone, "--id", "fair", .. days,
                "--uplift-ppm", "2000000", "--note", "a fair"]);
        var (entered, _) = Run(
            ["allocation", "events", "enter", "acme", zone, "--id", "deal", .. days,
                "--added-milli-volume", "9000", "--reason", "by phone"]);
        var (waiting, open) = Run("allocation", "events", "waiting", zone);
        var (confirmed, answer) = Decide("confirm", "fair");
        var (declined, refusal) = Decide("decline", "fair");
        var (withdrawn, _) = Decide("withdraw", "deal");
        var (_, list) = Run("allocation", "events", "list", "acme", zone);
        var (audited, acts) = Run("allocation", "events", "audit", "acme", zone);

        Assert.Equal(
            (0, 0, 0, 0, 2, 0, 0),
            (proposed, entered, waiting, confirmed, declined, withdrawn, audited));
        Assert.Equal("fair", $"{JsonNode.Parse(open)!["events"]!.AsArray().Single()!["event_id"]}");
        Assert.Equal("CONFIRMED", $"{JsonNode.Parse(answer)!["status"]}");
        Assert.Contains("EVENT_DECIDED", refusal);
        Assert.Equal(
            ["fair CONFIRMED as agreed", "deal WITHDRAWN as agreed"],
            JsonNode.Parse(list)!["events"]!.AsArray().Select(
                one => $"{one!["event_id"]} {one["state"]} {one["reason"]}"));
        Assert.Equal(3, JsonNode.Parse(acts)!["acts"]!.AsArray().Count);

        (int, string) Decide(string verb, string id) => Run(
            "allocation", "events", verb, "acme", zone, id, "--reason", "as agreed");
    }

    [Fact]
    public async Task A_file_of_projections_is_imported_from_the_command_line()
    {
        var zone = await CliZone();
        await server.Send("PUT", $"/v1/sellers/acme/zones/{zone}/profile",
            """{"account_started":"2020-05-01","plan":"PROFESSIONAL"}""");
        var monday = Today(7 - (((int)DateTime.UtcNow.DayOfWeek + 6) % 7));
        var file = Path.Combine(server.Folder, "weeks.csv");
        File.WriteAllText(
            file,
            $"projection_id,seller,week,milli_volume\np,acme,{monday},500\nq,nobody,{monday},1\n");
        var broken = Path.Combine(server.Folder, "broken.csv");
        File.WriteAllText(broken, "projection_id,seller,week,milli_volume\np,acme,2026-11-03,x\n");

        var (dry, checkedRows) = Show("allocation", "projections", "import", zone, file, "--dry-run");
        var (done, text) = Run("allocation", "projections", "import", zone, file);
        var (wrong, errors) = Show("allocation", "projections", "import", zone, broken);

        Assert.Equal((1, 1, 2), (dry, done, wrong));
        Assert.Contains("1 would be recorded, 1 refused; nothing was recorded", checkedRows);
        Assert.Equal("1", $"{JsonNode.Parse(text)!["recorded"]}");
        Assert.Contains("SELLER_UNKNOWN", text);
        Assert.Contains("week", errors);
        Assert.Contains("milli_volume", errors);
    }

    private static string Today(int ahead) => $"{DateTime.UtcNow.AddDays(ahead):yyyy-MM-dd}";

    private async Task<string> CliZone()
    {
        var zone = $"cli/z{Interlocked.Increment(ref CliZones)}";
        await server.Send(
            "PUT", $"/v1/zones/{zone}", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        return zone;
    }
}
