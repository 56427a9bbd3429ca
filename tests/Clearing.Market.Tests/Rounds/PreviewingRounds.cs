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

    [Fact]
    public void On_other_terms_than_planned_it_is_an_inspection_of_all_bids_on_record()
    {
        Preview(Terms(20, 3), "olga");
        Preview(Terms(20, 3), "olga");
        Preview(Terms(20, 3), "omar");
        Preview(Terms(20, 4), "omar");

        var made = _test.Market.Inspections(seller: null, 0, 9);
        Assert.Equal(["olga", "omar", "omar"], made.Select(record => record.Inspection.By));
        Assert.All(made, record => Assert.Null(record.Inspection.Seller));
        Assert.All(made, record => Assert.StartsWith("preview/2/20/", record.Inspection.Id));
        Assert.Equal(
            "dry run of clearing round 2 with capacity delta 20 and reserve fee 3 micros",
            made[0].Inspection.Reason);
        Assert.Equal(3, made.Select(record => record.Inspection.Id).Distinct().Count());
        Assert.Equal(
            ["olga", "omar", "omar"],
            _test.Market.Audit(0, 99).Where(act => act.Kind == ActKind.Inspected)
                .Select(act => act.By));
    }

    [Fact]
    public void On_the_planned_terms_and_where_nothing_is_shown_it_is_not_recorded()
    {
        _test.Do(_test.Market.Schedule(new(Terms(20, 0), DateTimeOffset.UnixEpoch)));
        Preview(Terms(20, 0), "olga");
        Preview(Terms(20, -1), "olga");
        Preview(new(3, new(20)), "olga");
        Preview(new(1, new(40)), "olga");

        Assert.Empty(_test.Market.Inspections(seller: null, 0, 9));
    }

    [Fact]
    public void No_operator_chooses_the_id_of_a_dry_run()
    {
        var inspection = new Inspection("preview/2/20/3/x", "olga", "complaint 118");

        Assert.Equal(
            InspectStatus.IdMalformed,
            _test.Market.Inspect(inspection, DateTimeOffset.UnixEpoch).Answer);
    }

    private void Preview(RoundTerms terms, string by) =>
        _test.Do(_test.Market.Preview(terms, by, DateTimeOffset.UnixEpoch));

    private static RoundTerms Terms(long delta, long reserve) => new(2, new(delta), new(reserve));
}
