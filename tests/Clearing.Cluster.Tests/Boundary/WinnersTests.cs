using Clearing.Contracts;
using Clearing.Grains;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>What clients of the cluster learn of a round's winners.</summary>
public sealed class WinnersTests(GuardedSilo silo) : IClassFixture<GuardedSilo>
{
    private const string East = "east/standard/2026-Q4";

    private IRoundGrain Market => silo.Client.GetGrain<IRoundGrain>(East);

    [Fact]
    public async Task An_operator_learns_no_winners_max_fee_before_the_settlement()
    {
        silo.ActFor("operator", "olga", "east");
        await Market.Open(new MarketConfig());
        silo.ActFor("seller", "acme");
        await silo.Client.GetGrain<ISellerGrain>("acme").Place(
            East, new Bid("b1", "acme", new(9_000_000), new(100)));
        silo.ActFor("seller", "bob");
        await silo.Client.GetGrain<ISellerGrain>("bob").Place(
            East, new Bid("b2", "bob", new(5_000_000), new(100)));
        silo.ActFor("operator", "olga", "east");
        await Market.Clear(new RoundTerms(1, new(200)));

        Assert.All(await Market.Awards(1, 0, 10), won => Assert.Equal(won.RoundFee, won.MaxFee));
        silo.ActFor("auditor", "ann");
        Assert.Equal([9, 5], (await Market.Awards(1, 0, 10)).Select(MaxFee));

        silo.ActFor("operator", "olga", "east");
        await Market.Settle();
        Assert.Equal([9, 5], (await Market.Awards(1, 0, 10)).Select(MaxFee));
    }

    private static long MaxFee(Award award) => award.MaxFee.Micros / 1_000_000;
}
