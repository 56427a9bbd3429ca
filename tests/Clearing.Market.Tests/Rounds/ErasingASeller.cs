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

    [Fact]
    public void The_proofs_of_others_stay_what_they_were_however_many_sellers_are_erased()
    {
        var world = new TestMarket();
        world.Bid("a", "acme", 9, 10);
        world.Bid("b", "bob", 8, 10);
        world.Bid("c", "carol", 7, 10);
        world.Bid("d", "acme", 6, 10);
        world.Cleared(1, 25);
        var once = Without(world.Events, "acme", "erased-1");
        var twice = Without(once, "bob", "erased-2");
        var market = new CapacityMarket(TestMarket.Key);
        twice.ForEach(market.Apply);

        Assert.Equivalent(world.Market.Proof("carol", 1, 0, 9), market.Proof("carol", 1, 0, 9), strict: true);
        Assert.Equal(world.Market.Round(1)!.BookHash, market.Round(1)!.BookHash);
        Assert.Equal([0, 1, 3], Assert.Single(twice.OfType<RoundClosed>()).ErasedLeaves.Select(leaf => leaf.Index));
        Assert.Empty(market.BidsOf("acme"));
        Assert.Equal(
            ["erased-1-1", "erased-1-2"], market.BidsOf("erased-1").Select(bid => bid.Bid.Id));
        Assert.Equal("erased-1-1:10 erased-2-1:10 c:5", Won(market));
    }

    [Fact]
    public void What_names_nobody_stays_the_same_event()
    {
        var world = new TestMarket();
        world.Bid("a", "acme", 9, 10);
        world.Cleared(1, 5);
        world.Do(world.Market.Pause("a leak"));

        Assert.Equal(world.Events, Without(world.Events, "nobody", "erased-1"));
    }

    [Theory]
    [InlineData("erased-1", true)]
    [InlineData("erased-1234567890", true)]
    [InlineData("erased-", false)]
    [InlineData("erased", false)]
    [InlineData("erased-1a", false)]
    [InlineData("erased-a1", false)]
    [InlineData("Erased-1", false)]
    [InlineData("x-erased-1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_erased_seller_is_known_by_its_id(string? seller, bool expected) =>
        Assert.Equal(expected, SurrogateRule.IsErased(seller));

    private static string Won(CapacityMarket market) => string.Join(
        ' ', market.Awards(1, 0, 9).Select(award => $"{award.BidId}:{award.Volume.Value}"));

    private static List<MarketEvent> Without(List<MarketEvent> events, string seller, string surrogate)
    {
        var erasure = new SellerErasure(TestMarket.Key, seller, surrogate);
        return [.. events.Select(erasure.Next)];
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
