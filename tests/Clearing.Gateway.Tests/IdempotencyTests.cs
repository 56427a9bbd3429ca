using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway.Tests;

/// <summary>Commands are repeated with their keys: after restarts, in flight, unanswered.</summary>
public class IdempotencyTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Every_command_gets_its_first_answer_after_a_restart_and_other_content_is_refused()
    {
        var market = await server.OpenMarket();
        var commands = Commands(market);
        var first = new List<Reply>();
        foreach (var (path, body, _) in commands) { first.Add(await Send(path, body)); }
        await server.Restart();
        for (var i = 0; i < commands.Length; i++)
        {
            var (path, body, other) = commands[i];
            var again = await Send(path, body);
            var changed = await Send(path, other);

            Assert.True(first[i].Status is 200 or 201, $"{path}: {first[i].Text}");
            Assert.Equal((first[i].Status, first[i].Text), (again.Status, again.First));
            Assert.True(
                changed is { Status: 422, Code: "ID_REUSED" or "BID_ID_REUSED" }, $"{path}: {changed.Text}");
            Assert.Contains(
                $"{changed["field"]} {changed["value"]}",
                new[] { "Idempotency-Key key", "report_id key2", "change_id key2", "bid_id key" });
            Assert.Equal(("false", "true"), (first[i]["repeated"], again["repeated"]));
            Assert.True(again.Message.Headers.Contains("Idempotency-Replayed"), path);
            Assert.False(changed.Message.Headers.Contains("Idempotency-Replayed"), path);
        }
    }

    [Fact]
    public async Task A_refusal_that_could_pass_is_the_first_answer_too()
    {
        var market = await server.OpenMarket();
        var early = $$"""{"market":"{{market}}","bid_id":"later"}""";
        var refused = await Send("/v1/sellers/acme/cancellations", early);
        await Send("/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"later","max_fee_micros":1,"max_volume":1}""");
        await server.Restart();
        var again = await Send("/v1/sellers/acme/cancellations", early);

        Assert.Equal((404, "BID_UNKNOWN"), (refused.Status, refused.Code));
        Assert.Equal((refused.Status, refused.Code), (again.Status, again.Code));
        Assert.Equal((null, "true"), (refused["repeated"], again["repeated"]));
        Assert.Contains("new id", again["detail"]);
    }

    [Fact]
    public async Task A_command_that_is_on_its_way_is_refused_as_such_and_taken_afterwards()
    {
        var market = await server.OpenMarket();
        var arrived = new TaskCompletionSource<Microsoft.AspNetCore.Http.IResult>();
        var flights = server.Services.GetRequiredService<InFlightCommands>();
        var flying = flights.Run($"bid acme {market}", "key", () => arrived.Task);
        var body = $$"""{"market":"{{market}}","max_fee_micros":1,"max_volume":1}""";
        var meanwhile = await Send("/v1/sellers/acme/bids", body);
        arrived.SetResult(Microsoft.AspNetCore.Http.Results.Ok());
        await flying;
        var afterwards = await Send("/v1/sellers/acme/bids", body);

        Assert.Equal((409, "IN_FLIGHT"), (meanwhile.Status, meanwhile.Code));
        Assert.Equal("1", meanwhile.Message.Headers.RetryAfter!.ToString());
        Assert.Equal(201, afterwards.Status);
    }

    [Fact]
    public async Task A_command_without_an_answer_in_time_may_count_and_counts_once()
    {
        var hasty = new RunningServer();
        await hasty.InitializeAsync();
        var market = await hasty.OpenMarket();
        var body = $$"""{"market":"{{market}}","bid_id":"b1","max_fee_micros":1,"max_volume":1}""";
        // This is shorter than any valid setting, so no call is answered in time.
        hasty.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.CallTimeout =
            TimeSpan.FromTicks(1);
        var unknown = await hasty.Send("POST", "/v1/sellers/acme/bids", body);
        var query = await hasty.Send("GET", $"/v1/sellers/acme/bids?market={market}");
        await hasty.Restart();
        var known = await hasty.Send("POST", "/v1/sellers/acme/bids", body);
        var bids = await hasty.Send("GET", $"/v1/sellers/acme/bids?market={market}");
        await hasty.DisposeAsync();

        Assert.Equal((503, "OUTCOME_UNKNOWN"), (unknown.Status, unknown.Code));
        Assert.Equal((503, "UNAVAILABLE"), (query.Status, query.Code));
        Assert.Equal((201, "1"), (known.Status, known["number"]));
        Assert.Single(bids.Json["bids"]!.AsArray());
    }

    [Fact]
    public async Task The_first_answer_is_given_again_after_the_process_was_killed()
    {
        var folder = Directory.CreateTempSubdirectory("clearing-killed-").FullName;
        const string Body = """{"market":"east/standard/2026-Q4","max_fee_micros":7,"max_volume":9}""";
        var first = await InProcess(folder, async http =>
        {
            await Put(http, "/v1/markets/east/standard/2026-Q4", "{}");
            return await Post(http, Body);
        });
        var again = await InProcess(folder, http => Post(http, Body));
        var other = await InProcess(folder, http => Post(http, Body.Replace("7", "8")));
        Directory.Delete(folder, recursive: true);

        Assert.StartsWith("201 {\"bid_id\":\"key\"", first);
        Assert.Equal(first, again.Replace("\"repeated\":true", "\"repeated\":false"));
        Assert.StartsWith("422 ", other);
        Assert.Contains("BID_ID_REUSED", other);
    }

    private static (string Path, string Body, string Other)[] Commands(string market)
    {
        string In(string rest) => $$"""{"market":"{{market}}",{{rest}}}""";
        const string Acme = "/v1/sellers/acme/";
        return
        [
            (Acme + "bids", In("\"bid_id\":\"key\",\"max_fee_micros\":500,\"max_volume\":10"),
                In("\"max_fee_micros\":501,\"max_volume\":10")),
            (Acme + "amendments", In("\"bid_id\":\"key\",\"max_fee_micros\":700"),
                In("\"bid_id\":\"key\",\"max_fee_micros\":701")),
            (Acme + "sales", In("\"incremental_minor\":100"), In("\"incremental_minor\":101")),
            (Acme + "uses", In("\"report_id\":\"key2\",\"average_used\":5"),
                In("\"report_id\":\"key2\",\"average_used\":6")),
            ($"/v1/markets/{market}/inspections", """{"reason":"an audit"}""", """{"reason":"another"}"""),
            ($"/v1/markets/{market}/capacity", """{"change_id":"key2","delta":5}""",
                """{"change_id":"key2","delta":6}"""),
        ];
    }

    private Task<Reply> Send(string path, string body) => body.Contains("key2")
        ? server.Send("POST", path, body)
        : server.Send("POST", path, body, ("Idempotency-Key", "key"));

    /// <summary>Runs a server as a separate process, calls it, and kills it.</summary>
    private static async Task<string> InProcess(string folder, Func<HttpClient, Task<string>> ask)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "clearing-silo.dll"),
                "--no-auth", "--unsealed", "--urls", "http://127.0.0.1:0",
                "--Journal:Path", Path.Combine(folder, "c.db"),
            },
        };
        start.Environment.Remove(FewSeries.Variable);
        using var process = Process.Start(start)!;
        try
        {
            const string Listening = "Now listening on: ";
            string? line;
            do { line = await process.StandardOutput.ReadLineAsync(); }
            while (line is not null && !line.Contains(Listening));
            using var http = new HttpClient { BaseAddress = new Uri(line!.Split(Listening)[1]) };
            return await ask(http);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<string> Post(HttpClient http, string body)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/v1/sellers/acme/bids");
        message.Content = new StringContent(body, null, "application/json");
        message.Headers.Add("Idempotency-Key", "key");
        using var answer = await http.SendAsync(message);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }

    private static async Task Put(HttpClient http, string path, string body)
    {
        using var content = new StringContent(body, null, "application/json");
        using var answer = await http.PutAsync(new Uri(path, UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode);
    }
}
