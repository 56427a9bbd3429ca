namespace Clearing.Market.Tests;

/// <summary>What every cleared round must keep, checked bid by bid.</summary>
internal static class RoundRules
{
    /// <summary>I3 and I6: lots, limits and minima kept, and no higher bid left short.</summary>
    public static void CheckVolumes(
        RoundCleared cleared, IReadOnlyList<PlainBid> book, MarketConfig config,
        Func<string, long> room)
    {
        Assert.True(cleared.AwardVolumes.Sum() <= cleared.Available.Value);
        Assert.All(cleared.AwardSequences,
            sequence => Assert.Contains(book, bid => bid.Sequence == sequence));
        foreach (var bid in book)
        {
            var got = Got(cleared, bid);
            Assert.True(got >= 0 && got % config.Lot.Value == 0 && got <= bid.Rest);
            if (got == 0) { continue; }
            Assert.True(got + bid.Granted >= bid.Bid.MinVolume.Value);
            Assert.True(bid.Bid.MaxFee.CompareTo(cleared.Terms.Reserve) >= 0);
            Assert.True(bid.Bid.MaxFee.CompareTo(cleared.RoundFee!.Value) >= 0);
        }
        foreach (var bids in book.GroupBy(bid => bid.Bid.Seller))
        {
            Assert.True(bids.Sum(bid => Got(cleared, bid)) <= room(bids.Key));
            CheckNobodyWasPassedOver(cleared, book, bids, room(bids.Key), config.Lot.Value);
        }
    }

    /// <summary>Pool first, then offers first in first out; in deficit offers alone.</summary>
    public static void CheckReleases(
        RoundCleared cleared, long pool, List<(PlainAward Award, long Volume)> offers)
    {
        var fresh = Math.Max(0, pool + cleared.CapacityDelta.Value);
        var left = cleared.AwardVolumes.Sum() - Math.Min(cleared.AwardVolumes.Sum(), fresh);
        var expected = new List<Release>();
        foreach (var (award, volume) in offers.TakeWhile(_ => left > 0))
        {
            expected.Add(new Release(
                award.Id, new CubicFeet(Math.Min(left, volume)), award.Seller));
            left -= expected[^1].Volume.Value;
        }
        Assert.Equal(expected, cleared.Releases);
        Assert.Equal(
            Math.Max(0, pool + cleared.CapacityDelta.Value + offers.Sum(offer => offer.Volume)),
            cleared.Available.Value);
    }

    /// <summary>Rule 8: the repricing fee is supported by fresh volume.</summary>
    public static void CheckRepricing(
        RoundCleared cleared, IReadOnlyList<PlainBid> book, MarketConfig config)
    {
        var granted = cleared.AwardVolumes.Sum();
        var expected = NaiveRepricing.Fee(
            book.Select(bid => (bid.Bid.MaxFee.Micros, Got(cleared, bid)))
                .Where(award => award.Item2 > 0),
            granted - cleared.Releases.Sum(release => release.Volume.Value),
            config.RepricingMinVolume.Value, config.RepricingSupportPpm, cleared.RoundFee?.Micros);
        Assert.Equal(expected, cleared.RepricedTo?.Micros);
    }

    /// <summary>Why an open bid got nothing.</summary>
    public static Reason ReasonOf(RoundCleared cleared, PlainBid bid, MarketConfig config) =>
        bid.Bid.MaxFee.CompareTo(cleared.Terms.Reserve) < 0 ? Reason.BelowReserve
        : cleared.SellerCapped.Contains(bid.Sequence) ? Reason.SellerCap
        : cleared.MinFillMissed.Contains(bid.Sequence) ? Reason.MinFill
        : cleared.Available.Value < config.Lot.Value ? Reason.NoCapacity
        : bid.Bid.MaxFee == cleared.LowestGranted ? Reason.TieLost
        : Reason.Outbid;

    // A bid that is short of what its seller's cap left it, and has no minimum to miss, leaves
    // nothing to others.
    private static void CheckNobodyWasPassedOver(
        RoundCleared cleared, IReadOnlyList<PlainBid> book, IEnumerable<PlainBid> bids, long room,
        long lot)
    {
        var idle = cleared.Available.Value - cleared.AwardVolumes.Sum();
        var eligible = bids
            .Where(bid => bid.Bid.MaxFee.CompareTo(cleared.Terms.Reserve) >= 0)
            .OrderByDescending(bid => bid.Bid.MaxFee).ThenBy(bid => bid.Sequence);
        foreach (var bid in eligible)
        {
            var cut = Math.Min(bid.Rest, room) / lot * lot;
            room -= cut;
            if (Got(cleared, bid) == cut || bid.Granted < bid.Bid.MinVolume.Value) { continue; }
            Assert.True(idle < lot);
            Assert.DoesNotContain(book, lower =>
                lower.Bid.MaxFee.CompareTo(bid.Bid.MaxFee) < 0 && Got(cleared, lower) > 0);
        }
    }

    private static long Got(RoundCleared cleared, PlainBid bid)
    {
        var position = cleared.AwardSequences.IndexOf(bid.Sequence);
        return position < 0 ? 0 : cleared.AwardVolumes[position];
    }
}
