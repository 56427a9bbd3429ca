using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Warnings;
using Clearing.Allocation.Zones;
using Clearing.Contracts;

namespace Clearing.Cluster.Tests.Market;

/// <summary>A seller is told what an operator decides on its planned event.</summary>
public sealed class EventDecisionTests : IAsyncLifetime
{
    private const string Zone = "us-east/events";
    private const string Url = "https://receiver.example/";
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);
    private static readonly EventPlan Fair = new("fair", Today, Today.AddDays(9), 2_000_000);
    private static readonly EventDecision Yes = new("fair", EventState.Confirmed, "as agreed");

    private MarketCluster _cluster = null!;

    private IZoneSellerGrain Seller =>
        _cluster.Grains.GetGrain<IZoneSellerGrain>(ZoneKey.OfSeller(Zone, "z1"));

    private IWebhookGrain Hooks =>
        _cluster.Grains.GetGrain<IWebhookGrain>($"zone-seller/{Zone}/z1");

    public async Task InitializeAsync()
    {
        _cluster = await MarketCluster.Start();
        await _cluster.Grains.GetGrain<IZoneGrain>(Zone).Configure(
            new("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig()));
        Assert.Equal(EventPlanStatus.Recorded, await Seller.ProposeEvent(Fair));
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_decision_is_told_once_also_if_it_is_repeated_after_a_crash()
    {
        Assert.Equal(0, await Seller.NoticeCount());
        Assert.Equal(EventDecisionStatus.Decided, await Seller.DecideEvent(Yes));
        await _cluster.Crash();
        Assert.Equal(
            EventDecisionStatus.Decided, await Eventually.Answered(() => Seller.DecideEvent(Yes)));

        var notice = Assert.Single(await Eventually.Answered(() => Seller.Notices(0, 9)));
        Assert.Equal(
            (1, CapacityNoticeKind.EventDecided, Yes, Today),
            (notice.Number, notice.Kind, notice.Event, notice.Day));
        Assert.Equal(1, await Eventually.Answered(() => Seller.NoticeCount()));
    }

    [Fact]
    public async Task A_decision_that_a_crash_stopped_before_it_was_durable_is_not_told()
    {
        var deciding = _cluster.Gate.StopAt(
            append => append.Events.Any(happened => happened.Type == "event_decided"));
        var decision = Seller.DecideEvent(Yes);
        await deciding;
        await _cluster.Crash();
        await Assert.ThrowsAnyAsync<Exception>(() => decision);

        Assert.Equal(0, await Eventually.Answered(() => Seller.NoticeCount()));
        var known = await Eventually.Answered(() => Seller.PlannedEvent("fair"));
        Assert.Equal(EventState.Proposed, known!.State);
    }

    [Fact]
    public async Task The_sellers_webhooks_get_the_decision()
    {
        Assert.Equal(WebhookStatus.Done, (await Hooks.Put("h", Url, "s", null)).Status);
        await Seller.EnterEvent(Fair, "told by phone");
        await Eventually.Holds(() => Task.FromResult(_cluster.Inbox.CameTo(Url).Any()), "it is sent");

        var sent = _cluster.Inbox.CameTo(Url).First();
        Assert.Equal(($"zone-seller/{Zone}/z1", 1), (sent.Source, sent.Notice!.Number));
        Assert.Equal(Yes with { Reason = "told by phone" }, sent.Notice.Event);
    }
}
