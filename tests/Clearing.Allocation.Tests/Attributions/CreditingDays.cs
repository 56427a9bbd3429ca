using Clearing.Allocation.Attributions;
using Clearing.Allocation.Facts;
using Clearing.Market.Markets;

namespace Clearing.Allocation.Tests.Attributions;

/// <summary>A seller's days, its extra space and its account, as they hand over to each other.</summary>
public class CreditingDays
{
    [Fact]
    public void A_day_on_extra_space_earns_its_part_of_the_sales()
    {
        var shop = new DaysWorld(baseVolume: 100);
        shop.Grant(10, 50);
        shop.Report("d1", day: 12, used: 120, sales: 60_000);

        // 20 of 120 cubic feet stand on extra space.
        Assert.Equal(10_000, (long)shop.Statement.IncrementalSales.Minor);
        Assert.Equal(1_500, (long)shop.Statement.CreditEarned.Minor);
        Assert.Equal("attribution/2026-11-12/1", shop.LastPosting.Reference);
    }

    [Fact]
    public void A_grant_counts_from_its_day_on_and_a_release_no_longer_on_its_day()
    {
        var shop = new DaysWorld(baseVolume: 100);
        shop.Grant(10, 50);
        for (var day = 9; day <= 13; day++) { shop.Report($"d{day}", day, 200, 1_000); }
        shop.Release(12, 50);

        Assert.Equal(
            [LineReason.NoExtra, LineReason.Counted, LineReason.Counted, LineReason.NoExtra,
                LineReason.NoExtra],
            shop.Lines.Select(of => of.Line.Reason));
    }

    [Fact]
    public void Without_a_confirmed_base_there_is_no_limit_to_stand_above()
    {
        var shop = new DaysWorld(baseVolume: null);
        shop.Grant(10, 50);
        shop.Report("d", 12, 200, 1_000);

        Assert.Equal(LineReason.NoLimit, Assert.Single(shop.Lines).Line.Reason);
    }

    [Fact]
    public void A_late_fact_corrects_a_settled_statement_once_under_its_own_id()
    {
        var shop = new DaysWorld(baseVolume: 100);
        shop.Grant(10, 50);
        shop.Report("d1", 12, 120, 60_000);
        shop.Settle();
        var settled = shop.Statement;
        shop.Report("late", 12, 150, 60_000, revision: 1);
        shop.Report("late", 12, 150, 60_000, revision: 1);
        shop.TellAgain();

        // 50 of 150 cubic feet: 20_000 sold and 3_000 earned instead of 1_500.
        Assert.Equal((Cause.Correction, "late"), (shop.LastPosting.Cause, shop.LastPosting.Reference));
        Assert.Equal(-1_500, (long)shop.Statement.Corrections.Minor);
        var expected = settled with { Corrections = new(-1_500), LateSales = new(10_000) };
        Assert.Equal(expected, shop.Statement with
        {
            Awards = settled.Awards,
        });
    }

    [Fact]
    public void A_change_of_how_long_use_is_carried_counts_from_the_next_run()
    {
        var shop = new DaysWorld(baseVolume: 100);
        shop.Grant(10, 50);
        shop.Report("d1", 12, 120, 60_000);
        shop.Report("d2", 14, used: null, 60_000);
        shop.Settle();
        shop.CarryUseDays = 0;
        shop.Report("late", 20, 100, 1);
        shop.TellAgain();

        Assert.Equal(
            [LineReason.Counted, LineReason.Estimated, LineReason.WithinBase],
            shop.Lines.Select(of => of.Line.Reason));
        Assert.Equal(0, (long)shop.Statement.Corrections.Minor);
        Assert.True(shop.MayCorrect(DaysWorld.First.AddDays(-7)));
        Assert.False(shop.MayCorrect(DaysWorld.First.AddDays(-8)));
    }

    [Fact]
    public void What_the_account_took_waits_no_more_and_what_it_did_not_take_still_does()
    {
        var shop = new DaysWorld(baseVolume: 100) { IsAway = true };
        shop.Grant(10, 50);
        Assert.True(shop.IsAllTold);
        shop.Report("d1", 12, 120, 60_000);
        shop.Report("d2", 13, 150, 60_000);
        Assert.Equal([1, 2], shop.Untold.Select(of => of.Number));

        Assert.Empty(shop.HandOver(1));

        Assert.Equal([2], shop.Untold.Select(of => of.Number));
        Assert.False(shop.IsAllTold);
        Assert.Empty(shop.HandOver(1));
        Assert.True(shop.IsAllTold);
        Assert.Equal(30_000, (long)shop.Statement.IncrementalSales.Minor);
    }

    [Fact]
    public void A_base_that_is_confirmed_late_changes_the_lines_of_its_period()
    {
        var shop = new DaysWorld(baseVolume: null);
        shop.Grant(10, 50);
        shop.Report("d", 12, 120, 60_000);

        shop.Confirm(100);

        Assert.Equal(LineReason.Counted, Assert.Single(shop.Lines).Line.Reason);
        Assert.Equal(10_000, shop.Incremental);
    }

    [Fact]
    public void Facts_of_a_settled_period_and_of_the_week_before_it_may_correct_its_statement()
    {
        var shop = new DaysWorld(baseVolume: 100);
        shop.Grant(10, 50);
        Assert.False(shop.MayCorrect(DaysWorld.First));

        shop.Settle();

        Assert.Equal(
            [false, true, true, true, false],
            new[] { -8, -7, 0, 29, 30 }.Select(day => shop.MayCorrect(DaysWorld.First.AddDays(day))));
    }

