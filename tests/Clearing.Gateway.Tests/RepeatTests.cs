namespace Clearing.Gateway.Tests;

/// <summary>A command that changes nothing, because it was given before, says so.</summary>
public sealed class RepeatTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static int Zones;

    [Theory]
    [InlineData("POST", "sellers/acme/zones/{0}/reports", """{"report_id":"d-1","day":"{1}"}""")]
    [InlineData("POST", "sellers/acme/zones/{0}/returns",
        """{"return_id":"r-1","sold_on":"{1}","returned_minor":5}""")]
    [InlineData("PUT", "sellers/acme/zones/{0}/profile",
        """{"account_started":"2020-05-01","plan":"INDIVIDUAL"}""")]
    [InlineData("POST", "zones/{0}/schedule",
        """{"schedule_id":"s-1","period":"{2}","capacity_volume":40000}""")]
    [InlineData("DELETE", "zones/{0}/schedule/begun", null)]
    [InlineData("POST", "zones/{0}/overrides",
        """{"period":"{2}","seller":"acme","volume":900,"note":"a fair"}""")]
    public async Task A_command_of_a_zone_that_was_given_before_says_so(
        string method, string path, string? body)
    {
        var zone = await Zone();
        string Filled(string text) => text.Replace("{0}", zone).Replace("{1}", Day(-2)).Replace("{2}", Month(3));

        var first = await server.Send(method, "/v1/" + Filled(path), body is null ? null : Filled(body));
        var again = await server.Send(method, "/v1/" + Filled(path), body is null ? null : Filled(body));

        Assert.True(first.Status == 200, first.Text);
        Assert.Equal((first.Status, first.Text), (again.Status, again.First));
        Assert.Equal(("false", "true"), (first["repeated"], again["repeated"]));
        Assert.Equal((false, true), (IsReplay(first), IsReplay(again)));
    }

    [Fact]
    public async Task Each_report_of_a_batch_says_whether_it_was_given_before()
    {
        var zone = await Zone();
        var path = $"/v1/sellers/acme/zones/{zone}/reports";
        await server.Send("POST", path, $$"""{"report_id":"a","day":"{{Day(-2)}}"}""");
        var batch = await server.Send("POST", path + "/batch", $$"""
            {"reports":[{"report_id":"a","day":"{{Day(-2)}}"},{"report_id":"b","day":"{{Day(-3)}}"},
            {"report_id":"a","day":"{{Day(-4)}}"}]}
            """);

        Assert.Equal(
            ["RECORDED true", "RECORDED false", "ID_REUSED false"],
            batch.Json["reports"]!.AsArray().Select(of => $"{of!["status"]} {of["repeated"]}"));
    }

    [Fact]
    public async Task A_refusal_of_a_report_that_stays_says_so_when_it_is_repeated()
    {
        var zone = await Zone();
        var path = $"/v1/sellers/acme/zones/{zone}/reports";
        await server.Send("POST", path, $$"""{"report_id":"a","day":"{{Day(-2)}}"}""");
        var taken = $$"""{"report_id":"b","day":"{{Day(-2)}}","used_volume":1}""";
        var first = await server.Send("POST", path, taken);
        var again = await server.Send("POST", path, taken);

        Assert.Equal((first.Status, "REVISION_TAKEN"), (again.Status, again.Code));
        Assert.Equal((null, "true"), (first["repeated"], again["repeated"]));
        Assert.Equal((false, true), (IsReplay(first), IsReplay(again)));
    }

    [Fact]
    public async Task A_configuration_that_a_zone_or_webhook_has_already_is_marked()
    {
        var zone = await Zone();
        var market = await server.OpenMarket();
        var webhook = $"/v1/markets/{market}/webhooks/h";
        const string Terms = """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""";
        const string There = """{"url":"https://example.com/h"}""";

        Assert.True(IsReplay(await server.Send("PUT", $"/v1/zones/{zone}", Terms)));
        Assert.False(IsReplay(await server.Send("PUT", webhook, There)));
        Assert.True(IsReplay(await server.Send("PUT", webhook, There)));
        foreach (var (method, act) in new[] { ("POST", "/pause"), ("POST", "/resume"), ("DELETE", "") })
        {
            Assert.Equal("false", (await server.Send(method, webhook + act))["repeated"]);
            Assert.Equal("true", (await server.Send(method, webhook + act))["repeated"]);
        }
    }

    [Fact]
    public async Task A_change_of_the_calendar_that_changes_nothing_says_so()
    {
        var calendar = $"/v1/markets/{await server.OpenMarket()}/calendar";
        const string Moved = """{"closes_at":"2099-02-01T00:00:00Z","reason":"a holiday"}""";
        await server.Send("POST", calendar, """{"round":1,"closes_at":"2099-01-01T00:00:00Z"}""");
        foreach (var (method, path, body) in new[]
        {
            ("PUT", calendar + "/1", Moved), ("DELETE", calendar + "/1?reason=none", (string?)null),
        })
        {
            var first = await server.Send(method, path, body);
            var again = await server.Send(method, path, body);

            Assert.Equal((200, "false"), (first.Status, first["repeated"]));
            Assert.Equal((200, "true", true), (again.Status, again["repeated"], IsReplay(again)));
        }
    }

    [Fact]
    public async Task A_dry_run_of_what_is_done_says_that_it_would_change_nothing()
    {
        var market = $"/v1/markets/{await server.OpenMarket()}";
        foreach (var path in new[] { "/rounds/1/clear", "/settle" })
        {
            await server.Send("POST", market + path);
            var dry = await server.Send("POST", market + path + "?dry_run=true");
            var again = await server.Send("POST", market + path);

            Assert.Equal((200, "true", "true"), (dry.Status, dry["dry_run"], dry["repeated"]));
            Assert.Equal((200, "true"), (again.Status, again["repeated"]));
        }
    }

    private static bool IsReplay(Reply reply) =>
        reply.Message.Headers.Contains("Idempotency-Replayed");

    private static string Day(int days) => DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd");

    private static string Month(int months) => DateTime.UtcNow.AddMonths(months).ToString("yyyy-MM");

    // A zone with a schedule that is begun and a seller that takes part.
    private async Task<string> Zone()
    {
        var zone = $"repeat/z{Interlocked.Increment(ref Zones)}";
        await server.Send(
            "PUT", $"/v1/zones/{zone}", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        await server.Send("POST", $"/v1/zones/{zone}/schedule",
            $$"""{"schedule_id":"begun","period":"{{Month(2)}}","capacity_volume":1}""");
        await server.Send(
            "POST", $"/v1/sellers/acme/zones/{zone}/reports",
            $$"""{"report_id":"known","day":"{{Day(-9)}}"}""");
        return zone;
    }
}
