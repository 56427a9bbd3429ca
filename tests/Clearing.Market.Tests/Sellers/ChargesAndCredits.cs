using System.Collections.Immutable;

namespace Clearing.Market.Tests;

public sealed class ChargesAndCredits
{
    private const string Key = TestMarket.Key;

    private static Statement StatementOf(TestMarket test, string seller) =>
        test.Seller(seller).Statement(Key)!;

    private static long Balance(TestMarket test, string seller, LedgerAccount account) =>
        (long)test.Seller(seller).Balance(Key, account).Minor;

    // 100 cubic feet at 9.00 fall to 5.00; then 40 of them are released at 5.00.
    private static TestMarket RepricedAndReleased()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 9_000_000, 100);
        test.Cleared(1, 100);
        test.Bid("B", "s2", 5_000_000, 10);
        test.Cleared(2, 10);
        test.Relinquish("A@1", "s1", 60);
        test.Bid("C", "s3", 6_000_000, 40);
        test.Cleared(3);
        test.TellAll();
        return test;
    }

    [Fact]
    public void Gross_less_repricing_less_release_is_the_charge()
    {
        var line = StatementOf(RepricedAndReleased(), "s1").Awards.Single();
        Assert.Equal((90_000, 40_000, 20_000, 30_000), (
            (int)line.Gross.Minor, (int)line.RepricingDiscount.Minor,
            (int)line.ReleaseDiscount.Minor, (int)line.Charge.Minor));
    }

    [Fact]
    public void The_ledger_shows_each_discount_on_its_account()
    {
        var test = RepricedAndReleased();
        Assert.Equal(30_000, Balance(test, "s1", LedgerAccount.Receivable));
        Assert.Equal(-90_000, Balance(test, "s1", LedgerAccount.ReservationFees));
        Assert.Equal(40_000, Balance(test, "s1", LedgerAccount.RepricingDiscounts));
        Assert.Equal(20_000, Balance(test, "s1", LedgerAccount.ReleaseDiscounts));
        Assert.Equal(
            [Cause.Award, Cause.Reprice, Cause.Release],
            test.Postings.Where(p => p.Reference == "A@1").Select(p => p.Cause));
    }

    [Fact]
    public void A_reprice_after_a_release_takes_from_both_discounts()
    {
        var test = RepricedAndReleased();
        test.Bid("D", "s4", 4_000_000, 5);
        test.Cleared(4, 5);
        test.TellAll();
        Assert.Equal(24_000, Balance(test, "s1", LedgerAccount.Receivable));
        Assert.Equal(50_000, Balance(test, "s1", LedgerAccount.RepricingDiscounts));
        Assert.Equal(16_000, Balance(test, "s1", LedgerAccount.ReleaseDiscounts));
        Assert.Equal(4, test.Postings.Last(p => p.Reference == "A@1").Lines.Length);
    }

    [Fact]
    public void A_release_in_a_repricing_round_is_discounted_at_the_fee_that_the_round_left()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 9_000_000, 100);
        test.Cleared(1, 100);
        test.Relinquish("A@1", "s1", 60);
        test.Bid("B", "s2", 5_000_000, 61);
        test.Cleared(2, 1);
        test.TellAll();
        Assert.Equal(20_000, Balance(test, "s1", LedgerAccount.Receivable));
        Assert.Equal(40_000, Balance(test, "s1", LedgerAccount.RepricingDiscounts));
        Assert.Equal(30_000, Balance(test, "s1", LedgerAccount.ReleaseDiscounts));
    }

    [Theory]
    [InlineData("JPY", 0, 2_333)]
    [InlineData("USD", 2, 233_333)]
    [InlineData("KWD", 3, 2_333_333)]
    [InlineData("XXX", 6, 2_333_333_331)]
    public void A_charge_is_rounded_down_once_to_the_minor_unit(string currency, int exponent,
        long charge)
    {
        var test = new TestMarket(new MarketConfig
        {
            Currency = currency,
            MinorExponent = exponent
        });
        test.Bid("A", "s1", 333_333_333, 7);
        test.Cleared(1, 7);
        test.TellAll();
        Assert.Equal(charge, (long)StatementOf(test, "s1").Charge.Minor);
    }

    [Fact]
    public void The_largest_charge_is_exact()
    {
        var test = new TestMarket(new MarketConfig { MinorExponent = 6 });
        test.Bid("A", "s1", long.MaxValue, long.MaxValue);
        test.Cleared(1, long.MaxValue);
        test.TellAll();
        Assert.Equal((Int128)long.MaxValue * long.MaxValue, StatementOf(test, "s1").Charge.Minor);
    }

    [Fact]
    public void A_later_round_with_less_volume_than_the_guard_reprices_nobody()
    {
        var test = new TestMarket(new MarketConfig { RepricingMinVolume = new CubicFeet(11) });
        test.Bid("A", "s1", 9_000_000, 100);
        test.Cleared(1, 100);
        test.Bid("B", "s2", 5_000_000, 10);
        Assert.Null(test.Cleared(2, 10).RepricedTo);
        test.Bid("C", "s3", 6_000_000, 11);
        Assert.Equal(1, test.Cleared(3, 11).Repriced);
        test.TellAll();
        Assert.Equal(6_000_000, StatementOf(test, "s1").Awards[0].CurrentFee.Micros);
        Assert.Equal(5_000_000, StatementOf(test, "s2").Awards[0].CurrentFee.Micros);
    }

    [Fact]
    public void Credit_is_earned_on_the_cumulated_sum_so_splitting_changes_nothing()
    {
        var (whole, split) = (RepricedAndReleased(), RepricedAndReleased());
        whole.Sales("s1", 10_007);
        foreach (var part in (long[])[3, 3, 3, 10_001, -3]) { split.Sales("s1", part); }
        Assert.Equal(1_501, (long)StatementOf(whole, "s1").CreditEarned.Minor);
        Assert.Equal(1_501, (long)StatementOf(split, "s1").CreditEarned.Minor);
        Assert.Equal(-1_501, Balance(split, "s1", LedgerAccount.CreditsHeld));
    }

    [Fact]
    public void Negative_sales_earn_nothing_and_take_back_what_was_earned()
    {
        var test = RepricedAndReleased();
        test.Sales("s1", 1_000);
        test.Sales("s1", -5_000);
        Assert.Equal(0, (long)StatementOf(test, "s1").CreditEarned.Minor);
        Assert.Equal(-4_000, (long)StatementOf(test, "s1").IncrementalSales.Minor);
        Assert.Equal(0, Balance(test, "s1", LedgerAccount.CreditsHeld));
    }

    [Fact]
    public void Sales_reported_before_the_first_award_earn_once_it_comes()
    {
        var test = new TestMarket();
        test.Sales("s1", 1_000);
        Assert.Null(test.Seller("s1").Statement(Key));
        test.Bid("A", "s1", 9_000_000, 100);
        test.Cleared(1, 100);
        test.TellAll();
        Assert.Equal(150, (long)StatementOf(test, "s1").CreditEarned.Minor);
        Assert.Equal(-150, Balance(test, "s1", LedgerAccount.CreditsHeld));
    }

    [Fact]
    public void Settlement_applies_at_most_the_cap_and_the_rest_expires()
    {
        var test = new TestMarket(new MarketConfig { CreditCapPpm = 500_000 });
        test.Bid("A", "s1", 9_000_000, 1);
        test.Cleared(1, 1);
        test.Sales("s1", 4_000);
        test.TellAll();
        test.Do(test.Market.Settle());
        test.TellAll();
        var statement = StatementOf(test, "s1");
        Assert.Equal((900, 600, 450, 450, 150, 450), (
            (int)statement.Charge.Minor, (int)statement.CreditEarned.Minor,
            (int)statement.CreditCap.Minor, (int)statement.CreditApplied.Minor,
            (int)statement.CreditUnused.Minor, (int)statement.Net.Minor));
        Assert.Equal(450, Balance(test, "s1", LedgerAccount.Receivable));
        Assert.Equal(0, Balance(test, "s1", LedgerAccount.CreditsHeld));
        Assert.Equal(450, Balance(test, "s1", LedgerAccount.CreditsGranted));
        Assert.Equal(ReportStatus.MarketSettled, test.Sales("s1", 1));
    }

    [Fact]
    public void After_settlement_only_corrections_count()
    {
        var test = RepricedAndReleased();
        var account = test.Seller("s1");
        var early = new Correction("c0", Key, new Money(5), "too early");
        Assert.Equal(ReportStatus.MarketNotSettled, Correct(test, early));
        test.Do(test.Market.Settle());
        test.TellAll();
        Assert.Equal(ReportStatus.MarketNotSettled, Correct(test, early));
        Assert.Equal(ReportStatus.IdReused, Correct(test, early with { Note = "again" }));
        var correction = early with { Id = "c1", Amount = new Money(-70) };
        Assert.Equal(ReportStatus.NoteMalformed, Correct(test, correction with { Note = "" }));
        Assert.Equal(ReportStatus.Recorded, Correct(test, correction));
        Assert.Equal(ReportStatus.Recorded, Correct(test, correction));
        var statement = account.Statement(Key)!;
        Assert.Equal((30_000, -70), ((int)statement.Net.Minor, (int)statement.Corrections.Minor));
        Assert.Equal(29_930, Balance(test, "s1", LedgerAccount.Receivable));
    }

    [Fact]
    public void A_notice_is_accepted_once_and_in_rising_sequence()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 9_000_000, 100);
        test.Cleared(1, 100);
        var notice = test.Market.Untold(1, ImmutableHashSet<string>.Empty)[0];
        var account = test.Seller("s1");
        test.Keep(account, account.Accept(notice));
        Assert.Empty(account.Accept(notice));
        Assert.Throws<ArgumentException>(() => test.Seller("s2").Accept(notice));
        Assert.Equal(90_000, Balance(test, "s1", LedgerAccount.Receivable));
    }

    private static ReportStatus Correct(TestMarket test, Correction correction)
    {
        var account = test.Seller("s1");
        var (status, events) = account.Correct(correction);
        test.Keep(account, events);
        return status;
    }
}
