using Clearing.Market.Curtailments;

namespace Clearing.Market.Tests;

public sealed class KeepingTheTrail
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 10, 1);
    private static readonly Act Reported = new("olga", Noon, "the roof leaks", "r-1");

    [Fact]
    public void Every_act_is_kept_with_who_when_and_why()
    {
        var test = new TestMarket();
        Act(test, test.Market.ChangeCapacity(new("c-1", new(100))));
        Act(test, test.Market.Clear(new RoundTerms(1), TestMarket.Nonce(1)));
        Act(test, test.Market.Resume());
        Act(test, test.Market.Curtail(
            new("f-1", new(10), Day), new(Day, Day, Day, CurtailRule.LatestFirst, 1_000_000)));
        Act(test, test.Market.Settle());
        var trail = test.Market.Audit(1, 10).ToArray();

        Assert.Equal(
            [
                new(2, ActKind.CapacityChanged, "c-1", "olga", Noon, "the roof leaks", "r-1"),
                new(3, ActKind.RoundClosed, "1", "olga", Noon, "the roof leaks", "r-1"),
                new(4, ActKind.RoundCleared, "1", "olga", Noon, "the roof leaks", "r-1"),
                new(5, ActKind.Curtailed, "f-1", "olga", Noon, "the roof leaks", "r-1"),
                new(6, ActKind.Settled, null, "olga", Noon, "the roof leaks", "r-1"),
            ],
            trail);
    }

    [Fact]
    public void A_commands_own_reason_goes_before_that_of_the_call()
    {
        var test = new TestMarket();
        test.Do(test.Market.Schedule(new(new(1), Noon)));
        Act(test, test.Market.Pause("a storm"));
        Act(test, test.Market.Unschedule(1, new("olga", "a holiday", Noon)));
        Act(test, test.Market.Inspect(new("i-1", "olga", "a complaint"), Noon));

        Assert.Equal(
            ["a storm", "a holiday", "a complaint"],
            test.Market.Audit(2, 10).Select(entry => entry.Reason));
        Assert.All(
            test.Market.Audit(2, 10), entry => Assert.Equal("the roof leaks", entry.CallReason));
    }

    [Fact]
    public void What_the_calendar_does_is_on_record_without_an_author()
    {
        var test = new TestMarket();
        var (_, events) = test.Market.Close(1, TestMarket.Nonce(1));
        test.Do([.. events.Select(closed => (RoundClosed)closed with { At = Noon })]);

        Assert.Equal(
            new AuditEntry(2, ActKind.RoundClosed, "1", By: null, Noon),
            Assert.Single(test.Market.Audit(1, 10)));
    }

    [Fact]
    public void A_trail_comes_in_pages_oldest_first()
    {
        var test = new TestMarket();
        for (var i = 1; i <= 4; i++) { test.Add(i); }

        Assert.Equal([1, 2], test.Market.Audit(0, 2).Select(entry => entry.Number));
        Assert.Equal([3, 4], test.Market.Audit(2, 2).Select(entry => entry.Number));
        Assert.Equal([5], test.Market.Audit(4, 2).Select(entry => entry.Number));
        Assert.Empty(test.Market.Audit(5, 2));
        Assert.Empty(test.Market.Audit(long.MaxValue, 2));
    }

    [Fact]
    public void What_is_decided_about_bids_is_no_act()
    {
        var test = new TestMarket();
        test.Bid("b", "acme", 1_000_000, 10);
        test.Cancel("b", "acme");

        Assert.Empty(test.Market.Audit(1, 10));
    }

    [Fact]
    public void An_account_keeps_what_operators_did_to_it_also_in_its_snapshot()
    {
        var account = new SellerAccount("acme");
        foreach (var set in account.SetBase(new("us", "standard", new(7))))
        {
            account.Apply((SellerAct)set with { Act = Reported });
        }
        foreach (var announced in account.SetBase(new("us", "standard", new(9))))
        {
            account.Apply(announced);
        }
        var restored = SellerAccount.From(account.Snapshot());

        var entry = new AuditEntry(
            1, ActKind.BaseSet, "us/standard", "olga", Noon, "the roof leaks", "r-1");
        Assert.Equal(entry, Assert.Single(account.Audit(0, 10)));
        Assert.Equal(entry, Assert.Single(restored.Audit(0, 10)));
    }

    private static void Act<TStatus>(TestMarket test, Decision<TStatus, MarketEvent> decision) =>
        test.Do([.. decision.Events.Select(happened => (MarketAct)happened with { Act = Reported })]);
}
