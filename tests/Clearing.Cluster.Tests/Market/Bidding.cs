using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Grains;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>One market of a cluster, called like a gateway does.</summary>
internal sealed class Bidding(MarketCluster cluster, string market)
{
    internal string Market => market;

    internal IRoundBook Book => cluster.Grains.GetGrain<IRoundBook>(market);

    internal IRoundGrain Round => cluster.Grains.GetGrain<IRoundGrain>(market);

    internal ISellerGrain Seller(string seller) => cluster.Grains.GetGrain<ISellerGrain>(seller);

    internal async Task Open(MarketConfig? config = null) =>
        Assert.Equal(
            OpenStatus.Opened,
            await Eventually.Answered(() => Round.Open(config ?? new MarketConfig())));

    internal Task<BidReceipt> TryPlace(string seller, string id, long dollars, long volume) =>
        Seller(seller).Place(market, BidOf(seller, id, dollars, volume));

    internal async Task<BidReceipt> Place(string seller, string id, long dollars, long volume)
    {
        var receipt = await Eventually.Answered(() => TryPlace(seller, id, dollars, volume));
        Assert.Equal(BidStatus.Accepted, receipt.Status);
        return receipt;
    }

    internal async Task<RoundReport> Clear(int round, long capacity)
    {
        var terms = new RoundTerms(round, new CubicFeet(capacity));
        var receipt = await Eventually.Answered(() => Round.Clear(terms));
        Assert.Equal(ClearStatus.Cleared, receipt.Status);
        return receipt.Report!;
    }

    internal Task AllTold() => Eventually.Holds(
        async () => (await Round.Report()).Untold == 0, $"all sellers of {market} are told");

    internal Task<ImmutableArray<Award>> Awards(int round) =>
        Eventually.Answered(() => Round.Awards(round, skip: 0, most: int.MaxValue));

    internal static Bid BidOf(string seller, string id, long dollars, long volume) =>
        new(id, seller, new Fee(dollars * 1_000_000), new CubicFeet(volume));
}
