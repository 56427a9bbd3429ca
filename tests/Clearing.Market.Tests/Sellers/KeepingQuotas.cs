using System.Collections.Immutable;
using Clearing.Market.Curtailments;

namespace Clearing.Market.Tests;

/// <summary>One seller cannot fill the memory that all share.</summary>
public sealed class KeepingQuotas
{
    private static readonly SellerQuota Quota = new(OpenBids: 2, Refusals: 2);
    private readonly TestMarket _market = new(quota: Quota);

    [Fact]
    public void A_bid_beyond_the_quota_is_refused_until_an_open_one_closes()
    {
        _market.Bid("a", "acme", 5, 10);
        _market.Bid("b", "acme", 5, 10);
        var beyond = _market.Bid("c", "acme", 5, 10);
        var ofOther = _market.Bid("c", "bob", 5, 10);
        _market.Cancel("a", "acme");
        var again = _market.Bid("c", "acme", 5, 10);

        Assert.Equal(
            (BidStatus.OpenBidsFull, BidStatus.Accepted, BidStatus.Accepted),
            (beyond, ofOther, again));
    }

    [Fact]
    public void Beyond_the_quota_of_commands_bids_and_amendments_are_refused_but_never_a_cancellation()
    {
        var market = new TestMarket(quota: new(Commands: 4));
        market.Bid("a", "acme", 5, 10);
        market.Bid("b", "acme", 5, 10);
        market.Amend("a", "acme", fee: 4, id: "a1");
        market.Cancel("b", "acme", "c1");
        var facts = market.Events.Count;

        Assert.Equal(
            new("c", BidStatus.CommandsFull, 0, Quota: 4),
            market.Place(new Bid("c", "acme", new Fee(5), new CubicFeet(10))));
        Assert.Equal(
            new(AmendStatus.CommandsFull, Limit: 4),
            market.Do(market.Market.AmendBid(new("a2", "a", "acme", new Fee(3)))));
        Assert.Equal(AmendStatus.FeeNegative, market.Amend("a", "acme", fee: -1, id: "a3"));
        Assert.Equal(AmendStatus.Amended, market.Amend("a", "acme", fee: 4, id: "a1"));
        Assert.Equal(BidStatus.Accepted, market.Bid("a", "acme", 5, 10));
        Assert.Equal(facts, market.Events.Count);
        Assert.Equal(BidStatus.Accepted, market.Bid("c", "bob", 5, 10));
        Assert.Equal(CancelStatus.Cancelled, market.Cancel("a", "acme", "c2"));
    }

    [Fact]
    public void Bids_of_one_call_and_those_before_it_count_as_commands()
    {
        var market = new TestMarket(quota: new(Commands: 2)).Market;
        ImmutableArray<Bid> bids =
            [.. "abc".Select(id => new Bid($"{id}", "acme", new Fee(5), new CubicFeet(10)))];

        Assert.Equal(
            [BidStatus.Accepted, BidStatus.Accepted, BidStatus.CommandsFull],
            market.Place(bids).Answer.Select(receipt => receipt.Status));
        Assert.Equal(
            [BidStatus.Accepted, BidStatus.CommandsFull, BidStatus.CommandsFull],
            market.Place(bids, accepted: 1).Answer.Select(receipt => receipt.Status));
    }

    [Fact]
    public void The_bids_of_one_call_count_against_the_quota_one_after_the_other()
    {
        var receipts = _market.Do(_market.Market.Place(
        [
            .. "abc".Select(id => new Bid($"{id}", "acme", new Fee(5), new CubicFeet(10))),
        ]));

        Assert.Equal(
            [BidStatus.Accepted, BidStatus.Accepted, BidStatus.OpenBidsFull],
            receipts.Select(receipt => receipt.Status));
    }

    [Fact]
    public void A_bid_that_is_complete_or_amended_leaves_the_count_as_it_stands()
    {
        _market.Bid("a", "acme", 5, 10);
        _market.Bid("b", "acme", 4, 10);
        _market.Amend("b", "acme", fee: 3);
        _market.Clear(1, delta: 10);

        Assert.Equal(BidStatus.Accepted, _market.Bid("c", "acme", 5, 10));
        Assert.Equal(BidStatus.OpenBidsFull, _market.Bid("d", "acme", 5, 10));
    }

    [Fact]
    public void A_bid_that_stands_gets_its_first_answer_beyond_the_quota_too()
    {
        var first = _market.Place(new Bid("a", "acme", new Fee(5), new CubicFeet(10)));
        _market.Bid("b", "acme", 5, 10);

        Assert.Equal(
            first with { Repeated = true },
            _market.Place(new Bid("a", "acme", new Fee(5), new CubicFeet(10))));
    }

