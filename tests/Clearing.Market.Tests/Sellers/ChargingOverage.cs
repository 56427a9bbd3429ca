namespace Clearing.Market.Tests;

public sealed class ChargingOverage
{
    private const string Key = TestMarket.Key;

    [Fact]
    public void A_charge_is_posted_once_and_adds_to_what_the_seller_owes()
    {
        var account = new SellerAccount("s1");
        Take(account, Charge(1, 700));

        Assert.Empty(account.Accept(Charge(1, 700)));
        Assert.Equal(700, account.Balance(Key, LedgerAccount.Receivable).Minor);
    }

    [Fact]
    public void A_charge_is_never_accepted_before_the_one_in_front_of_it() =>
        Assert.Throws<ArgumentException>(() => new SellerAccount("s1").Accept(Charge(2, 700)));

    [Fact]
    public void Where_a_zone_does_not_know_what_was_granted_a_charge_is_accepted_at_zero()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 9_000_000, 100);
        test.Cleared(1, 100);
        test.TellAll();
        var account = test.Seller("s1");
        var owed = account.Balance(Key, LedgerAccount.Receivable);
        Take(account, Charge(1, 700));

        Assert.Empty(account.Accept(Charge(1, 700)));
        Assert.Equal(owed, account.Balance(Key, LedgerAccount.Receivable));
        Assert.Equal(0, account.Statement(Key)!.Overage.Minor);
    }

    [Fact]
    public void What_was_billed_before_the_seller_had_space_can_still_be_lowered_and_no_further()
    {
        var test = new TestMarket();
        var account = test.Seller("s1");
        Take(account, Charge(1, 700));
        test.Bid("A", "s1", 9_000_000, 100);
        test.Cleared(1, 100);
        test.TellAll();
        Take(account, Charge(2, -300));
        Assert.Equal(400, account.Statement(Key)!.Overage.Minor);

        Take(account, Charge(3, 900));
        Take(account, Charge(4, -900));
        Assert.Equal(0, account.Statement(Key)!.Overage.Minor);
    }

    [Fact]
    public void A_charge_in_another_currency_than_the_markets_is_accepted_at_zero()
    {
        var test = new TestMarket(new MarketConfig { CreditsFrom = CreditSource.Days });
        test.Bid("A", "s1", 9_000_000, 100);
        test.Cleared(1, 100);
        test.TellAll();
        var account = test.Seller("s1");
        Take(account, Charge(1, 700));
        Take(account, Charge(2, 700) with { Currency = "EUR" });

        Assert.Equal(700, account.Statement(Key)!.Overage.Minor);
    }

    [Fact]
    public void Who_was_billed_and_won_nothing_asks_for_the_settlement_and_is_corrected_then()
    {
        var test = new TestMarket();
        var account = test.Seller("s1");
        Take(account, Charge(1, 700));
        Assert.True(account.AsksForSettlement(Key));
        Assert.Null(test.Market.SettlementFor("s1"));
        Assert.Equal(ReportStatus.MarketNotSettled, account.Correct(Correction("early")).Answer);

        test.Do(test.Market.Settle());
        Settle(account, test.Market.SettlementFor("s1")!);

        Assert.True(account.Statement(Key)!.Final);
        Assert.False(account.AsksForSettlement(Key));
        Assert.Equal(ReportStatus.Recorded, account.Correct(Correction("late")).Answer);
        Take(account, Charge(2, 50));
        Assert.Equal(750, account.Statement(Key)!.Overage.Minor);
    }

    [Fact]
    public void Credits_that_were_reported_without_an_award_expire_with_the_settlement()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 9_000_000, 100);
        var account = test.Seller("s1");
        test.Keep(account, account.Join(Key));
        test.Keep(account, account.Report(new SalesReport("r", Key, new(1_000))).Events);
        Take(account, Charge(1, 700));

        test.Do(test.Market.Settle());
        Settle(account, test.Market.SettlementFor("s1")!);

        Assert.Equal(0, account.Balance(Key, LedgerAccount.CreditsHeld).Minor);
        Assert.Equal(700, account.Balance(Key, LedgerAccount.Receivable).Minor);
    }

    [Fact]
    public void A_winner_is_notified_and_asks_for_nothing()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 9_000_000, 100);
        test.Cleared(1, 100);
        test.Do(test.Market.Settle());
        Take(test.Seller("s1"), Charge(1, 700));

        Assert.Null(test.Market.SettlementFor("s1"));
        Assert.NotNull(test.Market.SettlementFor("s2"));
    }

    [Fact]
    public void A_market_in_other_money_than_the_bills_does_not_settle_them()
    {
        var account = new SellerAccount("s1");
        Take(account, Charge(1, 700) with { Currency = "EUR" });
        var test = new TestMarket();
        test.Do(test.Market.Settle());

        Assert.Empty(account.AcceptSettlement(test.Market.SettlementFor("s1")!));
    }

    private static Correction Correction(string id) => new(id, Key, new(-100), "a wrong report");

    private static void Settle(SellerAccount account, Notice notice)
    {
        foreach (var accepted in account.AcceptSettlement(notice)) { account.Apply(accepted); }
    }

    private static OverageCharge Charge(int number, long amount) =>
        new(Key, number, $"overage/2026-{number:00}", new(amount), "USD", 2);

    private static void Take(SellerAccount account, OverageCharge charge)
    {
        foreach (var accepted in account.Accept(charge)) { account.Apply(accepted); }
    }
}
