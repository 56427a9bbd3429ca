namespace Clearing.Market.Tests;

/// <summary>A preview of a closed book says what its clearing would report, and decides nothing.</summary>
public sealed class PreviewingRounds
{
    private readonly TestMarket _test = new();

    public PreviewingRounds()
    {
        _test.Bid("a", "acme", 9, 30);
        _test.Bid("b", "bob", 5, 30);
        _test.Cleared(1, 40);
        _test.Bid("c", "carol", 4, 20);
        _test.Bid("d", "dora", 4, 20);
        _test.Close(2);
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(60, 0)]
    [InlineData(60, 5)]
    public void It_has_what_the_clearing_reports(long delta, long reserve)
    {
        var (status, preview) = _test.Market.Preview(Terms(delta, reserve));
        var cleared = _test.Cleared(2, delta, reserve);

        Assert.Equal(ClearStatus.Cleared, status);
        Assert.Equal(
            (cleared.Terms, cleared.Available, cleared.Granted, cleared.Unsold),
            (preview!.Terms, preview.Available, preview.Granted, preview.Unsold));
        Assert.Equal(
            (cleared.RoundFee, cleared.LowestGranted, cleared.RepricedTo, cleared.Repriced),
            (preview.RoundFee, preview.LowestGranted, preview.RepricedTo, preview.Repriced));
        Assert.Equal(
            (cleared.BookHash, cleared.ResultHash, cleared.Winners),
            (preview.BookHash, preview.ResultHash, preview.Winners));
        Assert.Null(preview.EligibleDemand);
    }

    [Fact]
    public void It_changes_nothing_and_refuses_what_a_clearing_would()
    {
        var before = _test.Market.Report();

        Assert.Equal((ClearStatus.ReserveNegative, null), _test.Market.Preview(Terms(0, -1)));
        Assert.Equal(
            (ClearStatus.OtherRoundClosed, null), _test.Market.Preview(new(3, new CubicFeet(0))));
        Assert.Equivalent(before, _test.Market.Report());
    }

    [Fact]
    public void A_cleared_round_on_the_same_terms_is_its_own_preview()
    {
        var cleared = _test.Cleared(2, 20);

        Assert.Equal((ClearStatus.Cleared, cleared), _test.Market.Preview(Terms(20, 0)));
        Assert.Equal((ClearStatus.TermsDiffer, null), _test.Market.Preview(Terms(21, 0)));
    }

    private static RoundTerms Terms(long delta, long reserve) => new(2, new(delta), new(reserve));
}
