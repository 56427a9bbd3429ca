using Clearing.Pages.Live;

namespace Clearing.Pages.Tests.Live;

/// <summary>Which round a page names, and what it says that the round can grant.</summary>
public class NamingRounds
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, new int[0], 1, 1)]
    [InlineData(3, 0, new int[0], 4, 4)]
    [InlineData(3, 0, new[] { 5, 6 }, 5, 5)]
    // The book of round 4 is closed: it clears next, and a new bid is for the round after it.
    [InlineData(3, 4, new int[0], 4, 5)]
    [InlineData(3, 4, new[] { 4, 5 }, 4, 5)]
    [InlineData(3, 4, new[] { 4, 7 }, 4, 7)]
    public void A_new_bid_is_for_no_round_whose_book_is_closed(
        int last, int closed, int[] planned, int clears, int bids)
    {
        var sight = Sight(last, closed, planned);

        Assert.Equal((clears, bids), (sight.NextRound, sight.BidRound));
    }

    [Fact]
    public void A_new_bid_has_the_day_and_the_reserve_of_its_own_round()
    {
        var sight = Sight(0, 1, [1, 2]);

        Assert.Equal(Noon.AddDays(2), sight.BidPlanned?.ClosesAt);
        Assert.Equal(Noon.AddDays(1), sight.NextPlanned?.ClosesAt);
    }

    [Fact]
    public void A_bid_placed_before_the_book_was_closed_is_in_it()
    {
        var sight = Sight(0, 1, []);
        sight = sight with { Report = sight.Report with { ClosedAt = Noon } };

        Assert.True(sight.IsInClosedBook(Placed(Noon.AddMinutes(-1))));
        Assert.False(sight.IsInClosedBook(Placed(Noon.AddMinutes(1))));
        Assert.False(Sight(1, 0, []).IsInClosedBook(Placed(Noon)));
    }

    [Theory]
    [InlineData(100, 0, 0, 0, 100)]
    [InlineData(100, 50, -30, 0, 120)]
    // What sellers offer back fills a deficit before anybody is granted of it.
    [InlineData(-300, 0, 0, 200, 0)]
    [InlineData(-300, 0, 150, 200, 50)]
    public void A_round_can_grant_what_is_left_above_a_deficit(
        long pool, long pending, long delta, long offered, long granted)
    {
        var sight = Sight(0, 0, []);
        sight = sight with
        {
            Report = sight.Report with
            {
                Pool = new(pool), PendingCapacity = new(pending), OnOffer = new(offered),
            },
        };

        Assert.Equal(granted, sight.Grantable(delta));
    }

    [Fact]
    public void Rounds_whose_sealed_demand_is_shown_now_show_otherwise()
    {
        var sealed_ = Sight(1, 0, []) with { Rounds = [Rounds.Round(1, 2_000_000) with { EligibleDemand = null }] };

        Assert.False(sealed_.ShowsAs(sealed_ with { Rounds = [Rounds.Round(1, 2_000_000)] }));
        Assert.True(sealed_.ShowsAs(sealed_ with { Rounds = [.. sealed_.Rounds] }));
    }

    private static BidView Placed(DateTimeOffset at) => new(
        new Bid("b", "bob", new Fee(1), new CubicFeet(1)), null, BidStage.Open, default, 0, Reason.None,
        PlacedAt: at);

    private static WatchedMarket Sight(int last, int closed, int[] planned) => new(
        new MarketReport(
            "us-east/standard/2026-Q4", MarketStage.Open, new MarketConfig(), default, default, default,
            default, last, closed, 0,
            [.. planned.Select(number => new ScheduledRound(new RoundTerms(number), Noon.AddDays(number)))],
            0, null),
        []);
}
