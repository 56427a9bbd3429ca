using Bunit;
using Clearing.Pages.Live;
using Clearing.Pages.Markets;
using Clearing.Pages.Rounds;
using Clearing.Pages.Sellers;

namespace Clearing.Pages.Tests.Markets;

/// <summary>Cards that say how much they show, and numbers that add up.</summary>
public sealed class ShowingMarkets : BunitContext
{
    [Fact]
    public void The_parts_of_the_sold_share_add_up_with_a_deficit()
    {
        var figures = Render<OverviewFigures>(part => part
            .Add(one => one.All, [Sight("us-east", 2, held: 500, pool: -200), Sight("us-west", 2, held: 100, pool: 50)])
            .Add(one => one.Now, default));

        var answer = figures.Find("#why-sold").TextContent;
        // Held 600, free 50, less 200: of 450 that are offered.
        Assert.Contains("−200", answer);
        Assert.Contains("600 ÷ 450", answer);
    }

    [Fact]
    public void A_market_whose_book_is_closed_is_not_the_next_clearing()
    {
        var figures = Render<OverviewFigures>(part => part
            .Add(one => one.All, [Sight("us-east", 1, closed: 1), Sight("us-west", 2)])
            .Add(one => one.Now, default));

        Assert.Contains("us-west", figures.Find(".kpi a").TextContent);
    }

    [Fact]
    public void A_provisional_result_is_no_book_that_was_not_cleared()
    {
        var sight = Sight("us-east", 2, closed: 1);
        sight = sight with { Report = sight.Report with { BindsAt = DateTimeOffset.UnixEpoch } };

        var needs = Render<NeedsList>(part => part.Add(one => one.All, [sight]));
        Assert.Contains("round 1 binds Thu 1 Jan, 00:00 UTC", needs.Find("li").TextContent);
        Assert.DoesNotContain("not cleared", needs.Find("li").TextContent);
        var matrix = Render<MarketMatrix>(part => part.Add(one => one.All, [sight]));
        Assert.Contains("provisional", matrix.Find(".cell").TextContent);
        var next = Render<NextRounds>(part => part.Add(one => one.All, [sight]).Add(one => one.Now, default));
        Assert.Contains("provisional", next.Find("li").TextContent);
    }

    [Fact]
    public void What_waits_for_an_operators_decision_needs_the_operator()
    {
        var quiet = Sight("us-east", 2);
        var asked = quiet with { Report = quiet.Report with { WaitingProposals = 2 } };
        var planned = Sight("us-west", 2) with { EventsWait = true };

        var needs = Render<NeedsList>(part => part.Add(one => one.All, [asked, planned, Sight("us-north", 2)]));

        Assert.Equal("2", needs.Find(".st").TextContent);
        Assert.Equal(
            ["2 proposals to approve or withdraw", "Planned events wait"],
            needs.FindAll("li .b").Select(one => one.TextContent));
        Assert.False(asked.ShowsAs(quiet) || planned.ShowsAs(planned with { EventsWait = false }));
        Assert.False(OverviewQuery.Needs(asked.ForEverybody()) || OverviewQuery.Needs(planned.ForEverybody()));
    }

    [Fact]
    public void A_matrix_says_what_it_does_not_show()
    {
        ImmutableArray<WatchedMarket> all =
        [
            .. Enumerable.Range(0, 41).Select(number => Sight($"r-{number:D2}", 1)),
            .. Enumerable.Range(1, 6).Select(quarter => Sight("r-00", 1, period: $"20{26 + quarter}-Q1")),
        ];

        var matrix = Render<MarketMatrix>(part => part.Add(one => one.All, all));

        Assert.Contains("1 more region and 1 more column are not shown here", matrix.Markup);
        Assert.Equal("/markets?sort=market", matrix.Find(".note a").GetAttribute("href"));
    }

    [Fact]
    public void A_region_whose_markets_have_several_currencies_says_which_fee_is_in_which()
    {
        var matrix = Render<MarketMatrix>(part => part.Add(
            one => one.All,
            [Sight("jp-east", 1), Sight("jp-east", 1, period: "2027-Q1", currency: "KWD"), Sight("us-west", 1)]));

        Assert.Equal(
            ["jp-eastKWD, USD", "us-westUSD"], matrix.FindAll("tbody th").Select(region => region.TextContent));
        Assert.Equal(
            ["USD", "KWD", ""],
            matrix.FindAll("a.cell").Select(cell => cell.QuerySelector("[data-currency]")?.TextContent ?? ""));
    }

    [Fact]
    public void A_seller_is_told_of_looks_at_its_own_bids_only_and_the_newest_come_first()
    {
        var none = Render<InspectionsCard>(part => part.Add(card => card.Records, []));
        Assert.Contains("sealed bids of yours", none.Markup);

        ImmutableArray<InspectionRecord> many =
        [
            .. Enumerable.Range(1, 250).Select(
                number => new InspectionRecord(new($"i-{number}", "", "", null), default, 0)),
        ];
        var card = Render<InspectionsCard>(part => part.Add(one => one.Records, many));
        Assert.Equal("i-250", card.Find("code").TextContent);
        card.FindAll("button")[^1].Click();
        card.FindAll("button")[^1].Click();
        Assert.Equal("i-1", card.FindAll("code")[^1].TextContent);
    }

    [Theory]
    [InlineData(700, 0, "The limit is 700 ft³: an operator set it, and it follows from no facts.")]
    [InlineData(0, 100, "The limit is 100 ft³, all of it awards: no base was set.")]
    [InlineData(0, 0, "No base was set and no award is held, so there is nothing to explain.")]
    public void A_limit_that_no_run_announced_was_set_only_if_there_is_a_base(long set, long held, string said) =>
        Assert.Equal(said, LimitWords.WithoutRun(new("m", new(set), new(held), new(set + held), new(set))));

    [Fact]
    public void Every_market_of_a_seller_can_be_reached()
    {
        string[] markets = [.. Enumerable.Range(1, 9).Select(number => $"r/standard/202{number}")];

        var choice = Render<MarketSwitch>(part => part
            .Add(one => one.Markets, markets)
            .Add(one => one.Chosen, markets[8])
            .Add(one => one.Link, market => "/" + market));

        Assert.Equal(markets[8].Replace("/", " / "), choice.Find("[aria-current=true]").TextContent);
        Assert.Equal(
            markets.Select(market => "/" + market).Order(),
            choice.FindAll("a").Select(link => link.GetAttribute("href")!).Order());
    }

    private static WatchedMarket Sight(
        string region, int next, int closed = 0, long held = 0, long pool = 0, string period = "2026-Q4",
        string currency = "USD") => new(
        new MarketReport(
            $"{region}/standard/{period}", MarketStage.Open,
            new MarketConfig { Currency = currency }, new(pool), default, default, new(held), 0, closed, 0,
            [new(new RoundTerms(next), DateTimeOffset.UnixEpoch.AddDays(next))], 0, null),
        []);
}
