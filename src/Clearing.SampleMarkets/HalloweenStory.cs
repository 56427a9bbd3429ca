namespace Clearing.SampleMarkets;

/// <summary>
/// A seller who knew better than the score: first alone at 6.00, then lowered to 4.00, with sales
/// that pay for most of it. The story goes to its third round, with a bid that stands for the
/// fourth.
/// </summary>
/// <param name="grains">The cluster.</param>
/// <param name="quarter">The market's period.</param>
/// <param name="today">Today, UTC, in that period.</param>
/// <param name="next">When the fourth round clears.</param>
public sealed class HalloweenStory(
    IGrainFactory grains, string quarter, DateOnly today, DateTimeOffset next)
{
    /// <summary>The seller.</summary>
    public const string Shop = "halloween-shop";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);
    private static readonly Fee Reserve = new(1_500_000);

    private readonly string _market = $"us-east/standard/{quarter}";

    private IRoundGrain Market => grains.GetGrain<IRoundGrain>(_market);

    private ISellerGrain Seller => grains.GetGrain<ISellerGrain>(Shop);

    /// <summary>True for the market that the story happens in.</summary>
    internal static bool Covers(string region, string type) =>
        (region, type) == ("us-east", "standard");

    /// <summary>
    /// Plays the story, from an empty market and a zone that is not configured: the zone's run sets
    /// the shop's base, and what it leaves is the first of the market's space.
    /// </summary>
    public async Task Tell()
    {
        await Market.Open(new MarketConfig { Lot = new CubicFeet(10), Tick = new Fee(10_000) });
        var offered = await new SampleZone(grains, "us-east/standard", today).Announce();
        await Bid("oct-costumes", Shop, 6_000_000, 5_000);
        await Clear(1, 5_000 - offered);
        await Bid("late-decor", Shop, 4_500_000, 800, 200);
        await Bid("garden-1", "garden-house", 4_000_000, 3_000);
        await Clear(2, 3_800);
        await Seller.Relinquish(
            _market, new Relinquishment("offer-1", "late-decor@2", Shop, new CubicFeet(300)));
        await Bid("winter-lights", Shop, 3_600_000, 1_000, 300);
        await Bid("toys-1", "toy-barn", 4_250_000, 900);
        await Clear(3, 600);
        await Seller.ReportSales(new SalesReport("oct", _market, new Money(7_200_000)));
        await Seller.ReportSales(new SalesReport("nov-1", _market, new Money(2_400_000)));
        await Seller.ReportUse(new UseReport("use-nov", _market, new CubicFeet(5_230)));
        for (var round = 4; round <= 6; round++)
        {
            await Market.Schedule(new ScheduledRound(
                new RoundTerms(round, default, Reserve), next.AddDays(7 * (round - 4))));
        }
        await Market.ChangeCapacity(new CapacityChange("growth", new CubicFeet(1_200)));
    }

    private async Task Bid(string id, string seller, long fee, long volume, long least = 0) =>
        await grains.GetGrain<ISellerGrain>(seller).Place(_market, new Bid(
            id, seller, new Fee(fee), new CubicFeet(volume), new CubicFeet(least)));

    private async Task Clear(int round, long capacity)
    {
        await Market.Clear(new RoundTerms(round, new CubicFeet(capacity), Reserve));
        while ((await Market.Report()).Untold > 0) { await Task.Delay(BetweenLooks); }
    }
}
