using Clearing.Market.Erasing;

namespace Clearing.Market.Tests;

/// <summary>Taking a seller's name out of a market leaves everyone else as they were.</summary>
public class ErasingASeller
{
    [Fact]
    public void An_older_release_of_another_seller_keeps_its_name_though_a_refused_command_had_it()
    {
        var world = new TestMarket();
        world.Bid("a", "acme", 3_000_000, 10);
        world.Bid("b", "bob", 3_000_000, 10);
        Assert.NotEqual(CancelStatus.Cancelled, world.Cancel("b", "acme"));
        Assert.Contains(world.Events, happened => happened is CancellationRefused);
        world.Cleared(1, delta: 20);
        Assert.Equal(RelinquishStatus.OnOffer, world.Relinquish("b@1", "bob", 10));
        world.Bid("c", "carol", 3_000_000, 10);
        world.Cleared(2);
        var cleared = Renamed(world, "acme").OfType<RoundCleared>().Last();

        Assert.Equal("b@1", Assert.Single(cleared.Releases).AwardId);
        Assert.Equal(
            "erased-1-1@1",
            Assert.Single(Renamed(world, "bob").OfType<RoundCleared>().Last().Releases).AwardId);
    }

    // Older releases name no seller.
    private static List<MarketEvent> Renamed(TestMarket world, string seller)
    {
        var erasure = new SellerErasure(TestMarket.Key, seller, "erased-1");
        var again = new CapacityMarket(TestMarket.Key);
        List<MarketEvent> renamed = [.. world.Events.Select(happened => erasure.Next(
            happened is RoundCleared cleared
                ? cleared with
                {
                    Releases = [.. cleared.Releases.Select(of => of with { Seller = null })],
                }
                : happened))];
        renamed.ForEach(again.Apply);
        return renamed;
    }
}
