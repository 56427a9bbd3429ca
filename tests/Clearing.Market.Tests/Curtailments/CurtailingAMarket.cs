using System.Collections.Immutable;
using Clearing.Market.Curtailments;

namespace Clearing.Market.Tests.Curtailments;

/// <summary>A market, its sellers and their accounts through a curtailment.</summary>
public class CurtailingAMarket
{
    private const string Key = TestMarket.Key;
    private static readonly DateOnly First = new(2026, 10, 1);
    private static readonly DateOnly Last = new(2026, 12, 31);

    private static readonly CurtailPlace Place =
        new(First.AddDays(-5), First, Last, CurtailRule.LatestFirst, 1_000_000);

    // 100 cubic feet at 9.00 fall to 5.00; then 50 more go to another seller at 5.00. 30 are left.
    private static TestMarket Granted(MarketConfig? config = null)
    {
        var test = new TestMarket(config);
        test.Bid("A", "s1", 9_000_000, 100);
        test.Cleared(1, 100);
        test.Bid("B", "s2", 5_000_000, 50);
        test.Cleared(2, 80);
        test.TellAll();
        return test;
    }

    [Fact]
    public void The_pool_gives_first_then_offers_then_the_latest_award_which_is_compensated()
    {
        var test = Granted();
        test.Relinquish("A@1", "s1", 20);

        var taken = Curtail(test, 90, First);

        Assert.Equal((30L, 0L, -90L), (
            taken.FromPool.Value, taken.DeficitCovered.Value, taken.CapacityDelta.Value));
        Assert.Equal(
            [("A@1", "s1", 20L, 0L), ("B@2", "s2", 0L, 40L)],
            taken.Awards.Select(of =>
                (of.AwardId, of.Seller, of.FromOffer.Value, of.Firm.Value)));
        // All 92 days are lost: what was paid for them comes back once more.
        Assert.Equal([0, 20_000], taken.Awards.Select(of => (int)of.Compensation.Minor));
        var report = test.Market.Report();
        Assert.Equal((0L, 90L, 0L), (
            report.Pool.Value, report.Held.Value, report.OnOffer.Value));
    }

    [Fact]
    public void A_statement_shows_what_was_curtailed_and_the_compensation_apart_and_adds_up()
    {
        var test = Granted();
        Curtail(test, 70, First.AddDays(46));
        test.TellAll();

        var statement = test.Seller("s2").Statement(Key)!;
        var line = statement.Awards.Single();
        Assert.Equal((50L, 40L, 10L), (
            line.Granted.Value, line.Curtailed.Value, line.Held.Value));
        Assert.Equal(
            line.Charge,
            line.Gross - line.RepricingDiscount - line.ReleaseDiscount - line.CurtailmentDiscount);
        Assert.Equal((5_000, 20_000, 10_000), (
            (int)statement.Charge.Minor, (int)line.CurtailmentDiscount.Minor,
            (int)statement.Compensation.Minor));
        Assert.Equal(-5_000, (int)statement.Net.Minor);
        Assert.Equal(
            statement.Charge - statement.Compensation,
            test.Seller("s2").Balance(Key, LedgerAccount.Receivable));
        Assert.Equal(
            (20_000, 10_000), (
                (int)test.Seller("s2").Balance(Key, LedgerAccount.CurtailmentDiscounts).Minor,
                (int)test.Seller("s2").Balance(Key, LedgerAccount.CurtailmentCosts).Minor));
        Assert.Equal(2, test.Postings.Count(of => of.Cause == Cause.Curtailment));
        Assert.Empty(test.Seller("s1").Statement(Key)!.Awards.Where(of => of.Curtailed.Value > 0));
    }

