using Clearing.Market.Curtailments;

namespace Clearing.Market.Tests;

public sealed partial class ApprovingActs
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 10, 1);
    private static readonly CurtailPlace Place = new(Day, Day, Day, CurtailRule.LatestFirst, 0);

    private readonly TestMarket _test = new(new MarketConfig
    {
        FourEyesCut = new(50),
        FourEyesSettlement = new Money(1),
        FourEyesCorrection = new Money(500),
    });

    [Fact]
    public void An_empty_act_is_no_act_and_settles_nothing()
    {
        Assert.Throws<ArgumentException>(() =>
            _test.Market.Propose("p-1", new ProposedAct(), new("olga", Noon, "why not")));

        Assert.Equal(MarketStage.Open, _test.Market.Report().Stage);
    }

    [Fact]
    public void A_correction_that_its_account_is_sure_to_refuse_is_refused_when_it_is_proposed()
    {
        var good = new Correction("c-1", TestMarket.Key, new Money(700), "a wrong fee");
        Assert.Equal("MarketNotSettled", RefusalOf(good));
        Assert.Equal("MarketUnknown", RefusalOf(good with { Market = "us-west/standard/2099" }));
        Assert.Equal("IdMalformed", RefusalOf(good with { Id = "c 1" }));
        _test.Clear(1);
        _test.Do(_test.Market.Settle(approved: true));

        Assert.Null(RefusalOf(good));
        Assert.Equal("NoteMalformed", RefusalOf(good with { Note = " " }));
        Assert.Equal("AmountOutOfRange", RefusalOf(good with { Amount = new(Int128.MaxValue) }));
    }

    [Fact]
    public void A_cut_of_more_than_the_limit_needs_a_second_operator()
    {
        Assert.Equal(CapacityStatus.Changed, _test.Add(100));
        Assert.Equal(CapacityStatus.Changed, _test.Add(-50));
        Assert.Equal(CapacityStatus.ApprovalNeeded, _test.Add(-51, "cut"));

        Propose(new(Capacity: new("cut", new(-51))));
        Assert.Equal(new CubicFeet(50), _test.Market.Report().PendingCapacity);
        Approve("omar");

        Assert.Equal(new CubicFeet(-1), _test.Market.Report().PendingCapacity);
        Assert.Equal(CapacityStatus.Changed, _test.Add(-51, "cut"));
    }

    [Fact]
    public void A_rounds_terms_cannot_cut_more_than_the_limit()
    {
        Assert.Equal(ClearStatus.ApprovalNeeded, _test.Clear(1, -51));
        Assert.Equal(
            ScheduleStatus.ApprovalNeeded,
            _test.Market.Schedule(new(new(1, new(-51)), Noon)).Answer);
        _test.Do(_test.Market.Schedule(new(new(1, new(-50)), Noon)));
        Assert.Equal(
            RescheduleStatus.ApprovalNeeded,
            _test.Market.Reschedule(
                new(new(1, new(-51)), Noon), new("olga", "less", Noon)).Answer);
    }

    [Fact]
    public void A_curtailment_of_more_than_the_limit_needs_a_second_operator()
    {
        _test.Add(100);
        _test.Clear(1);
        var cut = new SpaceCut("flood", new(51), Day);
        Assert.Equal(
            CurtailStatus.ApprovalNeeded, _test.Market.Curtail(cut, Place).Answer.Status);

        Propose(new(Cut: cut));
        Approve("omar");

        Assert.Equal(new CubicFeet(49), _test.Market.Report().Pool);
        Assert.Equal(CurtailStatus.Curtailed, _test.Market.Curtail(cut, Place).Answer.Status);
    }

    [Theory]
    [InlineData(1, SettleStatus.Settled)]
    [InlineData(2, SettleStatus.ApprovalNeeded)]
    public void A_settlement_of_more_than_the_limit_needs_a_second_operator(
        long volume, SettleStatus expected)
    {
        _test.Bid("a", "alice", 10_000, volume);
        _test.Cleared(1, 100);

        Assert.Equal(expected, _test.Market.Settle().Answer);

        Propose(new(Settle: new()));
        Approve("omar");
        Assert.Equal(MarketStage.Settled, _test.Market.Stage);
    }

    [Fact]
    public void A_correction_is_allowed_exactly_as_it_was_approved()
    {
        var small = new SellerCorrection("alice", new("c", TestMarket.Key, new(-500), "small"));
        var large = new SellerCorrection("alice", new("c", TestMarket.Key, new(-501), "large"));
        Assert.True(_test.Market.MayCorrect(small));
        Assert.False(_test.Market.MayCorrect(large));

        _test.Do(_test.Market.Settle());
        Propose(new(Correct: large));
        Assert.False(_test.Market.MayCorrect(large));
        Approve("omar");

        Assert.True(_test.Market.MayCorrect(large));
        Assert.False(_test.Market.MayCorrect(large with { Seller = "bob" }));
    }

    [Fact]
    public void A_correction_is_not_proposed_before_the_settlement_nor_for_another_market()
    {
        var correction = new Correction("c", TestMarket.Key, new(-501), "large");
        var elsewhere = correction with { Market = "elsewhere/standard/2026-Q4" };

        Assert.Equal("MarketNotSettled", RefusalOf(correction));
        Assert.Equal("MarketUnknown", RefusalOf(elsewhere));
        _test.Do(_test.Market.Settle());
        Assert.Equal("MarketUnknown", RefusalOf(elsewhere));
        Assert.Null(RefusalOf(correction));
    }

    [Fact]
    public void The_trail_has_who_asked_why_and_who_approved()
    {
        Propose(new(Capacity: new("cut", new(-51))));
        Approve("omar");

        Assert.Equal(
            [
                new(2, ActKind.Proposed, "p-1", "olga", Noon, "the roof leaks"),
                new(3, ActKind.Approved, "p-1", "omar", Noon),
                new(4, ActKind.CapacityChanged, "cut", By: null, At: null),
            ],
            _test.Market.Audit(1, 10).ToArray());
    }

    [Fact]
    public void A_withdrawn_proposal_is_never_approved()
    {
        Propose(new(Capacity: new("cut", new(-51))));
        var withdrawn = _test.Do(_test.Market.Withdraw("p-1", new("olga", Noon)));

        Assert.Equal(ProposalStage.Withdrawn, withdrawn.Act!.Stage);
        Assert.Equal(
            ApprovalStatus.ProposalWithdrawn,
            _test.Market.Approve("p-1", new("omar", Noon)).Answer.Status);
        Assert.Equal(
            ApprovalStatus.Done, _test.Market.Withdraw("p-1", new("omar", Noon)).Answer.Status);
    }

    [Fact]
    public void A_proposal_expires_after_a_day()
    {
        Propose(new(Capacity: new("cut", new(-51))));

        Assert.Equal(1, _test.Market.WaitingProposals(Noon.AddDays(1).AddTicks(-1)));
        Assert.Equal(0, _test.Market.WaitingProposals(Noon.AddDays(1)));
        Assert.Equal(
            ApprovalStatus.ProposalExpired,
            _test.Market.Approve("p-1", new("omar", Noon.AddDays(1))).Answer.Status);
    }

    [Fact]
    public void The_settlement_ends_every_proposal_that_waits_but_not_corrections()
    {
        Propose(new(Capacity: new("cut", new(-51))));
        _test.Do(_test.Market.Settle());
        var large = new SellerCorrection("alice", new("c", TestMarket.Key, new(-501), "large"));
        Propose(new(Correct: large), "p-2");

        Assert.Equal(
            [ProposalStage.Expired, ProposalStage.Pending],
            _test.Market.Proposals(Noon, 0, 9).Select(known => known.Stage));
        Assert.Equal(
            ApprovalStatus.ProposalExpired,
            _test.Market.Approve("p-1", new("omar", Noon)).Answer.Status);
    }

    [Fact]
    public void An_act_that_is_refused_by_then_is_not_approved()
    {
        Propose(new(Settle: new()));
        _test.Close(1);

        var receipt = _test.Market.Approve("p-1", new("omar", Noon)).Answer;

        Assert.Equal((ApprovalStatus.ActRefused, "BookClosed"), (receipt.Status, receipt.Refusal));
        Assert.Equal(ProposalStage.Pending, receipt.Act!.Stage);
    }

    [Fact]
    public void Asking_again_changes_nothing_and_another_act_is_refused()
    {
        var cut = new ProposedAct(Capacity: new("cut", new(-51)));
        Propose(cut);

        var again = _test.Market.Propose("p-1", cut, new("olga", Noon, "the roof leaks"));
        Assert.Equal(ApprovalStatus.Done, again.Answer.Status);
        Assert.Empty(again.Events);
        Assert.Equal(
            ApprovalStatus.IdReused,
            _test.Market.Propose("p-1", new(Settle: new()), new("olga", Noon, "x")).Answer.Status);
        Assert.Equal(
            ApprovalStatus.IdReused,
            _test.Market.Propose("p-1", cut, new("olga", Noon, "another reason")).Answer.Status);
        Assert.Equal(
            ApprovalStatus.OperatorUnknown, _test.Market.Propose("p-2", cut, null).Answer.Status);
        Assert.Equal(
            ApprovalStatus.ReasonMalformed,
            _test.Market.Propose("p-2", cut, new("olga", Noon)).Answer.Status);
    }

    [Fact]
    public void An_id_that_no_proposal_can_have_is_malformed()
    {
        var act = new Act("omar", Noon);

        Assert.Equal(ApprovalStatus.IdMalformed, _test.Market.Approve("p 1", act).Answer.Status);
        Assert.Equal(ApprovalStatus.IdMalformed, _test.Market.Withdraw("", act).Answer.Status);
    }

    [Fact]
    public void Only_a_known_operator_decides_and_only_on_what_was_proposed()
    {
        var act = new Act("omar", Noon);
        Assert.Equal(ApprovalStatus.IdMalformed, _test.Market
            .Propose("p 1", new(Settle: new()), new("olga", Noon, "why")).Answer.Status);
        Assert.Equal(ApprovalStatus.ProposalUnknown, _test.Market.Approve("p-1", act).Answer.Status);
        Assert.Equal(ApprovalStatus.ProposalUnknown, _test.Market.Withdraw("p-1", act).Answer.Status);
        Propose(new(Settle: new()));

        Assert.Equal(ApprovalStatus.OperatorUnknown, _test.Market.Approve("p-1", null).Answer.Status);
        Assert.Equal(ApprovalStatus.OperatorUnknown, _test.Market.Withdraw("p-1", null).Answer.Status);
        var same = _test.Market.Approve("p-1", new("olga", Noon)).Answer;
        Assert.Equal((ApprovalStatus.SameOperator, ProposalStage.Pending), (same.Status, same.Act!.Stage));
        Approve("omar");
        var late = _test.Market.Withdraw("p-1", act);
        Assert.Equal(ApprovalStatus.AlreadyApproved, late.Answer.Status);
        Assert.Empty(late.Events);
    }

    [Fact]
    public void Withdrawing_again_is_no_event_and_asking_again_needs_the_same_words_and_operator()
    {
        var cut = new ProposedAct(Capacity: new("cut", new(-51)));
        Propose(cut);
        Assert.Equal(
            ApprovalStatus.IdReused,
            _test.Market.Propose("p-1", cut, new("omar", Noon, "the roof leaks")).Answer.Status);
        _test.Do(_test.Market.Withdraw("p-1", new("olga", Noon)));

        Assert.Empty(_test.Market.Withdraw("p-1", new("omar", Noon)).Events);
    }

    [Fact]
    public void A_proposal_is_exactly_one_act()
    {
        Assert.True(new ProposedAct(Settle: new()).IsOneAct);
        Assert.False(new ProposedAct().IsOneAct);
        Assert.False(new ProposedAct(Settle: new(), Capacity: new("c", new(1))).IsOneAct);
    }

    private string? RefusalOf(Correction correction) => _test.Market.Propose(
        "p-9", new(Correct: new("alice", correction)), new("olga", Noon, "a wrong fee"))
        .Answer.Refusal;

    private void Propose(ProposedAct what, string id = "p-1") => Assert.Equal(
        ApprovalStatus.Done,
        _test.Do(_test.Market.Propose(id, what, new("olga", Noon, "the roof leaks"), Place))
            .Status);

    private void Approve(string by) => Assert.Equal(
        ApprovalStatus.Done,
        _test.Do(_test.Market.Approve("p-1", new(by, Noon), Place)).Status);
}
