using Clearing.Pages.Live;

namespace Clearing.Pages.Tests.Live;

/// <summary>A page offers what the market would do, and not what it is sure to refuse.</summary>
public class OfferingActions
{
    [Theory]
    [InlineData(MarketStage.Open, 0, false, "close clear settle")]
    // A closed book clears before anything else of the market does.
    [InlineData(MarketStage.Open, 2, false, "clear")]
    // A provisional round binds by itself.
    [InlineData(MarketStage.Open, 2, true, "")]
    [InlineData(MarketStage.Paused, 0, false, "settle")]
    [InlineData(MarketStage.Paused, 2, false, "")]
    [InlineData(MarketStage.Settled, 0, false, "")]
    public void What_a_market_does_depends_on_its_stage_and_on_its_book(
        MarketStage stage, int closed, bool isProvisional, string offered)
    {
        var sight = new WatchedMarket(
            new MarketReport(
                "us-east/standard/2026-Q4", stage, new MarketConfig(), default, default, default, default,
                LastRound: 1, closed, OpenBidsFrom: 0, [], Untold: 0, ClosedBookHash: null,
                BindsAt: isProvisional ? DateTimeOffset.UnixEpoch : null),
            []);

        (string Name, bool May)[] acts =
            [("close", sight.MayClose), ("clear", sight.MayClear), ("settle", sight.MaySettle)];
        Assert.Equal(offered, string.Join(' ', acts.Where(act => act.May).Select(act => act.Name)));
    }
}
