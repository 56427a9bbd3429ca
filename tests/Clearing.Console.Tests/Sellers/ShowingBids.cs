using Bunit;
using Clearing.Pages.Live;
using Clearing.Pages.Markets;
using Clearing.Pages.Sellers;

namespace Clearing.Pages.Tests.Sellers;

/// <summary>A seller's bids while a book is closed and while a result is provisional.</summary>
public sealed class ShowingBids : BunitContext
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false, "in the closed book of round 1: it cannot be changed before the round is cleared")]
    [InlineData(true, "in the closed book of round 1: it cannot be changed before the round binds")]
    public void What_is_in_a_closed_book_is_offered_no_change_and_what_came_later_is(bool provisional, string said)
    {
        var card = Render<BidsCard>(part => part
            .Add(bids => bids.Bids, [Placed("early", -1), Placed("late", 1)])
            .Add(bids => bids.Sight, Closed(provisional ? Noon.AddHours(1) : null))
            .Add(bids => bids.MayChange, true)
            .Add(bids => bids.Link, query => "/?" + query));

        var rows = card.FindAll("tbody tr");
        Assert.Equal(["/?bid=late", "/?bid=late", "/?cancel=late"], Links(rows[0]));
        Assert.Empty(Links(rows[1]));
        Assert.Contains(said, rows[1].TextContent);
    }

    [Fact]
    public void A_provisional_round_is_not_said_to_be_uncleared()
    {
        var sight = Closed(Noon.AddHours(1));

        var figures = Render<SellerFigures>(part => part
            .Add(one => one.Sight, sight).Add(one => one.Now, Noon).Add(one => one.BaseLink, "/"));
        var rounds = Render<RoundsCard>(part => part.Add(one => one.Sight, sight));

        Assert.StartsWith(
            "Round 1 binds in01:00:00provisional until Sat 28 Nov, 13:00 UTC", figures.Find(".kpi").TextContent);
        Assert.Contains("provisional, binds Sat 28 Nov, 13:00 UTC", rounds.Find("tbody tr").TextContent);
    }

    private static string[] Links(AngleSharp.Dom.IElement row) =>
        [.. row.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!)];

    private static BidView Placed(string id, int minutes) => new(
        new Bid(id, "bob", new Fee(1), new CubicFeet(1)), null, BidStage.Open, default, 0, Reason.None,
        PlacedAt: Noon.AddMinutes(minutes));

    private static WatchedMarket Closed(DateTimeOffset? bindsAt) => new(
        new MarketReport(
            "us-east/standard/2026-Q4", MarketStage.Open, new MarketConfig(), default, default, default,
            default, 0, 1, 0, [], 0, null)
        {
            ClosedAt = Noon,
            BindsAt = bindsAt,
        },
        []);
}
