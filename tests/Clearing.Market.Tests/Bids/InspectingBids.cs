namespace Clearing.Market.Tests;

/// <summary>Sealed bids are shown to an operator on the record only.</summary>
public class InspectingBids
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(20_000);

    [Fact]
    public void An_inspection_is_a_fact_and_shows_the_bids_that_were_there()
    {
        var test = new TestMarket();
        test.Bid("a", "s1", 5, 10);
        test.Bid("b", "s2", 6, 20);
        var status = Inspect(test, new Inspection("i1", "olga", "a complaint"));
        test.Bid("c", "s1", 7, 30);

        Assert.Equal(InspectStatus.Inspected, status);
        Assert.Equal(new BidsInspected(new("i1", "olga", "a complaint"), Now, 2), test.Events[^2]);
        Assert.Equal(["a", "b"], Shown(test, "i1"));
    }

    [Fact]
    public void The_same_inspection_is_on_record_once_and_another_under_its_id_is_refused()
    {
        var test = new TestMarket();
        Inspect(test, new Inspection("i1", "olga", "a complaint"));
        var events = test.Events.Count;

        Assert.Equal(InspectStatus.Inspected, Inspect(test, new("i1", "olga", "a complaint")));
        Assert.Equal(InspectStatus.IdReused, Inspect(test, new("i1", "otto", "a complaint")));
        Assert.Equal(InspectStatus.IdReused, Inspect(test, new("i1", "olga", "a complaint", "s1")));
        Assert.Equal(events, test.Events.Count);
    }

    [Fact]
    public void An_inspection_of_one_seller_shows_its_bids_and_is_told_to_it_alone()
    {
        var test = new TestMarket();
        test.Bid("a", "s1", 5, 10);
        test.Bid("b", "s2", 6, 20);
        Inspect(test, new Inspection("i1", "olga", "a complaint", "s2"));
        Inspect(test, new Inspection("i2", "olga", "an audit"));

        Assert.Equal(["b"], Shown(test, "i1"));
        Assert.Equal(["i2"], Listed(test, "s1"));
        Assert.Equal(["i1", "i2"], Listed(test, "s2"));
        Assert.Equal(["i1", "i2"], Listed(test, null));
    }

    [Fact]
    public void An_inspection_of_one_seller_does_not_tell_how_many_bids_others_have()
    {
        var test = new TestMarket();
        test.Bid("x", "s1", 5, 10);
        test.Bid("a", "s2", 6, 20);
        test.Bid("y", "s1", 5, 10);
        test.Bid("b", "s2", 4, 30);
        test.Amend("a", "s2", fee: 7);
        Inspect(test, new Inspection("i1", "olga", "a complaint", "s2"));
        test.Bid("c", "s2", 3, 5);

        Assert.Equal([("a", null), ("b", null)], Sequences(test, "i1", 0));
        Assert.Equal([("b", null)], Sequences(test, "i1", 1));
        test.Clear(1, 25);
        Assert.Equal([("a", 5L), ("b", 4L)], Sequences(test, "i1", 0));
    }

    [Fact]
    public void Operators_learn_up_to_where_an_inspection_of_all_sellers_sees_and_not_one_of_a_single_seller()
    {
        var test = new TestMarket();
        test.Bid("a", "s1", 5, 10);
        test.Bid("b", "s2", 6, 20);
        Inspect(test, new Inspection("i1", "olga", "a complaint", "s2"));
        Inspect(test, new Inspection("i2", "olga", "an audit"));
        var records = test.Market.Inspections(null, 0, 10);

        Assert.Equal([0, 2], records.Select(record => record.ForOperators().ThroughSequence));
        Assert.Equal([2, 2], records.Select(record => record.ThroughSequence));
    }

    [Theory]
    [InlineData("a b", "reason", null, InspectStatus.IdMalformed)]
    [InlineData("i1", "", null, InspectStatus.ReasonMalformed)]
    [InlineData("i1", "reason", "a b", InspectStatus.SellerIdMalformed)]
    public void A_malformed_inspection_is_refused(
        string id, string reason, string? seller, InspectStatus status) =>
        Assert.Equal(status, Inspect(new TestMarket(), new Inspection(id, "olga", reason, seller)));

    [Fact]
    public void A_market_that_was_never_opened_has_nothing_to_inspect() =>
        Assert.Equal(
            InspectStatus.MarketUnknown,
            new CapacityMarket(TestMarket.Key).Inspect(new("i1", "olga", "an audit"), Now).Answer);

    private static InspectStatus Inspect(TestMarket test, Inspection inspection) =>
        test.Do(test.Market.Inspect(inspection, Now));

    private static IEnumerable<string> Shown(TestMarket test, string id)
    {
        var first = test.Market.InspectedBids(id, 0, 1);
        return first.Concat(test.Market.InspectedBids(id, first is [var bid] ? bid.Sequence ?? bid.Number : 0, 10))
            .Select(bid => bid.Bid.Id);
    }

    private static IEnumerable<(string Bid, long? Sequence)> Sequences(TestMarket test, string id, long after) =>
        test.Market.InspectedBids(id, after, 10).Select(bid => (bid.Bid.Id, bid.Sequence));

    private static IEnumerable<string> Listed(TestMarket test, string? seller) =>
        test.Market.Inspections(seller, 0, 1).Concat(test.Market.Inspections(seller, 1, 10))
            .Select(record => record.Inspection.Id);
}
