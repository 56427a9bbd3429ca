using Clearing.Contracts;
using Clearing.Grains;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>The cap from the base limit follows the base, on real grains.</summary>
public sealed class CapTests : IAsyncLifetime
{
    private const string Seller = "acme";
    private MarketCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await MarketCluster.Start();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [InlineData("raised", 1_000, 10_000, 400)]
    [InlineData("cut", 10_000, 1_000, 200)]
    public async Task A_base_that_is_set_after_the_bids_counts_at_the_clearing(
        string region, long before, long after, long granted)
    {
        var market = await Opened(region);
        await SetBase(market, before);
        await market.Place(Seller, "A", 9, 200);
        await market.Place(Seller, "B", 8, 200);

        await SetBase(market, after);

        Assert.Equal(granted, (await market.Clear(1, 1_000)).Granted.Value);
    }

    [Fact]
    public async Task An_amendment_may_reach_the_cap_of_a_base_that_was_set_for_the_period()
    {
        var market = await Opened("amended");
        await SetBase(market, 1_000);
        await market.Place(Seller, "A", 9, 200);
        var amendment = new Amendment("am-1", "A", Seller, MaxVolume: new CubicFeet(300));
        Assert.Equal(AmendStatus.AboveSellerCap, await market.Seller(Seller).Amend(market.Market, amendment));

        await SetBase(market, 10_000, MarketKey.Parse(market.Market).Period);

        Assert.Equal(
            AmendStatus.Amended,
            await market.Seller(Seller).Amend(market.Market, amendment with { Id = "am-2" }));
    }

    [Fact]
    public async Task A_base_that_is_set_again_reaches_the_market_after_a_crash_in_between()
    {
        var market = await Opened("crashed");
        await SetBase(market, 10_000);
        await market.Place(Seller, "A", 9, 200);
        await market.Place(Seller, "B", 8, 200);
        var onTheWay = _cluster.Gate.StopAt(append =>
            append.Stream.StartsWith("market/", StringComparison.Ordinal)
            && append.Events.Any(e => e.Type == "seller_cap_set"));
        var setting = SetBase(market, 1_000);
        await onTheWay;
        await _cluster.Crash();
        _cluster.Gate.Open();
        await Assert.ThrowsAnyAsync<Exception>(() => setting);

        await Eventually.Answered(async () =>
        {
            await SetBase(market, 1_000);
            return true;
        });

        Assert.Equal(200, (await market.Clear(1, 1_000)).Granted.Value);
    }

    [Fact]
    public async Task A_market_that_did_not_take_the_base_after_a_bid_is_handed_it_though_no_bid_follows()
    {
        var market = await Opened("lost");
        await SetBase(market, 10_000);
        await market.Place(Seller, "A", 9, 200);
        _cluster.Deliveries.Lose(nameof(IRoundBook.TakeBase), market.Market);
        await Assert.ThrowsAsync<TimeoutException>(() => SetBase(market, 1_000));
        await market.Place(Seller, "A", 9, 200);
        Assert.Equal(AmendStatus.Amended, await StatusOf(market, 300));
        _cluster.Deliveries.Release();

        await Eventually.Holds(
            async () => await StatusOf(market, 300) == AmendStatus.AboveSellerCap, "the market has the base");
    }

    private static async Task<AmendStatus> StatusOf(Bidding market, long volume)
    {
        var amendment = new Amendment("am-1", "A", Seller, MaxVolume: new CubicFeet(volume));
        return (await market.Seller(Seller).CheckAmend(market.Market, amendment)).Status;
    }

    private async Task<Bidding> Opened(string region)
    {
        var market = new Bidding(_cluster, $"{region}/standard/2026-Q4");
        await market.Open(new() { CapShareOfBasePpm = 200_000, CapFloor = new CubicFeet(100) });
        return market;
    }

    private static Task SetBase(Bidding market, long volume, string? period = null)
    {
        var key = MarketKey.Parse(market.Market);
        return market.Seller(Seller).SetBase(
            new BaseAllocation(key.Region, key.StorageType, new CubicFeet(volume), period));
    }
}
