namespace Clearing.Market.Tests;

public sealed class ReviewingSales
{
    private const string Seller = "s1";
    private static readonly SalesRule Rule = new(CreditSource.Report, new(1_000));

    [Fact]
    public void A_report_above_the_limit_waits_and_earns_nothing()
    {
        var test = Winner();
        Assert.Equal(ReportStatus.Recorded, Report(test, "at", 1_000));
        Assert.Equal(ReportStatus.Recorded, Report(test, "above", 1_001));
        Assert.Equal(ReportStatus.Recorded, Report(test, "return", -5_000));

        Assert.Equal(
            [SalesState.Confirmed, SalesState.Held, SalesState.Confirmed],
            test.Seller(Seller).Sales(TestMarket.Key, 0, 10).Select(report => report.State));
        Assert.Equal(-4_000, Statement(test).IncrementalSales.Minor);
    }

    [Fact]
    public void A_confirmed_report_earns_what_it_would_have_earned_at_once()
    {
        var (held, plain) = (Winner(), Winner());
        Report(held, "r", 90_000);
        Review(held, "r", SalesState.Confirmed);
        plain.Sales(Seller, 90_000, "r");

        Assert.Equal(plain.Postings, held.Postings, SamePosting);
        Assert.Equal(13_500, Statement(held).CreditEarned.Minor);
    }

    [Theory]
    [InlineData(SalesState.Held)]
    [InlineData(SalesState.Disputed)]
    public void A_report_that_is_held_or_disputed_later_loses_its_credit_with_a_posting(SalesState state)
    {
        var test = Winner();
        test.Sales(Seller, 90_000, "r");
        Review(test, "r", state);

        Assert.Equal((0, 0), (
            Statement(test).IncrementalSales.Minor,
            test.Seller(Seller).Balance(TestMarket.Key, LedgerAccount.CreditsHeld).Minor));
        Assert.Equal(2, test.Postings.Count(posting => posting is { Cause: Cause.Sale, Reference: "r" }));
    }

    [Fact]
    public void A_late_retry_of_a_review_changes_nothing_and_another_reason_is_kept()
    {
        var test = Winner();
        Report(test, "r", 5_000);
        var first = Of("r", SalesState.Confirmed);
        test.Keep(test.Seller(Seller), test.Seller(Seller).Review(first).Events);
        Review(test, "r", SalesState.Disputed, "a forged invoice");

        var (status, events) = SellerAccount.From(test.Seller(Seller).Snapshot()).Review(first);
        Assert.Equal(ReviewStatus.Reviewed, status);
        Assert.Empty(events);
        Assert.Equal(
            new SalesRecord("r", new(5_000), SalesState.Disputed, "a forged invoice"),
            Assert.Single(test.Seller(Seller).Sales(TestMarket.Key, 0, 10)));
    }

    [Fact]
    public void A_settlement_leaves_waiting_reports_out_for_good()
    {
        var test = Winner();
        Report(test, "r", 90_000);
        test.Do(test.Market.Settle());
        test.TellAll();

        Assert.Equal(0, Statement(test).CreditApplied.Minor);
        Assert.Equal(
            ReviewStatus.MarketSettled,
            test.Seller(Seller).Review(Of("r", SalesState.Confirmed)).Answer);
    }

    [Fact]
    public void A_review_is_refused_in_the_order_of_its_refusals()
    {
        var test = Winner();
        Report(test, "r", 5_000);
        var account = test.Seller(Seller);
        var unknown = (SalesState)9;

        Report(test, "used", 1);
        var spent = Of("none", unknown, "") with { Id = "used" };

        Assert.Equal(ReviewStatus.IdMalformed, account.Review(spent with { Id = null }).Answer);
        Assert.Equal(ReviewStatus.IdReused, account.Review(spent).Answer);
        Assert.Equal(ReviewStatus.ReportUnknown, account.Review(Of("none", unknown, "")).Answer);
        Assert.Equal(ReviewStatus.StateUnknown, account.Review(Of("r", unknown, "")).Answer);
        Assert.Equal(ReviewStatus.ReasonMalformed, account.Review(Of("r", SalesState.Held, "")).Answer);
    }

    [Fact]
    public void What_was_held_before_the_first_award_earns_when_it_is_confirmed_after_it()
    {
        var test = new TestMarket();
        test.Bid("b", Seller, 5_000_000, 100);
        Report(test, "r", 90_000);
        test.Cleared(1, 100);
        test.TellAll();
        Assert.Equal(0, Statement(test).CreditEarned.Minor);
        Review(test, "r", SalesState.Confirmed);

        Assert.Equal(
            -13_500, test.Seller(Seller).Balance(TestMarket.Key, LedgerAccount.CreditsHeld).Minor);
    }

    [Fact]
    public void A_snapshot_keeps_the_reports_and_one_without_them_is_not_whole()
    {
        var test = Winner();
        Report(test, "r", 5_000);
        var snapshot = test.Seller(Seller).Snapshot();
        var old = snapshot with { Markets = [snapshot.Markets[0] with { Reported = null }] };

        Assert.Equal(
            test.Seller(Seller).Sales(TestMarket.Key, 0, 10).AsEnumerable(),
            SellerAccount.From(snapshot).Sales(TestMarket.Key, 0, 10));
        Assert.False(old.IsWhole);
        Assert.Throws<ArgumentException>(() => SellerAccount.From(old));
    }

    private static bool SamePosting(Posting a, Posting b) =>
        (a.Market, a.Cause, a.Reference) == (b.Market, b.Cause, b.Reference)
        && a.Lines.SequenceEqual(b.Lines);

    private static TestMarket Winner()
    {
        var test = new TestMarket();
        test.Bid("b", Seller, 5_000_000, 100);
        test.Cleared(1, 100);
        test.TellAll();
        return test;
    }

    private static Statement Statement(TestMarket test) =>
        test.Seller(Seller).Statement(TestMarket.Key)!;

    private static ReportStatus Report(TestMarket test, string id, long incremental)
    {
        var account = test.Seller(Seller);
        test.Keep(account, account.Join(TestMarket.Key));
        var (status, events) = account.Report(
            new SalesReport(id, TestMarket.Key, new(incremental)), Rule);
        test.Keep(account, events);
        return status;
    }

    private static void Review(
        TestMarket test, string id, SalesState state, string reason = "checked")
    {
        var account = test.Seller(Seller);
        var (status, events) = account.Review(Of(id, state, reason));
        Assert.Equal(ReviewStatus.Reviewed, status);
        test.Keep(account, events);
    }

    private static SalesReview Of(string id, SalesState state, string reason = "checked") =>
        new(TestMarket.Key, id, state, reason) { Id = $"review-{Guid.NewGuid():N}" };
}