    [Fact]
    public void Beyond_the_remembered_refusals_a_command_is_neither_decided_nor_remembered()
    {
        _market.Cancel("none", "acme", "c1");
        _market.Amend("none", "acme", fee: 1, id: "c2");
        var facts = _market.Events.Count;

        Assert.Equal(CancelStatus.RefusalsFull, _market.Cancel("none", "acme", "c3"));
        Assert.Equal(AmendStatus.RefusalsFull, _market.Amend("none", "acme", fee: 1, id: "c4"));
        Assert.Equal(RelinquishStatus.RefusalsFull, _market.Relinquish("none@1", "acme", 1, "c5"));
        Assert.Equal(
            RestEndStatus.RefusalsFull,
            _market.Do(_market.Market.EndRest(new("c6", "none@1", "acme"), today: null)));
        Assert.Equal(BidStatus.RefusalsFull, _market.Bid("big", "acme", 5, 100, cap: 50));
        Assert.Equal(facts, _market.Events.Count);
    }

    [Fact]
    public void Beyond_the_remembered_refusals_what_is_not_refused_still_counts()
    {
        _market.Cancel("a", "acme", "c1");
        _market.Cancel("a", "acme", "c2");

        Assert.Equal(BidStatus.Accepted, _market.Bid("a", "acme", 5, 10));
        Assert.Equal(CancelStatus.Cancelled, _market.Cancel("a", "acme", "c3"));
        Assert.Equal(CancelStatus.BidUnknown, _market.Cancel("a", "acme", "c1"));
        Assert.Equal(CancelStatus.BidUnknown, _market.Cancel("a", "bob", "c3"));
    }

    [Fact]
    public void A_bid_refused_for_the_cap_is_one_of_the_remembered_refusals()
    {
        var refused = Enumerable.Range(1, 3)
            .Select(number => _market.Bid($"b{number}", "acme", 5, 100, cap: 50));

        Assert.Equal(
            [BidStatus.AboveSellerCap, BidStatus.AboveSellerCap, BidStatus.RefusalsFull], refused);
    }

    [Fact]
    public void Reports_of_unknown_markets_are_remembered_up_to_the_quota_also_by_a_snapshot()
    {
        var account = new SellerAccount("acme") { Quota = Quota };
        ReportStatus Report(SellerAccount onto, string id)
        {
            var (status, events) = onto.Report(new SalesReport(id, "a/b/c", new Money(1)));
            foreach (var happened in events) { onto.Apply(happened); }
            return status;
        }
        Report(account, "r1");
        Report(account, "r2");
        var restored = SellerAccount.From(account.Snapshot(), Quota);

        Assert.Equal(ReportStatus.RefusalsFull, Report(account, "r3"));
        Assert.Equal(ReportStatus.RefusalsFull, Report(restored, "r3"));
        Assert.Equal(ReportStatus.MarketUnknown, Report(restored, "r1"));
    }

    [Fact]
    public void A_report_beyond_the_quota_is_not_decided_and_an_operators_review_of_one_always_is()
    {
        var quota = new SellerQuota(Reports: 3);
        var (test, account) = (new TestMarket(), new SellerAccount("acme") { Quota = quota });
        var sales = new SalesReport("s1", TestMarket.Key, new Money(5));
        test.Keep(account, account.Join(TestMarket.Key));
        test.Keep(account, account.Report(sales).Events);
        test.Keep(account, account.Report(new UseReport("u1", TestMarket.Key, new CubicFeet(5))).Events);
        test.Keep(account, account.Report(new UseReport("u2", "a/b/c", new CubicFeet(5))).Events);

        foreach (var full in new[] { account, SellerAccount.From(account.Snapshot(), quota) })
        {
            Assert.Equal(ReportStatus.ReportsFull, full.Report(sales with { Id = "s2" }).Answer);
            Assert.Equal(
                ReportStatus.ReportsFull,
                full.Report(new UseReport("u3", TestMarket.Key, new CubicFeet(5))).Answer);
            Assert.Equal(ReportStatus.Recorded, full.Report(sales).Answer);
            Assert.Equal(
                new(ReportStatus.ReportsFull, Limit: 3), full.ReceiptOf(ReportStatus.ReportsFull, known: false));
            Assert.Equal(ReviewStatus.Reviewed, full.Review(
                new SalesReview(TestMarket.Key, "s1", SalesState.Held, "asked") { Id = "v1" }).Answer);
        }
    }

    [Fact]
    public void A_change_that_is_not_remembered_gives_the_most_refusals_that_are()
    {
        _market.Cancel("none", "acme");
        _market.Cancel("none", "acme");

        Assert.Equal(
            new(AmendStatus.RefusalsFull, Limit: 2),
            _market.Do(_market.Market.AmendBid(new("a", "none", "acme", new Fee(5)))));
        Assert.Equal(
            new(CancelStatus.RefusalsFull, Limit: 2),
            _market.Do(_market.Market.CancelBid(new("c", "none", "acme"))));
        Assert.Equal(
            new(RelinquishStatus.RefusalsFull, Limit: 2),
            _market.Do(_market.Market.OfferBack(new("r", "none@1", "acme", new CubicFeet(5)))));
    }

    [Fact]
    public void More_than_is_held_cannot_be_offered_back_and_what_is_held_is_the_limit()
    {
        _market.Bid("a", "acme", 5, 100);
        _market.Clear(1, delta: 100);
        _market.Relinquish("a@1", "acme", 30);

        Assert.Equal(
            new(RelinquishStatus.VolumeAboveHeld, Limit: 70),
            _market.Do(_market.Market.OfferBack(new("r", "a@1", "acme", new CubicFeet(71)))));
    }
}
