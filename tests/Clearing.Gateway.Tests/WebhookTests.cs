using Microsoft.AspNetCore.Http;

namespace Clearing.Gateway.Tests;

/// <summary>Webhooks over real HTTP are signed, retried, and sent nowhere else.</summary>
public sealed partial class WebhookTests : IAsyncLifetime
{
    private const string Acme = "sellers/acme";
    private readonly RunningServer _server = new() { Settings = WebhookServer.Settings };
    private Receiver _receiver = null!;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _receiver = await Receiver.Start();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_sellers_postings_come_signed_and_as_its_ledger_has_them()
    {
        var market = await _server.OpenMarket();
        var secret = await _server.Register(Acme, _receiver.Url);
        using var measures = Measures(out var seen);
        for (var round = 1; round <= 3; round++) { await _server.Win(market, "acme", round); }
        var sent = await _receiver.Get(events: 3);
        var ledger = await _server.Send("GET", "/v1/sellers/acme/ledger");

        Assert.All(sent, one => Assert.True(one.IsSignedWith(secret)));
        Assert.All(sent, one => Assert.Equal("ledger.posting", (string?)one.Json["type"]));
        Assert.Equal(
            ledger.Json["entries"]!.AsArray().Select(entry => entry!.ToJsonString()),
            sent.OrderBy(one => one.Number).DistinctBy(one => one.Id)
                .Select(one => one.Json["data"]!.ToJsonString()));
        Assert.All(sent, one => Assert.InRange(
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(one.Timestamp)),
            DateTimeOffset.UtcNow.AddMinutes(-2), DateTimeOffset.UtcNow.AddMinutes(1)));
        Assert.All(sent, one => Assert.Equal(
            ("application/json", "clearing-webhooks/1"), (one.Headers["Content-Type"], one.Headers["User-Agent"])));
        await Patience.Until(
            () => seen.Count(line => line == "clearing.webhook.tries TAKEN"),
            count => count == _receiver.All.Length);
        await Patience.Until(() => seen.Count(line => line == "clearing.webhook.lag"), count => count >= 3);
    }

    [Fact]
    public async Task What_everyone_may_know_of_a_market_comes_to_its_operators()
    {
        var market = await _server.OpenMarket();
        await _server.Win(market, "acme", 1);
        var secret = await _server.Register($"markets/{market}", _receiver.Url, more: ",\"after\":0");
        await _server.Send("POST", $"/v1/markets/{market}/pause", """{"note":"the sprinklers"}""");
        await _server.Send("POST", $"/v1/markets/{market}/resume");
        await _server.Send("POST", $"/v1/markets/{market}/settle");
        var sent = await _receiver.Get(events: 5);

        Assert.Equal(
            [
                (1L, "round.closed"), (2L, "round.cleared"), (3L, "market.paused"),
                (4L, "market.resumed"), (5L, "market.settled"),
            ],
            sent.Select(one => (one.Number, $"{one.Json["type"]}")).Distinct().Order());
        Assert.All(sent, one => Assert.Equal(market, $"{one.Json["data"]!["market"]}"));
        Assert.All(sent, one => Assert.NotNull(one.Json["timestamp"]));
        Assert.All(sent, one => Assert.DoesNotContain("sprinklers", one.Body));
        Assert.All(sent, one => Assert.Equal($"market/{market}", (string?)one.Json["source"]));
        Assert.All(sent, one => Assert.True(one.IsSignedWith(secret)));
    }

    [Fact]
    public async Task What_a_seller_does_to_its_bids_in_a_market_comes_to_the_seller_alone()
    {
        var market = await _server.OpenMarket();
        var source = $"sellers/acme/markets/{market}";
        var secret = await _server.Register(source, _receiver.Url);
        await _server.Send("POST", "/v1/sellers/bob/bids",
            $$"""{"market":"{{market}}","bid_id":"hidden","max_fee_micros":7654321,"max_volume":10}""");
        await _server.Send("POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"b-1","max_fee_micros":700000,"max_volume":10}""");
        await _server.Send("POST", "/v1/sellers/acme/amendments",
            $$"""{"market":"{{market}}","amendment_id":"a-1","bid_id":"b-1","max_volume":5}""");
        await _server.Send("POST", "/v1/sellers/acme/cancellations",
            $$"""{"market":"{{market}}","cancellation_id":"c-1","bid_id":"b-1"}""");
        var sent = await _receiver.Get(events: 3);

        Assert.Equal(
            [(1L, "bid.accepted"), (2L, "bid.amended"), (3L, "bid.cancelled")],
            sent.Select(one => (one.Number, $"{one.Json["type"]}")).Distinct().Order());
        Assert.All(sent, one => Assert.Equal(market, $"{one.Json["data"]!["market"]}"));
        Assert.All(sent, one => Assert.NotNull(one.Json["timestamp"]));
        Assert.All(
            sent, one => Assert.Equal($"market-seller/{market}/acme", $"{one.Json["source"]}"));
        Assert.All(sent, one => Assert.True(one.IsSignedWith(secret)));
        Assert.All(sent, one => Assert.DoesNotContain("hidden", one.Body));
    }

    [Theory]
    [InlineData("sellers/acme/zones/nowhere/standard", "ZONE_UNKNOWN")]
    [InlineData("sellers/acme/markets/nowhere/standard/2026-Q4", "MARKET_UNKNOWN")]
    public async Task A_webhook_of_what_is_not_there_is_refused(string source, string code)
    {
        var refused = await _server.Send(
            "PUT", $"/v1/{source}/webhooks/h", $$"""{"url":"{{_receiver.Url}}"}""");

        Assert.Equal((404, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task An_event_that_failed_comes_again_under_the_same_id_with_the_same_body()
    {
        var failures = 2;
        _receiver.AnswerWith(_ => Interlocked.Decrement(ref failures) >= 0 ? 500 : 200);
        await _server.Register(Acme, _receiver.Url);
        await _server.Win(await _server.OpenMarket(), "acme", 1);
        var sent = await Patience.Until(() => _receiver.All, all => all.Length == 3);
        var view = await _server.Until(Acme, reply => reply["failures_in_a_row"] == "0");

        Assert.Single(sent.Select(one => (one.Id, one.Body)).Distinct());
        Assert.Equal(
            ("1", "0", "HTTP_500"), (view["tried_through"], view["outstanding"], view["last_failure"]));
    }

    [Fact]
    public async Task A_receiver_that_only_fails_is_switched_off_and_its_dead_letters_can_be_sent_again()
    {
        var healthy = false;
        _receiver.AnswerWith(_ => healthy ? 200 : 503);
        await _server.Register(Acme, _receiver.Url);
        using var measures = Measures(out var seen);
        await _server.Win(await _server.OpenMarket(), "acme", 1);
        var off = await _server.Until(Acme, reply => reply["stage"] == "FAILING");
        var dead = await _server.Send("GET", "/v1/sellers/acme/webhooks/h/dead-letters");
        healthy = true;
        var unknown = await _server.Send(
            "POST", "/v1/sellers/acme/webhooks/h/redeliver", """{"number":2}""");
        await _server.Send("POST", "/v1/sellers/acme/webhooks/h/resume");
        var again = await _server.Send("POST", "/v1/sellers/acme/webhooks/h/redeliver");
        var well = await _server.Until(Acme, reply => reply["failures_in_a_row"] == "0");

        Assert.Equal("1", off["dead_letters"]);
        Assert.Equal(3, seen.Count(line => line == "clearing.webhook.tries HTTP_503"));
        Assert.Single(seen, line => line == "clearing.webhook.dead_letters");
        Assert.Equal(
            """{"dead_letters":[{"number":1,"tries":3,"failure":"HTTP_503"}],"next_cursor":null}""",
            dead.Text);
        Assert.Equal((404, "EVENT_NOT_DEAD"), (unknown.Status, unknown.Code));
        Assert.Equal(200, again.Status);
        Assert.Equal(("ON", "0"), (well["stage"], well["dead_letters"]));
        Assert.Equal(4, _receiver.All.Count(one => one.Number == 1));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_sent_nothing_more()
    {
        _receiver.AnswerWith(_ => 410);
        var market = await _server.OpenMarket();
        await _server.Register(Acme, _receiver.Url);
        await _server.Win(market, "acme", 1);
        await _server.Until(Acme, reply => reply["stage"] == "GONE");
        await _server.Win(market, "acme", 2);
        await _server.Register(Acme, _receiver.Url, "other");
        await _server.Win(market, "acme", 3);
        await _server.Until(Acme, reply => reply["stage"] == "GONE", "other");

        Assert.Equal([1L, 3L], _receiver.All.Select(one => one.Number));
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_holds_up_no_other()
    {
        var held = new TaskCompletionSource();
        await using var slow = await Receiver.Start();
        slow.Answer = (_, _) => held.Task;
        var market = await _server.OpenMarket();
        await _server.Register(Acme, slow.Url, "slow");
        await _server.Register(Acme, _receiver.Url);
        for (var round = 1; round <= 12; round++) { await _server.Win(market, "acme", round); }
        await _receiver.Get(events: 12);
        held.SetResult();
        await slow.Get(events: 12);

        Assert.All(slow.All, one => Assert.Contains(_receiver.All, other => other.Id == one.Id));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_a_body_without_end_is_not_read()
    {
        await using var elsewhere = await Receiver.Start();
        _receiver.Answer = async (sent, context) =>
        {
            if (sent.Number == 1)
            {
                context.Response.Redirect(elsewhere.Url);
                return;
            }
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(new string('x', 4_096));
            }
        };
        var market = await _server.OpenMarket();
        await _server.Register(Acme, _receiver.Url);
        await _server.Win(market, "acme", 1);
        await _server.Until(Acme, reply => reply["stage"] == "FAILING");
        await _server.Send("POST", "/v1/sellers/acme/webhooks/h/resume");
        await _server.Win(market, "acme", 2);
        var taken = await _server.Until(Acme, reply => reply["failures_in_a_row"] == "0");

        Assert.Equal("HTTP_302", taken["last_failure"]);
        Assert.Empty(elsewhere.All);
    }

    [Fact]
    public async Task Nothing_goes_through_the_proxy_of_the_machine()
    {
        var (before, proxy) = (HttpClient.DefaultProxy, new AskedProxy());
        HttpClient.DefaultProxy = proxy;
        try
        {
            var market = await _server.OpenMarket();
            await _server.Register(Acme, _receiver.Url);
            await _server.Win(market, "acme", 1);
            await _receiver.Get(events: 1);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }

        Assert.DoesNotContain(_receiver.Url, proxy.AskedFor);
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_and_a_test_says_how_it_went()
    {
        var first = await _server.Register(Acme, _receiver.Url);
        var rotated = await _server.Send("POST", "/v1/sellers/acme/webhooks/h/rotate");
        var tested = await _server.Send("POST", "/v1/sellers/acme/webhooks/h/test");
        var once = await _server.Send(
            "POST", "/v1/sellers/acme/webhooks/h/rotate", """{"keep_old_seconds":0}""");
        _receiver.AnswerWith(_ => 401);
        var refused = await _server.Send("POST", "/v1/sellers/acme/webhooks/h/test");
        var sent = _receiver.All;

        Assert.Equal(("true", null), (tested["taken"], tested["failure"]));
        Assert.Equal(("false", "HTTP_401"), (refused["taken"], refused["failure"]));
        Assert.Equal(tested["message_id"], sent[0].Id);
        Assert.True(sent[0].IsSignedWith(first) && sent[0].IsSignedWith(rotated["secret"]!));
        Assert.True(sent[1].IsSignedWith(once["secret"]!));
        Assert.False(sent[1].IsSignedWith(rotated["secret"]!));
    }

    [Fact]
    public async Task What_was_registered_is_listed_without_its_secret_and_goes_when_it_is_removed()
    {
        var secret = await _server.Register(Acme, _receiver.Url);
        var again = await _server.Send(
            "PUT", "/v1/sellers/acme/webhooks/h", $$"""{"url":"{{_receiver.Url}}"}""");
        var list = await _server.Send("GET", "/v1/sellers/acme/webhooks");
        await _server.Send("POST", "/v1/sellers/acme/webhooks/h/pause");
        var paused = await _server.Send("GET", "/v1/sellers/acme/webhooks/h");
        var removed = await _server.Send("DELETE", "/v1/sellers/acme/webhooks/h");
        var none = await _server.Send("GET", "/v1/sellers/acme/webhooks/h");
        var unopened = await _server.Send(
            "PUT", "/v1/markets/r/s/p/webhooks/h", $$"""{"url":"{{_receiver.Url}}"}""");

        Assert.Null(again["secret"]);
        Assert.Equal(_receiver.Url, (string?)list.Json["webhooks"]![0]!["url"]);
        Assert.Equal("PAUSED", paused["stage"]);
        Assert.Equal((200, "DONE"), (removed.Status, removed["status"]));
        Assert.Equal((404, "WEBHOOK_UNKNOWN"), (none.Status, none.Code));
        Assert.Equal((404, "MARKET_UNKNOWN"), (unopened.Status, unopened.Code));
        Assert.DoesNotContain(secret["whsec_".Length..], list.Text + again.Text + _server.Log.Text);
    }
}
