using Clearing.Market.Curtailments;

namespace Clearing.Market.Tests.Curtailments;

/// <summary>
/// A bid of 100 cubic feet, all or nothing, of which a curtailment leaves 40 from 10 October on.
/// </summary>
public class EndingTheRest
{
    private const string Key = TestMarket.Key;
    private static readonly DateOnly First = new(2026, 10, 1);
    private static readonly DateOnly Day = First.AddDays(9);

    private static readonly CurtailPlace Place =
        new(First, First, new(2026, 12, 31), CurtailRule.LatestFirst, 1_000_000);

    private readonly TestMarket _test = new();

    public EndingTheRest()
    {
        _test.Bid("A", "s1", 5_000_000, 100, 100);
        _test.Bid("B", "s2", 5_000_000, 50);
        _test.Cleared(1, 150);
        Do(_test.Market.Curtail(new("cut", new(110), Day), Place));
        _test.TellAll();
    }

    [Fact]
    public void The_rest_goes_to_the_pool_and_the_liability_for_it_ends_without_compensation()
    {
        var before = _test.Seller("s1").Statement(Key)!;
        Do(_test.Market.EndRest(new("end", "A@1", "s1"), Day));
        _test.TellAll();

        var after = _test.Seller("s1").Statement(Key)!;
        var report = _test.Market.Report();
        Assert.Equal((0L, 40L), (report.Held.Value, report.Pool.Value));
        Assert.Equal((20_000, 0), ((int)before.Charge.Minor, (int)after.Charge.Minor));
        Assert.Equal(before.Compensation, after.Compensation);
        Assert.Equal(
            after.Charge - after.Compensation,
            _test.Seller("s1").Balance(Key, LedgerAccount.Receivable));
        Assert.Equal("cut", Assert.Single(_test.Market.Curtailments).Cut.Id);
    }

    [Fact]
    public void What_is_waived_is_the_charge_for_the_rest()
    {
        Do(_test.Market.EndRest(new("end", "A@1", "s1"), Day));

        var taken = Assert.Single(_test.Events.OfType<RestEnded>()).Taken;
        Assert.Equal<AwardCut>(
            [new AwardCut("A@1", "s1", new(0), new(40), new(20_000), Money.Zero, BelowMin: false)],
            taken.Awards);
        Assert.Equal((0L, 40L), (taken.FromPool.Value, taken.DeficitCovered.Value));
    }

    [Fact]
    public void The_pool_gives_it_to_the_next_round()
    {
        Do(_test.Market.EndRest(new("end", "A@1", "s1"), Day));
        _test.Bid("C", "s3", 4_000_000, 90);

        Assert.Equal(40, _test.Cleared(2, 0).Granted.Value);
    }

    [Fact]
    public void Ending_it_again_gives_the_first_answer_and_another_award_under_the_id_is_refused()
    {
        RestEnd end = new("end", "A@1", "s1");
        Do(_test.Market.EndRest(end, Day));

        Refuses(RestEndStatus.Ended, end, Day.AddDays(99));
        Refuses(RestEndStatus.IdReused, end with { AwardId = "other@1" }, Day);
        RefusesForGood(RestEndStatus.NotBelowMin, end with { Id = "again" }, Day);
    }

    [Fact]
    public void Seven_days_after_the_curtailments_day_are_in_time_and_eight_are_not()
    {
        RefusesForGood(RestEndStatus.EndedTooLate, new("late", "A@1", "s1"), Day.AddDays(8));

        Do(_test.Market.EndRest(new("end", "A@1", "s1"), Day.AddDays(7)));
    }

    [Fact]
    public void Only_what_is_not_on_offer_ends()
    {
        _test.Relinquish("A@1", "s1", 15);
        Do(_test.Market.EndRest(new("end", "A@1", "s1"), Day));

        var report = _test.Market.Report();
        Assert.Equal(
            (15L, 15L, 25L), (report.Held.Value, report.OnOffer.Value, report.Pool.Value));
        RefusesForGood(RestEndStatus.NotBelowMin, new("more", "A@1", "s1"), Day);
    }

    [Theory]
    [InlineData("a b", "A@1", "s1", RestEndStatus.IdMalformed)]
    [InlineData("end", "A@1", "s 2", RestEndStatus.AwardUnknown)]
    [InlineData("end", "", "s1", RestEndStatus.AwardUnknown)]
    [InlineData("end", null, "s1", RestEndStatus.AwardUnknown)]
    public void What_is_malformed_is_refused(
        string id, string? award, string seller, RestEndStatus answer) =>
        Refuses(answer, new(id, award!, seller), Day);

    [Theory]
    [InlineData("A@2", "s1", RestEndStatus.AwardUnknown)]
    [InlineData("A@1", "s2", RestEndStatus.AwardUnknown)]
    [InlineData("B@1", "s2", RestEndStatus.NotBelowMin)]
    public void What_cannot_be_ended_yet_is_refused_for_good(
        string award, string seller, RestEndStatus answer) =>
        RefusesForGood(answer, new("end", award, seller), Day);

    [Fact]
    public void A_closed_book_refuses_it_and_a_delayed_duplicate_does_not_end_it_once_the_round_is_cleared()
    {
        RestEnd end = new("end", "A@1", "s1");
        _test.Close(2);
        RefusesForGood(RestEndStatus.BookClosed, end, Day);
        _test.Cleared(2, 0);

        Refuses(RestEndStatus.BookClosed, end, Day);
        Refuses(RestEndStatus.IdReused, end with { AwardId = "other@1" }, Day);
        Do(_test.Market.EndRest(end with { Id = "another" }, Day));
    }

    [Fact]
    public void A_settled_market_refuses_it()
    {
        _test.Do(_test.Market.Settle().Events);

        Refuses(RestEndStatus.MarketSettled, new("end", "A@1", "s1"), Day);
        Refuses(RestEndStatus.AwardUnknown, new("end", "A@2", "s1"), Day);
    }

    private void Refuses(RestEndStatus answer, RestEnd end, DateOnly today)
    {
        var decision = _test.Market.EndRest(end, today);
        Assert.Equal(answer, decision.Answer);
        Assert.Empty(decision.Events);
    }

    private void RefusesForGood(RestEndStatus answer, RestEnd end, DateOnly today)
    {
        var decision = _test.Market.EndRest(end, today);
        Assert.Equal(answer, decision.Answer);
        _test.Do(decision.Events);
        Refuses(answer, end, today);
        Assert.Equal(new RestEndRefused(end, answer), Assert.Single(decision.Events));
    }

    private void Do<TAnswer>(Decision<TAnswer, MarketEvent> decision)
    {
        Assert.NotEmpty(decision.Events);
        _test.Do(decision.Events);
    }
}
