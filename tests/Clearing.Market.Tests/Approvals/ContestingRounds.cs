using System.Collections.Immutable;
using Clearing.Market.Curtailments;

namespace Clearing.Market.Tests;

public sealed class ContestingRounds
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Noon.AddMinutes(10);
    private static readonly DateTimeOffset Over = Noon.AddHours(1);

    private readonly TestMarket _test = new(new MarketConfig { ContestWindowSeconds = 3600 });

    [Fact]
    public void A_provisional_round_is_public_and_binds_nobody()
    {
        ClearThree();

        var result = Assert.Single(_test.Market.Contested("alice"));
        Assert.Equal(ContestStage.Provisional, result.Stage);
        Assert.Equal(Over, result.BindsAt);
        Assert.Equal(new Fee(5), result.Report.RoundFee);
        Assert.Null(result.Report.EligibleDemand);
        Assert.Equal("a@1", Assert.Single(result.Awards).Id);
        Assert.Null(_test.Market.Round(1));
        Assert.Equal(0, _test.Market.UntoldCount);
        Assert.Equal(new CubicFeet(0), _test.Market.Report().Held);
        Assert.Equal(CancelStatus.BookClosed, _test.Cancel("b", "bob"));
    }

    [Fact]
    public void It_binds_as_it_was_published_when_its_window_is_over()
    {
        ClearThree();
        Assert.Empty(_test.Market.Bind(Over.AddTicks(-1)));
        var published = _test.Market.Contested()[0].Report;

        At(Over, _test.Market.Bind(Over));

        Assert.Equal("a:60 b:40", _test.Won(1));
        Assert.Equal(published.ResultHash, _test.Market.Round(1)!.ResultHash);
        Assert.Empty(_test.Market.Contested());
        Assert.Empty(_test.Market.Bind(Over));
        Assert.Equal(2, _test.Market.UntoldCount);
    }

    [Fact]
    public void A_cap_that_falls_within_the_window_changes_nothing()
    {
        ClearThree();
        _test.Do([new SellerCapSet("alice", new(1))]);

        At(Over, _test.Market.Bind(Over));

        Assert.Equal("a:60 b:40", _test.Won(1));
        Assert.All(_test.Market.Book(1, 0, 9), row => Assert.Null(row.SellerRoom));
    }

    [Fact]
    public void A_second_operator_voids_it_and_the_rerun_gets_a_window_of_its_own()
    {
        ClearThree();
        Propose("olga", Later);
        Assert.Equal(ApprovalStatus.SameOperator, Approve("olga", Later).Status);

        Assert.Equal(ApprovalStatus.Done, Approve("omar", Later).Status);

        Assert.Collection(
            _test.Market.Contested("bob"),
            voided =>
            {
                Assert.Equal(ContestStage.Voided, voided.Stage);
                Assert.Equal("wrong reserve", voided.Reason);
                Assert.Equal(Later, voided.VoidedAt);
                Assert.Equal(40, Assert.Single(voided.Awards).Volume.Value);
            },
            rerun =>
            {
                Assert.Equal(ContestStage.Provisional, rerun.Stage);
                Assert.Equal(Later.AddHours(1), rerun.BindsAt);
                Assert.Empty(rerun.Awards);
            });
        At(Later.AddHours(1), _test.Market.Bind(Later.AddHours(1)));
        Assert.Equal("a:60", _test.Won(1));
        Assert.Equal(ApprovalStatus.Done, Approve("omar", Over.AddHours(2)).Status);
    }

    [Fact]
    public void Nobody_ends_with_an_award_or_a_posting_of_the_voided_result()
    {
        ClearThree();
        Propose("olga", Later);
        Approve("omar", Later);
        At(Over.AddHours(1), _test.Market.Bind(Over.AddHours(1)));

        _test.TellAll();

        Assert.Equal(["alice"], _test.Sellers.Keys);
        Assert.Equal(["a@1"], _test.Postings.Select(posting => posting.Reference));
        Assert.Equal(new CubicFeet(40), _test.Market.Report().Pool);
        Assert.Equal(BidStage.Open, _test.View("bob", "b").Stage);
    }

    [Fact]
    public void Neither_is_asked_nor_approved_once_the_window_is_over()
    {
        ClearThree();
        Assert.Equal("WindowOver", Ask("olga", Over).Refusal);
        Propose("olga", Later);

        Assert.Equal(ApprovalStatus.ProposalExpired, Approve("omar", Over).Status);
        Assert.Equal(
            ProposalStage.Expired, Assert.Single(_test.Market.Proposals(Over, 0, 9)).Stage);
    }

    [Fact]
    public void An_older_proposal_does_not_void_the_rerun()
    {
        ClearThree();
        Propose("olga", Later, "first");
        Propose("olga", Later, "second");
        Approve("omar", Later.AddMinutes(1), "first");

        Assert.Equal("RoundNotProvisional", Approve("omar", Later.AddMinutes(2), "second").Refusal);
    }

    [Fact]
    public void What_a_voided_result_would_have_lowered_does_not_change_with_later_rounds()
    {
        _test.Bid("early", "carol", 20, 10);
        At(Noon, _test.Market.Clear(new(1, new(10)), TestMarket.Nonce(1)).Events);
        At(Over, _test.Market.Bind(Over));
        _test.Bid("a", "alice", 9, 60);
        var second = Over.AddMinutes(1);
        At(second, _test.Market.Clear(new(2, new(60)), TestMarket.Nonce(2)).Events);
        At(second, _test.Market.Propose(
            "v", new(Void: new(2, new(60))), new("olga", second, "a wrong reserve")));
        At(second, _test.Market.Approve("v", new("omar", second)));
        At(second.AddHours(1), _test.Market.Bind(second.AddHours(1)));

        Assert.Equal(1, Assert.Single(_test.Market.Contested()).Report.Repriced);
    }

    [Fact]
    public void A_preview_of_the_published_terms_is_the_published_result()
    {
        ClearThree();

        var (status, report) = _test.Market.Preview(new(1, new(100)));

        Assert.Equal(ClearStatus.Cleared, status);
        Assert.Equal(Assert.Single(_test.Market.Contested()).Report, report);
    }

    [Fact]
    public void What_a_provisional_round_adds_counts_against_the_largest_pool()
    {
        _test.Bid("a", "alice", 9, 60);
        At(Noon, _test.Market.Clear(new(1, new(long.MaxValue)), TestMarket.Nonce(1)).Events);

        Assert.Equal(CapacityStatus.PoolOverflow, _test.Add(1));
        Assert.Equal(CapacityStatus.Changed, _test.Add(-1));
    }

    [Fact]
    public void Until_it_binds_no_round_closes_and_nothing_is_settled_or_curtailed()
    {
        var day = new DateOnly(2026, 10, 1);
        ClearThree();

        Assert.Equal(CloseStatus.OtherRoundClosed, _test.Close(2));
        Assert.Equal(SettleStatus.BookClosed, _test.Market.Settle().Answer);
        Assert.Equal(
            CurtailStatus.BookClosed,
            _test.Market.Curtail(
                new("c", new(1), day), new(day, day, day, CurtailRule.LatestFirst, 0)).Answer.Status);
        Assert.Equal(Over, _test.Market.DueAt);
    }

    [Fact]
    public void Clearing_it_again_is_answered_as_by_a_cleared_round()
    {
        ClearThree();

        Assert.Equal(ClearStatus.Cleared, _test.Clear(1, 100));
        Assert.Equal(ClearStatus.TermsDiffer, _test.Clear(1, 101));
    }

    [Fact]
    public void A_provisional_round_does_not_come_back_to_the_calendar()
    {
        _test.Do(_test.Market.Schedule(new(new(1, new(99)), Noon)));
        ClearThree();

        Assert.Empty(_test.Market.Calendar);
        Assert.Equal(
            ScheduleStatus.RoundPassed,
            _test.Market.Schedule(new(new(1, new(100)), Noon)).Answer);
    }

    [Fact]
    public void The_public_facts_are_the_close_each_result_the_void_and_the_clearing()
    {
        ClearThree();
        Propose("olga", Later);
        Approve("omar", Later);
        At(Over.AddHours(1), _test.Market.Bind(Over.AddHours(1)));

        Assert.Equal(
            [
                PublicFactKind.RoundClosed, PublicFactKind.RoundProvisional,
                PublicFactKind.RoundVoided, PublicFactKind.RoundProvisional,
                PublicFactKind.RoundCleared,
            ],
            _test.Market.Facts(0, 10).Select(fact => fact.Kind));
        Assert.Equal("wrong reserve", _test.Market.Facts(2, 1)[0].Contested!.Reason);
    }

    [Fact]
    public void A_recorded_outcome_that_was_not_published_is_impossible()
    {
        ClearThree();
        var other = ((RoundCleared)_test.Market.Bind(Over)[0]) with { ResultHash = "another" };

        Assert.Throws<InvalidOperationException>(() => _test.Market.Apply(other));
    }

    // 100 cubic feet: alice gets 60 at 9, bob 40 of 60 at 5; the rerun's reserve is 6.
    private void ClearThree()
    {
        _test.Bid("a", "alice", 9, 60);
        _test.Bid("b", "bob", 5, 60);
        var terms = new RoundTerms(1, new(100));
        At(Noon, _test.Market.Clear(terms, TestMarket.Nonce(1)).Events);
    }

    private void Propose(string by, DateTimeOffset now, string id = "v-1") =>
        Assert.Equal(ApprovalStatus.Done, Ask(by, now, id).Status);

    private ApprovalReceipt Ask(string by, DateTimeOffset now, string id = "v-1")
    {
        var rerun = new RoundTerms(1, new(100), new(6));
        return At(now, _test.Market.Propose(
            id, new(Void: rerun), new Act(by, now, "wrong reserve")));
    }

    private ApprovalReceipt Approve(string by, DateTimeOffset now, string id = "v-1") =>
        At(now, _test.Market.Approve(id, new Act(by, now)));

    private ApprovalReceipt At(
        DateTimeOffset now, Decision<ApprovalReceipt, MarketEvent> decision)
    {
        At(now, decision.Events);
        return decision.Answer;
    }

    private void At(DateTimeOffset now, ImmutableArray<MarketEvent> events) => _test.DoAt(now, events);
}