    [Fact]
    public void The_first_and_the_last_day_of_a_period_have_lines_and_a_page_begins_after_its_day()
    {
        var shop = new DaysWorld(baseVolume: 100);
        shop.Grant(0, 50);
        foreach (var day in new[] { 0, 1, 30, 31 }) { shop.Report($"d{day}", day, 120, 600); }

        Assert.Equal([1, 30], shop.LinesAfter(0).Select(day => day.Day));
        Assert.Equal([30], shop.LinesAfter(1).Select(day => day.Day));
    }

    [Fact]
    public void A_late_fact_that_changes_no_net_posts_nothing()
    {
        var shop = new DaysWorld(baseVolume: 100);
        shop.Grant(10, 1);
        shop.Report("d1", 12, 101, 6_000_000);
        shop.Settle();
        var postings = shop.Postings;
        shop.Report("d2", 13, 101, 6_000_000);

        Assert.Equal(shop.Statement.Charge, shop.Statement.CreditApplied);
        Assert.Equal(postings, shop.Postings);
        Assert.Equal(2, shop.Lines.Length);
    }

    [Fact]
    public void Settlement_and_corrections_are_a_settlement_with_all_facts()
    {
        Draw.Many(100, draw =>
        {
            var facts = Enumerable.Range(0, 24).Select(at => draw.Chance(25)
                ? (FactEvent)new ReturnRecorded(
                    new($"b{at}", draw.Day(DaysWorld.First.AddDays(-3), 36), draw.Long(1, 9_999)))
                : new ReportRecorded(
                    new($"r{at}", draw.Day(DaysWorld.First.AddDays(-3), 36), at, draw.Figures())))
                .ToArray();
            var (settleAt, grantAt) = (draw.Long(1, 23), draw.Long(0, 23));
            var (early, late) = (new DaysWorld(900), new DaysWorld(900));
            late.Grant(3, 4_000);
            foreach (var (at, fact) in facts.Index())
            {
                if (at == Math.Min(grantAt, settleAt)) { early.Grant(3, 4_000); }
                if (at == settleAt) { early.Settle(); }
                early.Take(fact);
                late.Take(fact);
                if (draw.Chance(30)) { early.TellAgain(); }
            }
            late.Settle();

            Assert.Equal(
                late.Statement.Net, early.Statement.Net + early.Statement.Corrections);
            Assert.Equal(Money.Zero, late.Statement.Corrections);
            Assert.True(late.LedgerIsEven && early.LedgerIsEven);
            Assert.Equal(early.Incremental, late.Incremental);
        });
    }

    [Fact]
    public void A_hand_over_is_taken_once_and_never_past_a_gap()
    {
        var account = new SellerAccount("shop");
        var first = new DaySales(DaysWorld.Market, 1, "a", [new(DaysWorld.First, 1, new(5))]);
        foreach (var happened in account.Accept(first)) { account.Apply(happened); }

        Assert.Empty(account.Accept(first));
        Assert.Throws<ArgumentException>(() => account.Accept(first with { Number = 3 }));
    }

    [Fact]
    public void A_market_of_days_takes_no_sales_report()
    {
        var shop = new DaysWorld(100);
        shop.Grant(10, 50);
        var report = new SalesReport("typed", DaysWorld.Market, new(500));

        Assert.Equal(ReportStatus.CreditsFromDays, shop.Account.Report(report).Answer);
        Assert.Empty(shop.Account.Report(report).Events);
        Assert.Equal(
            ReportStatus.CreditsFromDays,
            Joined().Report(report, new SalesRule(CreditSource.Days)).Answer);
    }

    [Theory]
    [InlineData(OpenStatus.Opened, "2026-11", "USD", 2)]
    [InlineData(OpenStatus.ZoneDiffers, "2026-Q4", "USD", 2)]
    [InlineData(OpenStatus.ZoneDiffers, "christmas", "USD", 2)]
    [InlineData(OpenStatus.ZoneDiffers, "2026-11", "EUR", 2)]
    [InlineData(OpenStatus.ZoneDiffers, "2026-11", "USD", 3)]
    public void A_market_of_days_has_the_periods_and_the_money_of_its_zone(
        OpenStatus answer, string period, string currency, int exponent)
    {
        var config = new MarketConfig
        {
            Currency = currency,
            MinorExponent = exponent,
            CreditsFrom = CreditSource.Days,
        };
        var key = new MarketKey("east", "standard", period);

        Assert.Equal(answer, MarketFit.Check(key, config, DaysWorld.Terms));
        Assert.Equal(OpenStatus.ZoneUnknown, MarketFit.Check(key, config, null));
        Assert.Equal(
            OpenStatus.Opened,
            MarketFit.Check(key, config with { CreditsFrom = CreditSource.Report }, null));
    }

    [Theory]
    [InlineData(OpenStatus.Opened, "2026-11", "USD", 2)]
    [InlineData(OpenStatus.Opened, "christmas", "USD", 2)]
    [InlineData(OpenStatus.ZoneDiffers, "2026-11", "EUR", 2)]
    [InlineData(OpenStatus.ZoneDiffers, "2026-11", "USD", 3)]
    public void A_market_of_reports_has_the_money_of_its_zone_too_so_that_no_account_mixes_two(
        OpenStatus answer, string period, string currency, int exponent)
    {
        var config = new MarketConfig { Currency = currency, MinorExponent = exponent };

        Assert.Equal(
            answer, MarketFit.Check(new("east", "standard", period), config, DaysWorld.Terms));
    }

    private static SellerAccount Joined()
    {
        var account = new SellerAccount("shop");
        foreach (var happened in account.Join(DaysWorld.Market)) { account.Apply(happened); }
        return account;
    }
}
