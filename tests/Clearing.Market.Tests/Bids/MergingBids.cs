using System.Collections.Immutable;

namespace Clearing.Market.Tests.Book;

/// <summary>What many calls brought can be written as one event, and is the same market.</summary>
public sealed class MergingBids
{
    [Fact]
    public void Bids_that_follow_on_each_other_become_one_event()
    {
        var merged = MergedBids.In([Placed(1, 2), Placed(3, 1), Placed(4, 3)]);

        var one = Assert.IsType<BidsPlaced>(Assert.Single(merged));
        Assert.Equal(1, one.FirstSequence);
        Assert.Equal([.. Enumerable.Range(1, 6).Select(Id)], one.Bids.Select(bid => bid.Id));
    }

    [Fact]
    public void What_happened_in_between_stays_in_between()
    {
        var cap = new SellerCapSet("s", new CubicFeet(10));

        var merged = MergedBids.In([Placed(1, 1), Placed(2, 1), cap, Placed(3, 1), Placed(4, 1), cap]);

        Assert.Equal(4, merged.Count);
        Assert.Equal(2, Assert.IsType<BidsPlaced>(merged[0]).Bids.Length);
        Assert.Same(cap, merged[1]);
        Assert.Equal(3, Assert.IsType<BidsPlaced>(merged[2]).FirstSequence);
        Assert.Same(cap, merged[3]);
    }

    [Fact]
    public void Bids_after_a_gap_in_the_sequence_numbers_stay_apart()
    {
        MarketEvent[] apart = [Placed(1, 1), Placed(3, 1)];

        Assert.Equal(apart, MergedBids.In(apart));
    }

    [Fact]
    public void Only_bids_of_one_instant_become_one_event()
    {
        var (now, later) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMilliseconds(1));

        var merged = MergedBids.In(
        [
            Placed(1, 1) with { At = now }, Placed(2, 1) with { At = now },
            Placed(3, 1) with { At = later }, Placed(4, 1),
        ]);

        Assert.Equal([now, later, null], merged.Select(happened => ((BidsPlaced)happened).At));
        Assert.Equal(2, ((BidsPlaced)merged[0]).Bids.Length);
    }

    [Fact]
    public void A_merged_event_stays_small_and_a_large_one_stays_whole()
    {
        var merged = MergedBids.In(
            [Placed(1, 600), Placed(601, 400), Placed(1_001, 1), Placed(1_002, 3_000), Placed(4_002, 1)]);

        Assert.Equal(
            [MergedBids.MaxBids, 1, 3_000, 1],
            merged.Select(happened => ((BidsPlaced)happened).Bids.Length));
    }

    [Fact]
    public void The_market_is_the_same_folded_from_either()
    {
        MarketEvent[] apart =
        [
            new MarketOpened(new MarketConfig()),
            .. Enumerable.Range(0, 40).Select(n => Placed(n * 3 + 1, 3)),
        ];
        var (one, other) = (new CapacityMarket("a/b/c"), new CapacityMarket("a/b/c"));
        foreach (var happened in apart) { one.Apply(happened); }
        foreach (var happened in MergedBids.In(apart)) { other.Apply(happened); }

        var (terms, nonce) = (new RoundTerms(1, new CubicFeet(100)), TestMarket.Nonce(1));
        Assert.Equal(Hash(one.Clear(terms, nonce).Events), Hash(other.Clear(terms, nonce).Events));
    }

    private static string Hash(ImmutableArray<MarketEvent> events) =>
        Assert.Single(events.OfType<RoundCleared>()).ResultHash;

    private static BidsPlaced Placed(int first, int count) => new(
        first, [.. Enumerable.Range(first, count).Select(n => new Bid(
            Id(n), $"seller-{n % 7}", new Fee(n * 7919 % 1_000), new CubicFeet(n % 5 + 1)))]);

    private static string Id(int number) => $"bid-{number}";
}
