using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Grains;

namespace Clearing.Cluster.Tests.Market;

/// <summary>
/// An activation that is about to end waits for no seller, because its grain answers nobody until then.
/// </summary>
public sealed class SilentSellerTests
{
    private const string Zone = "us-east/zoned";

    private static readonly TimeSpan Never = TimeSpan.FromMinutes(5);

    // A call that gives a notice ends after 10 s, and then nothing is waited for any more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task A_market_that_was_overtaken_answers_though_a_winner_does_not()
    {
        await using var cluster = await MarketCluster.Start(answer: Never);
        var market = await TellingASilentWinner(cluster);
        await using var other = await MarketCluster.Start(cluster.Disk);
        await new Bidding(other, market.Market).Place("other", "x", 4, 1);

        await market.Place("late", "B", 3, 1).WaitAsync(Patience);
        cluster.Deliveries.Release();
    }

    // A silo's death and the balancing of silos end activations as well.
    [Fact]
    public async Task A_market_that_Orleans_ends_answers_though_a_winner_does_not()
    {
        await using var cluster = await MarketCluster.Start(answer: Never);
        var market = await TellingASilentWinner(cluster);
        Assert.True(cluster.Running.TryGetGrainContext(market.Round.GetGrainId(), out var context));
        context.Deactivate(new(DeactivationReasonCode.RuntimeRequested, "it moves"));

        await market.Place("late", "B", 3, 1).WaitAsync(Patience);
        cluster.Deliveries.Release();
    }

    [Fact]
    public async Task A_market_answers_elsewhere_once_its_silo_stops_though_a_winner_is_silent()
    {
        await using var cluster = await MarketCluster.Start(silos: 3, answer: Never);
        var market = await TellingASilentWinner(cluster);
        var place = PlaceOf(market, cluster)!;
        var stopping = cluster.Running.StopSiloAsync(cluster.Running.GetSiloForAddress(place)!);

        await Eventually.Holds(
            async () =>
            {
                await market.Place("late", "B", 3, 1);
                return PlaceOf(market, cluster) is { } now && now != place;
            },
            "the market has moved").WaitAsync(Patience);
        cluster.Deliveries.Release();
        await stopping;
        await market.AllTold();
    }

    [Fact]
    public async Task A_zone_that_was_overtaken_answers_though_a_seller_of_its_run_does_not()
    {
        await using var cluster = await MarketCluster.Start(answer: Never);
        var zone = cluster.Grains.GetGrain<IZoneGrain>(Zone);
        await zone.Configure(
            new ZoneTerms("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig()));
        foreach (var seller in (string[])["z1", "z2"])
        {
            await cluster.Grains.GetGrain<IZoneSellerGrain>(ZoneKey.OfSeller(Zone, seller))
                .SetProfile(new(new DateOnly(2020, 1, 1), Plan.Professional));
        }
        var silent = cluster.Deliveries.Hold(
            nameof(IZoneSellerRun.EnterRun), ZoneKey.OfSeller(Zone, "z1"));
        // Its cut-off is in the month before, so that it is past on every day.
        var period = $"{Period.Of(DateOnly.FromDateTime(DateTime.UtcNow), PeriodKind.Month)}";
        Assert.Equal(RunStatus.Begun, await zone.Begin(new("run", period, [1_000])));
        await silent;
        await using var other = await MarketCluster.Start(cluster.Disk);
        var elsewhere = other.Grains.GetGrain<IZoneGrain>(Zone);
        Assert.Equal(
            OverrideStatus.Set, await elsewhere.Override(new(period, "z2", 5, "a new shelf")));

        Assert.Equal(OverrideStatus.Set, await Eventually.Answered(
            () => zone.Override(new(period, "z2", 6, "two new shelves"))).WaitAsync(Patience));
        cluster.Deliveries.Release();
    }

    private static async Task<Bidding> TellingASilentWinner(MarketCluster cluster)
    {
        var market = new Bidding(cluster, "us-east/standard/2026-Q4");
        await market.Open();
        for (var n = 1; n <= 3; n++) { await market.Place($"w{n}", $"b{n}", n, 10); }
        var silent = cluster.Deliveries.Hold(nameof(ISellerInbox.Accept), "w1");
        await market.Clear(1, 100);
        await silent;
        return market;
    }

    private static SiloAddress? PlaceOf(Bidding market, MarketCluster cluster) =>
        cluster.Running.TryGetGrainContext(market.Round.GetGrainId(), out var context)
            ? context.Address.SiloAddress
            : null;
}
