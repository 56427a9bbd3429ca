using System.Diagnostics.Metrics;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Zones;
using Clearing.Gateway;
using Clearing.Pages.Live;
using Clearing.Pages.Tests.Browser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Clearing.Pages.Tests.Live;

/// <summary>The overview's look at planned events finds each that waits, and asks no more than it must.</summary>
public sealed class FindingEvents : IAsyncLifetime
{
    private const string Zone = "us-east/standard";
    private const int Sellers = 105;

    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);

    private readonly ConsoleServer _server = new();
    private readonly ServiceProvider _meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly HandClock _clock = new();
    private int _calls;

    public async Task InitializeAsync()
    {
        await _server.Start();
        await _server.Grains.GetGrain<IZoneGrain>(Zone).Configure(
            new("UTC", PeriodKind.Quarter, "USD", 2, new AllocationConfig()));
    }

    public async Task DisposeAsync()
    {
        _listener.Dispose();
        await _meters.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task While_an_event_waits_its_seller_alone_is_asked_and_where_none_waits_nobody_is_for_a_while()
    {
        var watch = Watch(TimeSpan.FromMinutes(1));
        foreach (var seller in Enumerable.Range(100, Sellers)) { await Of(seller).ProposeEvent(Fair); }
        foreach (var seller in Enumerable.Range(100, Sellers - 1)) { await Decline(seller); }

        // The event that waits is the last seller's, on the second page of sellers.
        Assert.Equal((true, Sellers + 2), await Look(watch));
        Assert.Equal((true, 1), await Look(watch));

        await Decline(100 + Sellers - 1);
        Assert.Equal((false, 1 + 1 + Sellers - 100), await Look(watch));
        Assert.Equal((false, 0), await Look(watch));
        _clock.Now += TimeSpan.FromSeconds(15);
        Assert.Equal((false, Sellers + 2), await Look(watch));
        // Two pages of sellers were asked, so it takes twice as long until they are asked again.
        _clock.Now += TimeSpan.FromSeconds(29);
        Assert.Equal((false, 0), await Look(watch));
    }

    [Fact]
    public async Task A_zone_that_does_not_answer_is_not_asked_at_each_look()
    {
        var watch = Watch(TimeSpan.Zero);

        Assert.Equal((false, 1), await Look(watch));
        _clock.Now += TimeSpan.FromSeconds(59);
        Assert.Equal((false, 0), await Look(watch));
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal((false, 1), await Look(watch));
    }

    private static EventPlan Fair => new("fair", Today, Today.AddDays(5), 2_000_000);

    private EventWatch Watch(TimeSpan patience)
    {
        var meters = _meters.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters) { listener.EnableMeasurementEvents(instrument); }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _calls));
        _listener.Start();
        return new(
            new Cluster(
                _server.Grains, Options.Create(new GatewayOptions { CallTimeout = patience }), _clock,
                new GatewayMetrics(meters)),
            _clock);
    }

    // What a look finds, and with how many calls of the cluster.
    private async Task<(bool Wait, int Calls)> Look(EventWatch watch)
    {
        var before = _calls;
        var market = new WatchedMarket(
            new MarketReport(
                $"{Zone}/2026-Q4", MarketStage.Open, new MarketConfig(), default, default, default, default,
                LastRound: 0, ClosedRound: 0, OpenBidsFrom: 0, [], Untold: 0, ClosedBookHash: null),
            []);
        var marked = Assert.Single(await watch.Mark([market], CancellationToken.None));
        return (marked.EventsWait, _calls - before);
    }

    private Task<EventDecisionStatus> Decline(int seller) =>
        Of(seller).DecideEvent(new("fair", EventState.Declined, "no room"));

    private IZoneSellerGrain Of(int seller) =>
        _server.Grains.GetGrain<IZoneSellerGrain>(ZoneKey.OfSeller(Zone, $"s{seller}"));

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
