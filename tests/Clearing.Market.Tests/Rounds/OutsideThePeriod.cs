using Clearing.Market.Curtailments;

namespace Clearing.Market.Tests;

/// <summary>A market that was never opened, and one that is settled, change no more.</summary>
public sealed class OutsideThePeriod
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 10, 1);
    private static readonly CalendarChange Change = new("olga", "a later start", Noon);
    private static readonly Act By = new("olga", Noon, "because");
    private static readonly CurtailPlace Place = new(Day, Day, Day, CurtailRule.LatestFirst, 0);

    [Fact]
    public void A_market_that_was_never_opened_says_so()
    {
        var market = new CapacityMarket(TestMarket.Key);

        Refuses(AmendStatus.MarketUnknown, market.Amend(new("c", "b", "acme")));
        Refuses(CancelStatus.MarketUnknown, market.Cancel(new("c", "b", "acme")));
        Refuses(RelinquishStatus.MarketUnknown, market.Relinquish(new("c", "b@1", "acme", new(1))));
        Refuses(RestEndStatus.MarketUnknown, market.EndRest(new("c", "b@1", "acme"), Day));
        Refuses(ScheduleStatus.MarketUnknown, market.Schedule(Round(1)));
        Refuses(RescheduleStatus.MarketUnknown, market.Reschedule(Round(1), Change));
        Refuses(RescheduleStatus.MarketUnknown, market.Unschedule(1, Change));
        Refuses(CapacityStatus.MarketUnknown, market.ChangeCapacity(new("c", new(1))));
        Refuses(PauseStatus.MarketUnknown, market.Pause("why"));
        Refuses(PauseStatus.MarketUnknown, market.Resume());
        Refuses(CloseStatus.MarketUnknown, market.Close(1, TestMarket.Nonce(1)));
        Refuses(ClearStatus.MarketUnknown, market.Clear(Round(1).Terms, TestMarket.Nonce(1)));
        Refuses(SettleStatus.MarketUnknown, market.Settle());
        Assert.Equal(
            ApprovalStatus.MarketUnknown, market.Propose("p", new(Settle: new()), By).Answer.Status);
        Assert.Equal(
            CurtailStatus.MarketUnknown, market.Curtail(new("c", new(1), Day), Place).Answer.Status);
        Assert.Null(market.LastChangeAt);
    }

    [Fact]
    public void A_settled_market_says_so()
    {
        var test = new TestMarket();
        test.Bid("b", "acme", 5, 10);
        test.Cleared(1, 10);
        test.Do(test.Market.Schedule(Round(2)));
        Assert.Equal(SettleStatus.Settled, test.Do(test.Market.Settle()));
        var market = test.Market;

        Refuses(RelinquishStatus.MarketSettled, market.Relinquish(new("c", "b@1", "acme", new(1))));
        Refuses(ScheduleStatus.MarketSettled, market.Schedule(Round(3)));
        Refuses(RescheduleStatus.MarketSettled, market.Reschedule(Round(2), Change));
        Refuses(RescheduleStatus.MarketSettled, market.Unschedule(2, Change));
        Refuses(CapacityStatus.MarketSettled, market.ChangeCapacity(new("c", new(1))));
        Refuses(PauseStatus.MarketSettled, market.Pause("why"));
        Refuses(PauseStatus.MarketSettled, market.Resume());
        Refuses(CloseStatus.MarketSettled, market.Close(2, TestMarket.Nonce(2)));
        Refuses(ClearStatus.MarketSettled, market.Clear(Round(2).Terms, TestMarket.Nonce(2)));
        Refuses(SettleStatus.Settled, market.Settle());
        Refuses(CancelStatus.BidNotOpen, market.Cancel(new("c", "b", "acme")));
        Refuses(CancelStatus.BidUnknown, market.Cancel(new("c", "none", "acme")));
        Refuses(AmendStatus.BidUnknown, market.Amend(new("c", "none", "acme")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    public void An_id_that_is_none_is_refused_before_anything_else(string id)
    {
        var test = new TestMarket();
        test.Bid("b", "acme", 5, 10);
        test.Cleared(1, 10);
        var market = test.Market;

        Refuses(AmendStatus.IdMalformed, market.Amend(new(id, "b", "acme")));
        Refuses(AmendStatus.BidUnknown, market.Amend(new("c", id, "acme")));
        Refuses(AmendStatus.BidUnknown, market.Amend(new("c", "b", id)));
        Refuses(CancelStatus.IdMalformed, market.Cancel(new(id, "b", "acme")));
        Refuses(CancelStatus.BidUnknown, market.Cancel(new("c", id, "acme")));
        Refuses(CancelStatus.BidUnknown, market.Cancel(new("c", "b", id)));
        Refuses(RelinquishStatus.IdMalformed, market.Relinquish(new(id, "b@1", "acme", new(1))));
        Refuses(RelinquishStatus.AwardUnknown, market.Relinquish(new("c", "b@1", id, new(1))));
        Refuses(CapacityStatus.IdMalformed, market.ChangeCapacity(new(id, new(1))));
    }

    [Fact]
    public void Pausing_a_paused_market_and_resuming_an_open_one_change_nothing()
    {
        var test = new TestMarket();

        Refuses(PauseStatus.Done, test.Market.Resume());
        test.Do(test.Market.Pause("a leak"));
        Refuses(PauseStatus.Done, test.Market.Pause("another"));
        Refuses(CloseStatus.MarketPaused, test.Market.Close(1, TestMarket.Nonce(1)));
        Refuses(ClearStatus.MarketPaused, test.Market.Clear(Round(1).Terms, TestMarket.Nonce(1)));
    }

    [Fact]
    public void The_last_change_is_the_last_book_or_cut_whichever_is_later()
    {
        var test = new TestMarket();
        test.Bid("b", "acme", 5, 10);
        Assert.Null(test.Market.LastChangeAt);
        test.DoAt(Noon, test.Market.Close(1, TestMarket.Nonce(1)).Events);
        Assert.Equal(Noon, test.Market.LastChangeAt);
        test.DoAt(Noon.AddHours(1), test.Market.Clear(new(1, new(10)), TestMarket.Nonce(1)).Events);
        Assert.Equal(Noon.AddHours(1), test.Market.LastChangeAt);
        test.DoAt(Noon.AddHours(2), test.Market.Curtail(new("cut", new(1), Day), Place).Events);
        Assert.Equal(Noon.AddHours(2), test.Market.LastChangeAt);
        test.DoAt(Noon.AddHours(3), test.Market.Clear(new(2, new(1)), TestMarket.Nonce(2)).Events);
        Assert.Equal(Noon.AddHours(3), test.Market.LastChangeAt);
    }

    private static ScheduledRound Round(int number) =>
        new(new RoundTerms(number, new CubicFeet(0)), Noon.AddHours(number));

    private static void Refuses<TStatus>(
        TStatus expected, Decision<TStatus, MarketEvent> decision) where TStatus : struct, Enum
    {
        Assert.Equal(expected, decision.Answer);
        // A refusal that may pass is noted, because it is final for its id.
        Assert.All(decision.Events, happened => Assert.True(
            happened is AmendmentRefused or CancellationRefused or RelinquishmentRefused));
    }
}
