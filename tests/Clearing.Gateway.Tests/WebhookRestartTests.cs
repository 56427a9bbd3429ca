using System.Text;
using Microsoft.AspNetCore.Http;

namespace Clearing.Gateway.Tests;

/// <summary>Deliveries survive restarts and reveal no secrets.</summary>
public sealed class WebhookRestartTests
{
    [Fact]
    public async Task Over_restarts_every_event_comes_and_doubles_are_known_by_their_id()
    {
        var server = new RunningServer { Settings = WebhookServer.Settings };
        await server.InitializeAsync();
        await using var receiver = await Receiver.Start();
        var calls = 0;
        receiver.AnswerWith(_ => Interlocked.Increment(ref calls) % 3 == 0 ? 500 : 200);
        var market = await server.OpenMarket();
        await server.Register("sellers/acme", receiver.Url);
        for (var round = 1; round <= 9; round++)
        {
            await server.Win(market, "acme", round);
            if (round % 3 > 0) { continue; }
            await server.Restart();
            // Without this call, its reminder would activate it within a minute.
            await server.Send("GET", "/v1/sellers/acme/webhooks");
        }
        var sent = await receiver.Get(events: 9);
        await server.DisposeAsync();

        Assert.Equal(
            Enumerable.Range(1, 9).Select(n => (long)n), sent.Select(one => one.Number).Distinct().Order());
        Assert.Equal(9, sent.Select(one => (one.Id, one.Body)).Distinct().Count());
    }

    [Fact]
    public async Task A_receiver_that_asks_for_time_is_left_alone_until_then_also_after_a_restart()
    {
        const string Acme = "sellers/acme";
        var server = new RunningServer
        {
            Settings = [.. WebhookServer.Settings, "--Webhooks:RetryWaits:2", "02:00:00"],
        };
        await server.InitializeAsync();
        await using var receiver = await Receiver.Start();
        receiver.Answer = (_, context) =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        };
        var market = await server.OpenMarket();
        await server.Register(Acme, receiver.Url);
        var before = DateTimeOffset.UtcNow;
        await server.Win(market, "acme", 1);
        var waiting = await server.Until(Acme, reply => reply["outstanding"] == "1");
        var after = DateTimeOffset.UtcNow;
        await server.Restart();
        var again = await server.Send("GET", $"/v1/{Acme}/webhooks/h");
        await server.DisposeAsync();

        Assert.InRange(
            DateTimeOffset.Parse(waiting["next_try_at"]!), before.AddHours(1), after.AddHours(1));
        Assert.Equal(waiting["next_try_at"], again["next_try_at"]);
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task With_a_key_the_journal_holds_no_secret_and_deliveries_are_signed_all_the_same()
    {
        var key = Path.GetTempFileName();
        await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
        var server = new RunningServer
        {
            Settings = [.. WebhookServer.Settings, "--Webhooks:KeyFile", key],
        };
        await server.InitializeAsync();
        await using var receiver = await Receiver.Start();
        var secret = await server.Register("sellers/acme", receiver.Url);
        await server.Send("POST", "/v1/sellers/acme/webhooks/h/test");
        await server.Restart();
        await server.Send("POST", "/v1/sellers/acme/webhooks/h/test");
        var files = string.Concat(new[] { "c.db", "c.db-wal" }
            .Select(name => Path.Combine(server.Folder, name)).Where(File.Exists).Select(Text));
        await server.DisposeAsync();
        File.Delete(key);

        Assert.Equal(2, receiver.All.Count(one => one.IsSignedWith(secret)));
        Assert.Contains("webhook_added", files);
        Assert.DoesNotContain(secret["whsec_".Length..], files);
    }

    private static string Text(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