    [Fact]
    public void Later_rounds_reprice_and_release_what_is_left_and_compensation_stays()
    {
        var test = Granted();
        Curtail(test, 70, First);
        var compensation = 20_000;
        test.Bid("C", "s3", 3_000_000, 10);
        test.Cleared(3, 10);
        test.Relinquish("B@2", "s2", 10);
        test.Bid("D", "s4", 3_000_000, 10);
        test.Cleared(4);
        test.TellAll();

        var statement = test.Seller("s2").Statement(Key)!;
        Assert.Equal(3_000_000, statement.Awards.Single().CurrentFee.Micros);
        Assert.Equal(0, (int)statement.Charge.Minor);
        Assert.Equal(compensation, (int)statement.Compensation.Minor);
        Assert.Equal(
            -statement.Compensation, test.Seller("s2").Balance(Key, LedgerAccount.Receivable));
        var account = test.Seller("s2");
        Assert.Equal(
            statement.Net, SellerAccount.From(account.Snapshot()).Statement(Key)!.Net);
    }

    [Fact]
    public void The_same_curtailment_again_gives_the_first_outcome_and_changes_nothing()
    {
        var test = Granted();
        var taken = Curtail(test, 70, First);

        var again = test.Market.Curtail(new("cut", new(70), First), Place with { Today = Last });

        Assert.Empty(again.Events);
        Assert.Equal(taken, again.Answer.Taken);
        Assert.Equal(
            CurtailStatus.IdReused,
            test.Market.Curtail(new("cut", new(71), First), Place).Answer.Status);
    }

    [Theory]
    [InlineData("a b", 10, 0, CurtailStatus.IdMalformed)]
    [InlineData("a/b", 10, 0, CurtailStatus.IdMalformed)]
    [InlineData("c", 0, -9, CurtailStatus.VolumeNotPositive)]
    [InlineData("c", 181, -9, CurtailStatus.VolumeAboveCapacity)]
    [InlineData("c", 10, -9, CurtailStatus.DayOutOfRange)]
    [InlineData("c", 10, 92, CurtailStatus.DayOutOfRange)]
    public void The_first_refusal_is_given_and_nothing_changes(
        string id, long volume, int day, CurtailStatus answer)
    {
        var decision = Granted().Market.Curtail(
            new(id, new(volume), First.AddDays(day)), Place);

        Assert.Equal(answer, decision.Answer.Status);
        Assert.Null(decision.Answer.Taken);
        Assert.Empty(decision.Events);
    }

    [Theory]
    [InlineData(15, CurtailStatus.VolumeOffLot, 10)]
    [InlineData(190, CurtailStatus.VolumeAboveCapacity, 180)]
    [InlineData(150, CurtailStatus.ApprovalNeeded, 100)]
    public void A_refused_curtailment_gives_the_volume_that_is_its_limit(
        long volume, CurtailStatus status, long limit)
    {
        var test = Granted(new MarketConfig { Lot = new(10), FourEyesCut = new(100) });
        var refused = test.Market.Curtail(new("cut", new(volume), First), Place).Answer;

        Assert.Equal(new CurtailReceipt(status, null, limit), refused);
    }

    [Fact]
    public void A_day_out_of_range_is_refused_with_the_days_that_are_not()
    {
        var refused = Granted().Market.Curtail(new("cut", new(1), Last.AddDays(1)), Place).Answer;

        Assert.Equal(CurtailStatus.DayOutOfRange, refused.Status);
        Assert.Equal((Place.Today, Last), (refused.EarliestDay, refused.LastDay));
    }

    [Fact]
    public void A_recorded_curtailment_comes_out_the_same_and_another_does_not()
    {
        var test = Granted();
        var place = Place with { Rule = CurtailRule.ProRata, CompensationPpm = 500_000 };
        var recorded = Assert.IsType<VolumeCurtailed>(
            Assert.Single(test.Market.Curtail(new("cut", new(90), First), place).Events));

        Assert.Equal(place, recorded.Place);
        Assert.Equal(WholeText.Of(recorded), WholeText.Of(test.Market.CurtailAgain(recorded)));
        Assert.NotEqual(
            WholeText.Of(recorded), WholeText.Of(test.Market.CurtailAgain(recorded with { Place = Place })));
        var older = recorded with { Place = null };
        Assert.Same(older, test.Market.CurtailAgain(older));
        test.Do(test.Market.Settle());
        Assert.Null(test.Market.CurtailAgain(recorded));
    }

