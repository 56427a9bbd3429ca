using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

public partial class RemoteCommandTests
{
    private static int CliZones;

    [Theory]
    [InlineData("CAPACITY_OUT_OF_RANGE", "run ZONE --id r --period MONTH --capacity 1 --third-capacity 10000000000001")]
    [InlineData("--capacity", "run ZONE --id r --period MONTH --capacity -1")]
    [InlineData("--capacity", "run ZONE --id r --period MONTH --capacity NaN")]
    [InlineData("--capacity", "run ZONE --id r --period MONTH --capacity 1.5")]
    [InlineData("CUT_OFF_NOT_REACHED", "run ZONE --id r --period 2999-12 --capacity 1")]
    [InlineData("PERIOD_MALFORMED", "run ZONE --id r --period 9999-12 --capacity 1")]
    [InlineData("PERIOD_MALFORMED", "calendar ZONE 9999-Q4")]
    [InlineData("ID_MALFORMED", "run ZONE --id a/b --period MONTH --capacity 1")]
    [InlineData("RUN_UNKNOWN", "confirm ZONE none --id c --yes")]
    [InlineData("SELLER_UNKNOWN", "override ZONE --period MONTH --seller nobody --volume 5 --note why")]
    [InlineData("--volume", "override ZONE --period MONTH --seller nobody --volume -5 --note why")]
    [InlineData("FIELD_INVALID", "return acme ZONE --id r --sold-on 9999-12-31 --returned-minor 5")]
    [InlineData("DAY_TOO_OLD", "return acme ZONE --id r --sold-on 1900-01-01 --returned-minor 5")]
    [InlineData("--returned-minor", "return acme ZONE --id r --sold-on 2026-01-01 --returned-minor 0")]
    [InlineData("NOT_CONFIRMED", "cut ZONE --id k --period MONTH --volume 5 --from 2999-12-31 --yes")]
    [InlineData("--volume", "cut ZONE --id k --period MONTH --volume 0 --from 2999-12-31 --yes")]
    [InlineData("FIELD_INVALID", "cut ZONE --id k --period MONTH --volume 5 --from 9999-12-31 --yes")]
    [InlineData("FIELD_INVALID", "profile acme ZONE --account-started 9999-12-31 --plan PROFESSIONAL")]
    [InlineData("plan", "profile acme ZONE --account-started 2020-05-01")]
    public async Task Bad_input_to_a_zone_is_refused_on_the_command_line_and_changes_nothing(
        string says, string command)
    {
        var zone = $"cli/z{Interlocked.Increment(ref CliZones)}";
        await server.Send(
            "PUT", $"/v1/zones/{zone}", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");

        var (code, output) = Run(
        [
            "allocation",
            .. command.Split(' ').Select(word =>
                word == "ZONE" ? zone : word == "MONTH" ? $"{DateTime.UtcNow:yyyy-MM}" : word),
        ]);

        Assert.Equal(2, code);
        Assert.Contains(says, output);
        foreach (var (path, list) in new[] { ("runs", "runs"), ("cuts", "cuts") })
        {
            var left = await server.Send("GET", $"/v1/zones/{zone}/{path}");
            Assert.Empty(left.Json[list]!.AsArray());
        }
        var days = await server.Send("GET", $"/v1/sellers/acme/zones/{zone}/days");
        Assert.Empty(days.Json["days"]!.AsArray());
    }

    [Fact]
    public async Task A_file_of_profiles_is_imported_from_the_command_line()
    {
        var zone = await CliZone();
        var file = Path.Combine(server.Folder, "profiles.csv");
        File.WriteAllText(
            file,
            "seller,account_started,plan\nacme,2020-05-01,INDIVIDUAL\nlate,9999-12-31,INDIVIDUAL\n");
        var broken = Path.Combine(server.Folder, "twice.csv");
        File.WriteAllText(
            broken, "seller,account_started,plan\nacme,2020-05-01,NONE\nacme,2020-05-01,INDIVIDUAL\n");

        var (dry, checkedRows) = Show("allocation", "profiles", zone, file, "--dry-run");
        var (done, rows) = Show("allocation", "profiles", zone, file);
        var (wrong, errors) = Show("allocation", "profiles", zone, broken);
        var (shown, profile) = Show("allocation", "profile", "acme", zone);

        Assert.Equal((1, 1, 2, 0), (dry, done, wrong, shown));
        Assert.Contains("2020-05-01", profile);
        Assert.Contains("INDIVIDUAL", profile);
        Assert.Contains("2 rows: 1 would be recorded, 1 refused; nothing was recorded", checkedRows);
        Assert.Contains("2 rows: 1 recorded, 1 refused", rows);
        Assert.Contains("DAY_IN_FUTURE", rows);
        Assert.Contains("must be one of PROFESSIONAL, INDIVIDUAL", errors);
        Assert.Contains("must be named once in the file", errors);
    }

    [Fact]
    public async Task The_cuts_of_a_zone_are_listed_from_the_command_line()
    {
        var zone = $"cli/z{Interlocked.Increment(ref CliZones)}";
        await server.Send(
            "PUT", $"/v1/zones/{zone}", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");

        var (code, output) = Run("allocation", "cuts", zone);

        Assert.Equal((0, 0), (code, JsonNode.Parse(output)!["cuts"]!.AsArray().Count));
    }

    [Fact]
    public async Task The_sales_of_days_are_shown_in_the_currency_of_their_zone()
    {
        var zone = $"cli/z{Interlocked.Increment(ref CliZones)}";
        await server.Send(
            "PUT", $"/v1/zones/{zone}",
            """{"time_zone":"UTC","periods":"MONTH","currency":"JPY","rules":{"overage_rate_micros":1000000}}""");
        var day = $"{DateTime.UtcNow.AddDays(-2):yyyy-MM-dd}";
        var file = FileOf("yen.csv", $"seller,report_id,day,sales_minor\nkyoto,r1,{day},111110\n");
        Run("allocation", "import", zone, file);

        var (code, shown) = Show("allocation", "days", "kyoto", zone);

        Assert.Equal(0, code);
        Assert.Contains("111,110", shown);
    }
}
