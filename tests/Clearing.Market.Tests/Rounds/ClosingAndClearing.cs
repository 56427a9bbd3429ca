namespace Clearing.Market.Tests;

public sealed class ClosingAndClearing
{
    [Fact]
    public void The_lowest_granted_fee_is_charged_to_every_winner()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 9, 60);
        test.Bid("B", "s2", 5, 60);
        test.Bid("C", "s3", 4, 60);
        var round = test.Cleared(1, 100);
        Assert.Equal("A:60 B:40", test.Won(1));
        Assert.Equal(new Fee(5), round.RoundFee);
        Assert.All(test.Market.Awards(1, 0, 9), award => Assert.Equal(new Fee(5), award.RoundFee));
        Assert.Equal([true, false], test.Market.Awards(1, 0, 9).Select(award => award.Complete));
        Assert.Equal(Reason.Outbid, test.View("s3", "C").LastReason);
        Assert.Equal((3, 2, 180), (round.Bids, round.Winners, (int)test.Market.AuditedRound(1)!.EligibleDemand!));
    }

    [Fact]
    public void A_bid_placed_after_the_close_waits_for_the_next_round()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 5, 60);
        Assert.Equal(CloseStatus.Closed, test.Close(1));
        Assert.Equal(BidStatus.Accepted, test.Bid("B", "s2", 9, 60));
        Assert.Equal(1, test.Cleared(1, 100).Bids);
        Assert.Equal("A:60", test.Won(1));
        Assert.Equal(0, test.View("s2", "B").LastRound);
        test.Cleared(2);
        Assert.Equal("B:40", test.Won(2));
    }

    [Fact]
    public void Bids_of_a_closed_book_stand_still_until_it_is_cleared()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 5, 60);
        test.Close(1);
        Assert.Equal(AmendStatus.BookClosed, test.Amend("A", "s1", fee: 9, id: "x"));
        Assert.Equal(CancelStatus.BookClosed, test.Cancel("A", "s1", id: "y"));
        test.Bid("B", "s1", 5, 60);
        Assert.Equal(AmendStatus.Amended, test.Amend("B", "s1", fee: 9));
        Assert.Equal(CancelStatus.Cancelled, test.Cancel("B", "s1"));
        test.Cleared(1, 10);
        Assert.Equal(AmendStatus.BookClosed, test.Amend("A", "s1", fee: 9, id: "x"));
        Assert.Equal(AmendStatus.Amended, test.Amend("A", "s1", fee: 9));
    }

    [Fact]
    public void Capacity_and_offers_that_come_after_the_close_count_from_the_next_clearing()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 5, 60);
        test.Cleared(1, 60);
        test.Bid("B", "s2", 5, 100);
        test.Add(10);
        test.Close(2);
        test.Add(20);
        test.Relinquish("A@1", "s1", 30);
        Assert.Equal(10, test.Cleared(2).Available.Value);
        Assert.Equal(20, test.Market.Report().PendingCapacity.Value);
        var third = test.Cleared(3);
        Assert.Equal((50L, 20L), (third.Available.Value, third.CapacityDelta.Value));
        Assert.Equal(0, test.Market.Report().OnOffer.Value);
    }

    [Fact]
    public void Clearing_a_round_twice_is_the_same_and_on_other_terms_refused()
    {
        var test = new TestMarket();
        test.Cleared(3, 10, 5);
        var events = test.Events.Count;
        Assert.Equal(ClearStatus.Cleared, test.Clear(3, 10, 5));
        Assert.Equal(ClearStatus.TermsDiffer, test.Clear(3, 11, 5));
        Assert.Equal(ClearStatus.RoundPassed, test.Clear(2));
        Assert.Equal(ClearStatus.RoundPassed, test.Clear(0));
        Assert.Equal(CloseStatus.Closed, test.Close(3));
        Assert.Equal(CloseStatus.RoundPassed, test.Close(2));
        Assert.Equal(events, test.Events.Count);
    }

    [Fact]
    public void One_book_is_closed_at_a_time()
    {
        var test = new TestMarket();
        test.Close(2);
        Assert.Equal(CloseStatus.Closed, test.Close(2));
        Assert.Equal(CloseStatus.OtherRoundClosed, test.Close(3));
        Assert.Equal(ClearStatus.OtherRoundClosed, test.Clear(3));
        Assert.Equal(SettleStatus.BookClosed, test.Do(test.Market.Settle()));
        Assert.Equal(ClearStatus.Cleared, test.Clear(2));
    }

    [Fact]
    public void A_paused_market_takes_bids_and_clears_nothing()
    {
        var test = new TestMarket();
        test.Do(test.Market.Pause("flood"));
        Assert.Equal(BidStatus.Accepted, test.Bid("A", "s1", 5, 60));
        Assert.Equal(CloseStatus.MarketPaused, test.Close(1));
        Assert.Equal(ClearStatus.MarketPaused, test.Clear(1, 5));
        Assert.Equal(PauseStatus.Done, test.Do(test.Market.Resume()));
        Assert.Equal(ClearStatus.Cleared, test.Clear(1, 5));
    }

    [Fact]
    public void Bids_for_one_round_expire_with_it()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 5, 60, timeInForce: TimeInForce.Round);
        test.Close(1);
        test.Bid("B", "s1", 5, 60, timeInForce: TimeInForce.Round);
        test.Cleared(1, 50);
        Assert.Equal(BidStage.Expired, test.View("s1", "A").Stage);
        Assert.Equal(BidStage.Open, test.View("s1", "B").Stage);
        Assert.Equal(50, test.View("s1", "A").Granted.Value);
    }

    [Fact]
    public void A_capped_seller_is_cut_to_what_it_may_still_hold()
    {
        var test = new TestMarket(new MarketConfig { SellerCaps = [new("s1", new CubicFeet(70))] });
        test.Bid("A", "s1", 9, 60);
        test.Bid("B", "s1", 8, 60);
        test.Bid("C", "s1", 7, 60);
        test.Cleared(1, 200);
        Assert.Equal("A:60 B:10", test.Won(1));
        Assert.Equal(Reason.SellerCap, test.View("s1", "C").LastReason);
    }

    [Fact]
    public void The_lottery_goes_by_the_hash_of_seed_and_bid()
    {
        var test = new TestMarket(
            new MarketConfig { TieRule = TieRule.SeededLottery, LotterySeed = "α" });
        string[] ids = ["A", "B", "C", "D", "E"];
        foreach (var id in ids) { test.Bid(id, "s1", 5, 10); }
        test.Cleared(1, 10);
        var first = ids.MinBy(
            id => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes($"α:{id}"))), StringComparer.Ordinal);
        Assert.Equal($"{first}:10", test.Won(1));
    }

    [Fact]
    public void A_deficit_is_carried_and_only_offers_are_granted_meanwhile()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 5, 100);
        test.Cleared(1, 100);
        test.Bid("B", "s2", 5, 100);
        test.Relinquish("A@1", "s1", 80);
        Assert.Equal(50, test.Cleared(2, -30).Available.Value);
        Assert.Equal("B:50", test.Won(2));
        var report = test.Market.Report();
        Assert.Equal((-30L, 100L, 30L), (report.Pool.Value, report.Held.Value,
            report.OnOffer.Value));
    }

    [Fact]
    public void Fresh_capacity_goes_first_then_offers_first_in_first_out()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 5, 50);
        test.Bid("B", "s2", 5, 50);
        test.Cleared(1, 100);
        test.Relinquish("B@1", "s2", 20);
        test.Relinquish("A@1", "s1", 20);
        test.Relinquish("B@1", "s2", 20);
        test.Bid("C", "s3", 5, 75);
        test.Cleared(2, 30);
        var cleared = test.Events.OfType<RoundCleared>().Last();
        Assert.Equal<Release>(
            [new("B@1", new CubicFeet(20), "s2"), new("A@1", new CubicFeet(20), "s1"),
                new("B@1", new CubicFeet(5), "s2")],
            cleared.Releases);
        Assert.Equal(15, test.Market.Report().OnOffer.Value);
    }

    [Fact]
    public void More_than_what_is_held_cannot_be_offered()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 5, 50);
        test.Cleared(1, 50);
        Assert.Equal(RelinquishStatus.AwardUnknown, test.Relinquish("A@2", "s1", 1));
        Assert.Equal(RelinquishStatus.AwardUnknown, test.Relinquish("A@01", "s1", 1));
        Assert.Equal(RelinquishStatus.AwardUnknown, test.Relinquish("A@1", "s2", 1));
        Assert.Equal(RelinquishStatus.VolumeNotPositive, test.Relinquish("A@1", "s1", 0));
        Assert.Equal(RelinquishStatus.VolumeAboveHeld, test.Relinquish("A@1", "s1", 51, id: "x"));
        Assert.Equal(RelinquishStatus.OnOffer, test.Relinquish("A@1", "s1", 30, id: "y"));
        Assert.Equal(RelinquishStatus.OnOffer, test.Relinquish("A@1", "s1", 30, id: "y"));
        Assert.Equal(RelinquishStatus.VolumeAboveHeld, test.Relinquish("A@1", "s1", 21));
        Assert.Equal(RelinquishStatus.VolumeAboveHeld, test.Relinquish("A@1", "s1", 51, id: "x"));
        Assert.Equal(30, test.Market.Report().OnOffer.Value);
    }

    [Fact]
    public void Capacity_beyond_63_bits_is_refused()
    {
        var test = new TestMarket();
        Assert.Equal(CapacityStatus.Changed, test.Add(long.MaxValue));
        Assert.Equal(CapacityStatus.PoolOverflow, test.Add(1));
        Assert.Equal(ClearStatus.PoolOverflow, test.Clear(1, 1));
        Assert.Equal(ClearStatus.ReserveNegative, test.Clear(1, 1, -1));
        Assert.Equal(long.MaxValue, test.Cleared(1).Available.Value);
        Assert.Equal(CapacityStatus.Changed, test.Add(-long.MaxValue));
        Assert.Equal(CapacityStatus.PoolOverflow, test.Add(-long.MaxValue));
        test.Cleared(2);
        Assert.Equal(CapacityStatus.Changed, test.Add(-long.MaxValue));
        Assert.Equal(CapacityStatus.PoolOverflow, test.Add(-1));
    }

    [Fact]
    public void What_a_seller_wins_again_of_its_own_offer_is_held_once()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 5, long.MaxValue - 10);
        test.Cleared(1, long.MaxValue - 10);
        test.Relinquish("A@1", "s1", 1_000);
        test.Bid("B", "s1", 5, 1_000);

        Assert.Equal(1_000, test.Cleared(2).Granted.Value);
        Assert.Equal(long.MaxValue - 10, test.Market.Report().Held.Value);
    }

    [Fact]
    public void A_market_takes_no_capacity_beyond_63_bits_with_what_is_held()
    {
        var test = new TestMarket();
        test.Bid("A", "s1", 5, long.MaxValue);
        test.Cleared(1, long.MaxValue);
        test.Bid("B", "s2", 5, long.MaxValue);

        Assert.Equal(CapacityStatus.PoolOverflow, test.Add(1));
        Assert.Equal(ClearStatus.PoolOverflow, test.Clear(2, 1));
        Assert.Equal(0, test.Cleared(2).Granted.Value);
    }
}
