using Clearing.Cluster.Tests.Market;
using Clearing.Market;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.TestingHost;

namespace Clearing.Cluster.Tests.Silos;

/// <summary>Silos join, leave and die; markets continue.</summary>
public sealed class SiloTests : IAsyncLifetime
{
    private const string Key = "us-east/standard/2026-Q4";

    private MarketCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await MarketCluster.Start(silos: 3);

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Markets_spread_over_all_silos()
    {
        var markets = await Opened(60);
        var homes = markets.Select(market => SiloOf(market).Name).ToHashSet();
        Assert.Equal(3, homes.Count);
    }

    [Fact]
    public async Task A_silo_that_dies_while_its_round_clears_loses_nothing()
    {
        var market = await Filled(100);
        var clearing = _cluster.Gate.StopAt(append =>
            append.Events.Any(e => e.Type == "round_cleared"));
        var lost = market.Round.Clear(new RoundTerms(1, new CubicFeet(500)));
        await clearing;
        await _cluster.Kill(SiloOf(market));
        Assert.Equal(500, (await market.Clear(1, 500)).Granted.Value);
        await Assert.ThrowsAnyAsync<Exception>(() => lost);
        await market.AllTold();
        await _cluster.Disk.EachWinnerHasItsAwardsOnce(Key, await market.Awards(1));
        Assert.Single((await _cluster.Disk.MarketEvents(Key)).OfType<RoundCleared>());
    }

    [Fact]
    public async Task After_a_silo_died_while_it_told_the_reminder_sees_to_it_that_all_are_told()
    {
        var market = await Filled(300);
        var telling = _cluster.Gate.StopAt(append =>
            append.Events.Any(e => e.Type == "notices_accepted"));
        await market.Clear(1, 3_000);
        await telling;
        await _cluster.Kill(SiloOf(market));
        // Nobody calls the market, so only its reminder can activate it on another silo.
        await Eventually.Holds(
            async () => await _cluster.Disk.Acknowledged(Key) == 300, "all are told");
        await _cluster.Disk.EachWinnerHasItsAwardsOnce(Key, await market.Awards(1));
    }

    [Fact]
    public async Task A_silo_that_is_stopped_while_it_tells_finishes_its_deliveries_and_repeats_none()
    {
        var market = await Filled(300);
        var telling = _cluster.Gate.StopAt(append =>
            append.Events.Any(e => e.Type == "notices_accepted"));
        await market.Clear(1, 3_000);
        await telling;
        var silo = SiloOf(market);
        // The append that it began continues only while it is being stopped.
        using var opening = silo.SiloHost.Services.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping.Register(_cluster.Gate.Open);
        await _cluster.Running.StopSiloAsync(silo);
        Assert.InRange(await _cluster.Disk.Acknowledged(Key), 1, 300);
        await market.AllTold();
        await _cluster.Disk.EachWinnerHasItsAwardsOnce(Key, await market.Awards(1));
        Assert.Equal(300, _cluster.Deliveries.BySeller.Count);
        Assert.DoesNotContain(_cluster.Deliveries.BySeller, one => one.Value > 1);
    }

    [Fact]
    public async Task A_silo_that_dies_while_bids_pour_in_loses_no_acknowledged_bid()
    {
        var markets = await Opened(6);
        var pouring = new Pouring(markets, sellers: 12);
        await pouring.Flows(300);
        await _cluster.Kill(SiloOf(markets[0]));
        await pouring.Flows(600);
        await pouring.Stop();
        await EachBidStandsOnce(markets, pouring);
    }

    [Fact]
    public async Task A_silo_that_is_added_takes_its_share()
    {
        await Opened(10);
        var added = await _cluster.Running.StartAdditionalSiloAsync();
        await _cluster.Running.WaitForLivenessToStabilizeAsync();
        // Placement depends on the load that silos report, and a new one reports it a moment later.
        var wave = 0;
        await Eventually.Holds(
            async () => (await Opened(20, $"later-{++wave}"))
                .Any(market => SiloOf(market).Name == added.Name),
            "the added silo has markets");
    }

    [Fact]
    public async Task A_rolling_restart_under_load_fails_no_bid()
    {
        var markets = await Opened(6);
        var pouring = new Pouring(markets, sellers: 8);
        foreach (var silo in _cluster.Running.Silos.ToArray())
        {
            await pouring.Flows(100);
            await _cluster.Running.StartAdditionalSiloAsync();
            await _cluster.Running.StopSiloAsync(silo);
        }
        await pouring.Flows(100);
        await pouring.Stop();
        await EachBidStandsOnce(markets, pouring);
    }

    [Fact]
    public async Task A_cluster_that_died_altogether_goes_on_with_all_that_was_acknowledged()
    {
        var markets = await Opened(3);
        var pouring = new Pouring(markets, sellers: 6);
        await pouring.Flows(200);
        await pouring.Stop();
        await _cluster.Crash();
        foreach (var market in markets) { await market.Clear(1, 1_000); }
        foreach (var market in markets) { await market.AllTold(); }
        await EachBidStandsOnce(markets, pouring);
        foreach (var market in markets)
        {
            await _cluster.Disk.EachWinnerHasItsAwardsOnce(market.Market, await market.Awards(1));
        }
    }

    private InProcessSiloHandle SiloOf(Bidding market)
    {
        Assert.True(
            _cluster.Running.TryGetGrainContext(market.Round.GetGrainId(), out var context));
        return _cluster.Running.GetSiloForAddress(context!.Address.SiloAddress!)!;
    }

    private async Task<Bidding[]> Opened(int count, string period = "2026-Q4")
    {
        Bidding[] markets = [.. Enumerable.Range(1, count)
            .Select(n => new Bidding(_cluster, $"region-{n}/standard/{period}"))];
        await Task.WhenAll(markets.Select(market => market.Open()));
        return markets;
    }

    private async Task<Bidding> Filled(int bids)
    {
        var market = new Bidding(_cluster, Key);
        await market.Open();
        await Task.WhenAll(Enumerable.Range(1, bids)
            .Select(n => market.Place($"w{n}", $"b{n}", n % 7 + 1, 10)));
        return market;
    }

    /// <summary>Asserts that every acknowledged bid is in its market's journal once.</summary>
    private async Task EachBidStandsOnce(Bidding[] markets, Pouring pouring)
    {
        foreach (var market in markets)
        {
            var bids = await _cluster.Disk.BidsIn(market.Market);
            Assert.Equal(bids.Distinct().Count(), bids.Length);
            Assert.Empty(pouring.Acknowledged
                .Where(one => one.Market == market.Market).Select(one => one.Bid).Except(bids));
        }
    }
}
