using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>Webhooks receive every event at least once, whenever a process dies.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Url = "https://receiver.example/";
    private MarketCluster _cluster = null!;

    private IWebhookGrain Hooks => _cluster.Grains.GetGrain<IWebhookGrain>("seller/w");

    public async Task InitializeAsync() => _cluster = await MarketCluster.Start();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_crash_between_sending_and_noting_it_sends_again_under_the_same_id()
    {
        await Registered("h", Url);
        var market = await Opened();
        // The receiver answers once all are told, or the held write could hold up that too.
        _cluster.Inbox.Answer = _ => null;
        await Win(market, 1);
        var noting = _cluster.Gate.StopAt(append => append.Events.Any(e => e.Type == "deliveries_tried"));
        _cluster.Inbox.Answer = _ => DeliveryResult.Taken;
        await noting;
        var before = Assert.Single(_cluster.Inbox.CameTo(Url));
        await _cluster.Crash();
        await Eventually.Holds(async () => (await View()).TriedThrough == 1, "it is noted");

        var again = _cluster.Inbox.CameTo(Url).ToArray();
        Assert.Equal(2, again.Length);
        Assert.Equal((before.MessageId, before.Posting!.Number), (again[1].MessageId, again[1].Posting!.Number));
    }

    [Fact]
    public async Task What_is_outstanding_and_dead_is_so_after_a_crash_and_can_be_sent_again()
    {
        _cluster.Inbox.Answer = _ => DeliveryResult.Failed("HTTP_500");
        await Registered("h", Url);
        var market = await Opened();
        await Win(market, 1);
        await Eventually.Holds(async () => (await View()).Stage == WebhookStage.Failing, "it is off");
        var before = await View();
        await _cluster.Crash();
        Assert.Equal(before, await View());
        _cluster.Inbox.Answer = _ => DeliveryResult.Taken;
        Assert.Equal(WebhookStatus.Done, await Eventually.Answered(() => Hooks.Resume("h")));
        Assert.Equal(WebhookStatus.Done, await Eventually.Answered(() => Hooks.Redeliver("h", 1)));
        await Win(market, 2);
        await Eventually.Holds(
            async () => await View() is { TriedThrough: 2, DeadLetters: 0, Outstanding: 0 }, "all is sent");
        Assert.Equal(4, _cluster.Inbox.CameTo(Url).Count(one => one.Posting!.Number == 1));
    }

    [Fact]
    public async Task A_receiver_that_never_answers_holds_up_no_other_and_no_crash_recovery()
    {
        const string Slow = "https://slow.example/";
        _cluster.Inbox.Answer = one => one.Url == Slow ? null : DeliveryResult.Taken;
        await Registered("slow", Slow);
        await Registered("h", Url);
        var market = await Opened();
        for (var round = 1; round <= 3; round++) { await Win(market, round); }
        await Eventually.Holds(async () => (await View()).TriedThrough == 3, "the other has all");
        await _cluster.Crash();
        _cluster.Inbox.Answer = _ => DeliveryResult.Taken;
        await Eventually.Holds(async () => (await View("slow")).TriedThrough == 3, "the slow one has all");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_goes_by_an_address_or_secret_that_was_given_up_while_the_events_were_read(
        bool moved)
    {
        const string New = "https://new.example/";
        await Registered("h", Url);
        var market = await Opened();
        var read = _cluster.Gate.StopRead("seller/w");
        await Win(market, 1);
        await read;
        if (moved) { await Registered("h", New); }
        else { await Eventually.Answered(() => Hooks.Rotate("h", "s2", TimeSpan.Zero)); }
        _cluster.Gate.Answer();
        await Eventually.Holds(async () => (await View()).TriedThrough == 1, "it is sent");

        var came = Assert.Single(_cluster.Inbox.CameTo(moved ? New : Url));
        Assert.Equal(moved ? "s" : "s2", Assert.Single(came.Secrets));
        Assert.Equal(!moved, _cluster.Inbox.CameTo(Url).Any());
    }

    [Fact]
    public async Task A_webhook_of_a_market_is_sent_its_rounds_and_one_that_is_new_those_to_come()
    {
        var market = await Opened();
        var hooks = _cluster.Grains.GetGrain<IWebhookGrain>($"market/{market.Market}");
        await Win(market, 1);
        await Eventually.Answered(() => hooks.Put("h", Url, "s", null));
        await Win(market, 2);
        await Eventually.Holds(
            () => Task.FromResult(_cluster.Inbox.CameTo(Url).Count() >= 2), "both facts come");

        Assert.Equal(
            [(PublicFactKind.RoundClosed, 2), (PublicFactKind.RoundCleared, 2)],
            _cluster.Inbox.CameTo(Url).Select(one => (one.Fact!.Kind, one.Fact.Round)).Order());
    }

    private async Task Registered(string id, string url) => Assert.Equal(
        WebhookStatus.Done, (await Eventually.Answered(() => Hooks.Put(id, url, "s", null))).Status);

    private async Task<WebhookView> View(string id = "h") =>
        (await Eventually.Answered(() => Hooks.List())).Single(view => view.Id == id);

    private async Task<Bidding> Opened()
    {
        var market = new Bidding(_cluster, "us-east/standard/2026-Q4");
        await market.Open();
        return market;
    }

    private static async Task Win(Bidding market, int round)
    {
        await market.Place("w", $"b{round}", dollars: 1, volume: 10);
        await market.Clear(round, capacity: 10);
        await market.AllTold();
    }
}