    // Versions that took longer ids, and other characters, wrote such curtailments.
    [Fact]
    public void A_recorded_curtailment_with_an_id_that_is_no_longer_taken_stays_as_it_was()
    {
        var test = Granted();
        var recorded = Assert.IsType<VolumeCurtailed>(
            Assert.Single(test.Market.Curtail(new("cut", new(90), First), Place).Events));
        recorded = recorded with
        {
            Taken = recorded.Taken with { Cut = recorded.Taken.Cut with { Id = "cut/1" } },
        };
        var cut = recorded.Taken.Cut;

        Assert.Equal(CurtailStatus.IdMalformed, test.Market.Curtail(cut, Place).Answer.Status);
        Assert.Equal(WholeText.Of(recorded), WholeText.Of(test.Market.CurtailAgain(recorded)));
        test.Do(new Decision<bool, MarketEvent>(true, recorded));
        var again = test.Market.Curtail(cut, Place);
        Assert.Equal((CurtailStatus.Curtailed, recorded.Taken), (again.Answer.Status, again.Answer.Taken));
        Assert.Empty(again.Events);
        Assert.Equal(
            CurtailStatus.IdReused,
            test.Market.Curtail(cut with { Volume = new(1) }, Place).Answer.Status);
        Assert.Null(test.Market.CurtailAgain(recorded));
    }

    [Fact]
    public void A_market_that_is_unknown_settled_or_has_a_closed_book_is_not_curtailed()
    {
        var cut = new SpaceCut("cut", new(10), First);
        var test = Granted();
        Assert.Equal(CurtailStatus.ZoneUnknown, test.Market.Curtail(cut, null).Answer.Status);
        test.Close(3);
        Assert.Equal(CurtailStatus.BookClosed, test.Market.Curtail(cut, Place).Answer.Status);
        test.Cleared(3);
        test.Do(test.Market.Settle());
        Assert.Equal(CurtailStatus.MarketSettled, test.Market.Curtail(cut, Place).Answer.Status);
        Assert.Equal(
            CurtailStatus.MarketUnknown,
            new CapacityMarket(Key).Curtail(cut, Place).Answer.Status);
    }

    [Fact]
    public void What_is_curtailed_can_no_longer_be_offered_and_leaves_room_under_the_cap()
    {
        var test = Granted(new MarketConfig { SellerCaps = [new("s2", new(50))] });
        Curtail(test, 70, First);

        Assert.Equal(RelinquishStatus.VolumeAboveHeld, test.Relinquish("B@2", "s2", 11));
        Assert.Equal(RelinquishStatus.OnOffer, test.Relinquish("B@2", "s2", 10));
        test.Bid("E", "s2", 9_000_000, 40);
        test.Cleared(3, 40);
        Assert.Contains("E:40", test.Won(3), StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_fee_and_volume_are_compensated_or_refused_and_never_overflow()
    {
        var test = new TestMarket(new MarketConfig { MinorExponent = 6, Currency = "XXX" });
        test.Bid("A", "s1", long.MaxValue, long.MaxValue);
        test.Cleared(1, long.MaxValue);
        test.TellAll();
        var cut = new SpaceCut("cut", new(long.MaxValue), First);

        Assert.Equal(
            CurtailStatus.CompensationTooLarge,
            test.Market.Curtail(cut, Place with { CompensationPpm = 10_000_000 }).Answer.Status);
        var taken = Curtail(test, long.MaxValue, First);
        test.TellAll();

        var whole = (Int128)long.MaxValue * long.MaxValue;
        Assert.Equal(whole, taken.Awards.Single().Compensation.Minor);
        Assert.Equal(-whole, test.Seller("s1").Statement(Key)!.Net.Minor);
    }

    private static SpaceTaken Curtail(TestMarket test, long volume, DateOnly day)
    {
        var receipt = test.Do(test.Market.Curtail(new("cut", new(volume), day), Place));
        Assert.Equal(CurtailStatus.Curtailed, receipt.Status);
        return receipt.Taken!;
    }
}
