namespace Clearing.Market.Tests;

public sealed class ReportsAndAllocations
{
    private const string Key = TestMarket.Key;

    private static SellerAccount WithBaseAndAward(TestMarket test)
    {
        test.Bid("A", "s1", 9_000_000, 100);
        test.Cleared(1, 100);
        test.TellAll();
        var account = test.Seller("s1");
        test.Keep(account, account.SetBase(new("us-east", "standard", new CubicFeet(300))));
        return account;
    }

    [Fact]
    public void An_allocation_is_base_plus_held()
    {
        var account = WithBaseAndAward(new TestMarket());
        Assert.Equal(400, account.AllocationIn(Key).Value);
        Assert.Equal(300, account.AllocationIn("us-east/standard/2027-Q1").Value);
        Assert.Equal(0, account.AllocationIn("eu/standard/2027-Q1").Value);
        Assert.Empty(account.SetBase(new("us-east", "standard", new CubicFeet(300))));
    }

    [Theory]
    [InlineData(null, 300)]
    [InlineData(0L, 300)]
    [InlineData(319L, 300)]
    [InlineData(320L, 320)]
    [InlineData(400L, 400)]
    [InlineData(500L, 400)]
    public void Good_use_raises_the_next_base(long? used, long next)
    {
        var test = new TestMarket();
        var account = WithBaseAndAward(test);
        if (used is { } volume)
        {
            var decision = account.Report(new UseReport("u", Key, new CubicFeet(volume)));
            Assert.Equal(ReportStatus.Recorded, decision.Answer);
            test.Keep(account, decision.Events);
        }
        Assert.Equal(next, account.NextBase(Key).Value);
    }

    [Fact]
    public void Where_a_zone_sets_the_bases_its_next_run_decides_and_not_the_use_of_a_market()
    {
        var test = new TestMarket();
        var account = WithBaseAndAward(test);
        test.Keep(account, account.SetBase(new("us-east", "standard", new CubicFeet(300), "2026-Q4")));
        test.Keep(account, account.Report(new UseReport("u", Key, new CubicFeet(400))).Events);

        Assert.Equal(300, account.NextBase(Key).Value);
    }

    [Fact]
    public void The_same_report_again_gets_its_first_answer()
    {
        var test = new TestMarket();
        WithBaseAndAward(test);
        Assert.Equal(ReportStatus.Recorded, test.Sales("s1", 100, "r"));
        Assert.Equal(ReportStatus.Recorded, test.Sales("s1", 100, "r"));
        Assert.Equal(ReportStatus.IdReused, test.Sales("s1", 101, "r"));
        Assert.Equal(ReportStatus.IdMalformed, test.Sales("s1", 101, "a b"));
        Assert.Equal(100, (long)test.Seller("s1").Statement(Key)!.IncrementalSales.Minor);
    }

    [Fact]
    public void Two_regions_may_use_one_id_and_neither_learns_of_the_other()
    {
        const string Other = "eu-west/standard/2026-Q4";
        var (test, account) = (new TestMarket(), new SellerAccount("s9"));
        test.Keep(account, [.. account.Join(Key), .. account.Join(Other)]);
        var here = new SalesReport("oct", Key, new Money(100));
        test.Keep(account, account.Report(here).Events);

        Assert.False(account.Answered(Other, ["oct"]).Single());
        var there = account.Report(new SalesReport("oct", Other, new Money(7)));
        Assert.Equal(ReportStatus.Recorded, there.Answer);
        test.Keep(account, there.Events);

        var again = SellerAccount.From(account.Snapshot());
        Assert.True(again.Answered(Other, ["oct"]).Single());
        Assert.Equal(ReportStatus.Recorded, again.Report(here).Answer);
        Assert.Equal(
            ReportStatus.IdReused,
            again.Report(here with { Incremental = new Money(101) }).Answer);
        Assert.Equal(
            ReportStatus.IdReused,
            again.Report(new UseReport("oct", Other, new CubicFeet(1))).Answer);
    }

    [Fact]
    public void A_refused_report_of_an_older_journal_spends_its_id_in_every_region()
    {
        var account = new SellerAccount("s9");
        account.Apply(new ReportRefused("r", "print", ReportStatus.MarketUnknown));

        Assert.True(account.Answered(Key, ["r"]).Single());
        Assert.True(account.Answered("eu-west/standard/2026-Q4", ["r"]).Single());
        Assert.True(SellerAccount.From(account.Snapshot()).Answered(Key, ["r"]).Single());
    }

    [Fact]
    public void A_report_on_an_unknown_market_stays_refused()
    {
        var test = new TestMarket();
        var account = test.Seller("s1");
        var report = new SalesReport("r", Key, new Money(100));
        var (status, events) = account.Report(report);
        Assert.Equal(ReportStatus.MarketUnknown, status);
        test.Keep(account, events);
        test.Keep(account, account.Join(Key));
        Assert.Equal(ReportStatus.MarketUnknown, account.Report(report).Answer);
        Assert.Equal(ReportStatus.Recorded, account.Report(report with { Id = "r2" }).Answer);
        Assert.Equal<string>([Key], account.Markets);
        Assert.Empty(account.Join(Key));
    }

    [Fact]
    public void Amounts_beyond_63_bits_and_negative_use_are_refused_and_their_ids_stay_free()
    {
        var account = WithBaseAndAward(new TestMarket());
        var beyond = new Money((Int128)long.MaxValue + 1);
        foreach (var amount in (Money[])[beyond, -beyond, new(Int128.MinValue),
            new(Int128.MaxValue)])
        {
            var (status, events) = account.Report(new SalesReport("r", Key, amount));
            Assert.Equal(ReportStatus.AmountOutOfRange, status);
            Assert.Empty(events);
        }
        Assert.Equal(
            ReportStatus.UseNegative,
            account.Report(new UseReport("r", Key, new CubicFeet(-1))).Answer);
    }
}
