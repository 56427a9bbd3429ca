namespace Clearing.Market.Tests;

/// <summary>What is read page by page: after the last number seen, never more than asked for.</summary>
public sealed class ReadingPages
{
    private readonly TestMarket _test = new();

    public ReadingPages()
    {
        foreach (var n in Enumerable.Range(1, 4)) { _test.Bid($"b{n}", "acme", 10 - n, 10); }
        _test.Cleared(1, 40);
        foreach (var n in Enumerable.Range(1, 3)) { _test.Relinquish($"b{n}@1", "acme", n); }
        _test.Cleared(2);
    }

    private CapacityMarket Market => _test.Market;

    [Fact]
    public void Offers_are_those_of_the_close_in_the_order_they_were_made()
    {
        Assert.Equal(["b1@1:1", "b2@1:2", "b3@1:3"], Offers(2, 0, 9));
        Assert.Equal(["b2@1:2"], Offers(2, 1, 1));
        Assert.Empty(Offers(2, 3, 9));
        Assert.Empty(Offers(2, 9, 9));
        Assert.Empty(Offers(2, 0, 0));
        Assert.Empty(Offers(1, 0, 9));
        Assert.Empty(Offers(3, 0, 9));
    }

    [Fact]
    public void A_proof_has_a_sellers_own_rows_in_sequence()
    {
        Assert.Equal([1, 2, 3, 4], Rows(after: 0, most: 9));
        Assert.Equal([3], Rows(after: 2, most: 1));
        Assert.Empty(Rows(after: 4, most: 9));
        Assert.Empty(Market.Proof("nobody", 1, 0, 9)!.Rows);
        Assert.Null(Market.Proof("acme", 3, 0, 9));
    }

    [Fact]
    public void A_round_that_was_not_cleared_has_no_book_no_curve_and_no_inputs()
    {
        Assert.Equal(4, Market.Book(1, 0, 9).Length);
        Assert.NotNull(Market.Curve(1));
        Assert.NotNull(Market.AuditedCurve(1));
        Assert.NotNull(Market.Inputs(1));
        Assert.Empty(Market.Book(3, 0, 9));
        Assert.Null(Market.Curve(3));
        Assert.Null(Market.AuditedCurve(3));
        Assert.Null(Market.Inputs(3));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    public void A_page_before_the_first_or_of_less_than_nothing_is_refused(int after, int most)
    {
        Refused(() => Market.Book(1, after, most));
        Refused(() => Market.Proof("acme", 1, after, most));
        Refused(() => Market.Offers(1, after, most));
        Refused(() => Market.BidFacts("acme", after, most));
        Refused(() => Market.Facts(after, most));
        Refused(() => Market.Awards(1, after, most));
        Refused(() => Market.Audit(after, most));
    }

    private static void Refused(Func<object?> page) => Assert.Throws<ArgumentOutOfRangeException>(page);

    private IEnumerable<string> Offers(int round, int skip, int most) => Market.Offers(round, skip, most)
        .Select(offer => $"{offer.AwardId}:{offer.Volume.Value}");

    private IEnumerable<long> Rows(long after, int most) =>
        Market.Proof("acme", 1, after, most)!.Rows.Select(row => row.Row.Sequence);
}
