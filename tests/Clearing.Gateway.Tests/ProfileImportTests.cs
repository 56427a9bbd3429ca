namespace Clearing.Gateway.Tests;

/// <summary>A file of profiles sets each seller's plan and the age of its account.</summary>
public sealed class ProfileImportTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Header = "seller,account_started,plan\n";
    private const string Zone = "profiles/import";

    [Fact]
    public async Task A_dry_run_sets_nothing_and_the_import_every_profile_that_is_not_refused()
    {
        await Configure();
        var dry = await Import("acme,2020-05-01,INDIVIDUAL\n", "?dry_run=true");
        var first = await Set("acme", "INDIVIDUAL");
        const string Csv = "acme,2020-05-01,PROFESSIONAL\nlate,9999-12-31,INDIVIDUAL\nbob,2020-05-01,INDIVIDUAL\n";
        var done = await Import(Csv);
        var again = await Import(Csv);

        Assert.Equal(
            ("true", "1", "1", "[]"), (dry["dry_run"], dry["rows"], dry["recorded"], $"{dry["refused"]}"));
        Assert.Equal("false", first["repeated"]);
        Assert.Equal(("false", "3", "2"), (done["dry_run"], done["rows"], done["recorded"]));
        Assert.Equal(
            """[{"line":3,"seller":"late","account_started":"9999-12-31","status":"DAY_IN_FUTURE"}]""",
            done.Json["refused"]!.ToJsonString());
        Assert.Equal(done.Text, again.Text);
        Assert.Equal("2020-05-01 PROFESSIONAL", await Read("acme"));
        Assert.Equal("2020-05-01 INDIVIDUAL", await Read("bob"));
        Assert.Equal(" PROFESSIONAL", await Read("late"));
    }

    [Fact]
    public async Task A_broken_row_or_an_erased_seller_keeps_the_whole_file_out()
    {
        await Configure();
        var broken = await Import(
            "carol,2020-05-01,PROFESSIONAL\ncarol,2020-05-01,PROFESSIONAL\ndan,2020-05,\n");
        var erased = await Import("carol,2020-05-01,PROFESSIONAL\nerased-1,2020-05-01,PROFESSIONAL\n");
        var nowhere = await server.SendAs(
            "text/csv", "POST", "/v1/zones/profiles/none/profiles/imports", Header);

        Assert.Equal("CSV_INVALID", broken.Code);
        Assert.Equal(
            ["3 seller", "4 account_started", "4 plan"],
            broken.Json["errors"]!.AsArray().Select(of => $"{of!["line"]} {of["field"]}"));
        Assert.Equal(
            ("FORBIDDEN", "Line 3 names a seller that was erased. Nothing was recorded."),
            (erased.Code, erased["detail"]));
        Assert.Equal("ZONE_UNKNOWN", nowhere.Code);
        Assert.Equal(" PROFESSIONAL", await Read("carol"));
        Assert.Equal(
            "ZONE_UNKNOWN", (await server.Send("GET", "/v1/sellers/acme/zones/profiles/none/profile")).Code);
    }

    private Task<Reply> Configure() => server.Send(
        "PUT", $"/v1/zones/{Zone}", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");

    private Task<Reply> Import(string rows, string query = "") => server.SendAs(
        "text/csv", "POST", $"/v1/zones/{Zone}/profiles/imports{query}", Header + rows);

    private async Task<string> Read(string seller)
    {
        var profile = (await server.Send("GET", $"/v1/sellers/{seller}/zones/{Zone}/profile")).Json;
        return $"{profile["account_started"]} {profile["plan"]}";
    }

    private Task<Reply> Set(string seller, string plan) => server.Send(
        "PUT", $"/v1/sellers/{seller}/zones/{Zone}/profile",
        $$"""{"account_started":"2020-05-01","plan":"{{plan}}"}""");
}
