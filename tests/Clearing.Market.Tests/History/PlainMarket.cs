namespace Clearing.Market.Tests;

/// <summary>
/// A market kept in the plainest way from its events, to compare the real one with.
/// </summary>
internal sealed class PlainMarket(MarketConfig config)
{
    private readonly Dictionary<string, PlainBid> _bids = [];
    private readonly List<BidFact> _facts = [];
    private readonly List<PlainAward> _awards = [];
    private readonly List<(PlainAward Award, long Volume)> _offers = [];
    private readonly Dictionary<string, long> _baseCaps = [];
    private readonly Dictionary<string, long> _capsToCome = [];
    private readonly Dictionary<int, int> _repriced = [];
    private long _capacity;
    private long _pending;
    private long _through;
    private int _offersAtClose;
    private int _taken;

    /// <summary>Each award with its current fee.</summary>
    public IReadOnlyList<PlainAward> Awards => _awards;

    /// <summary>Follows the events that are new.</summary>
    public void Take(IReadOnlyList<MarketEvent> events)
    {
        for (; _taken < events.Count; _taken++) { Take(events[_taken]); }
    }

    /// <summary>Compares what the market shows with what is known here.</summary>
    public void Check(TestMarket test)
    {
        var report = test.Market.Report();
        var held = _awards.Sum(award => award.Volume - award.Released);
        Assert.Equal(held, report.Held.Value);
        Assert.Equal(_capacity, report.Held.Value + report.Pool.Value);
        Assert.Equal(_pending, report.PendingCapacity.Value);
        Assert.Equal(_offers.Sum(offer => offer.Volume), report.OnOffer.Value);
        var open = _bids.Values.Count(bid => bid.Stage == BidStage.Open);
        Assert.Equal(CountClass.Of(open), report.OpenBidsFrom);
        Assert.All(_repriced, round => Assert.Equal(
            round.Value, test.Market.Round(round.Key)!.Repriced));
        foreach (var bids in _bids.Values.GroupBy(bid => bid.Bid.Seller))
        {
            Assert.Equal(
                bids.OrderBy(bid => bid.Number)
                    .Select(bid => new BidView(
                        bid.Bid, bid.TakenPart == bid.Sequence ? bid.Sequence : null, bid.Stage,
                        new CubicFeet(bid.Granted), bid.LastRound, bid.LastReason, bid.Number)),
                test.Market.BidsOf(bids.Key));
            Assert.Equal(
                bids.Where(bid => bid.Stage == BidStage.Open).Select(bid => (long)bid.Number).Order()
                    .SkipWhile(number => number == 1),
                test.Market.BidsOf(bids.Key, BidStage.Open, after: 1, int.MaxValue).Bids.Select(bid => bid.Number));
        }
        foreach (var facts in _facts.GroupBy(fact => fact.Bid.Seller))
        {
            BidFact[] all = [.. facts.Select((fact, index) => fact with { Number = index + 1 })];
            Assert.Equal(all.Length, test.Market.BidFactCount(facts.Key));
            Assert.Equal(all, test.Market.BidFacts(facts.Key, 0, all.Length));
            Assert.Equal(all.Skip(1).Take(2), test.Market.BidFacts(facts.Key, 1, 2));
        }
    }

    private void Note(BidFactKind kind, string bid, string? command)
    {
        var known = _bids[bid];
        _facts.Add(new(0, kind, known.Bid, known.Number, command, null));
    }

    private void Take(MarketEvent happened)
    {
        switch (happened)
        {
            case BidsPlaced placed:
                for (var i = 0; i < placed.Bids.Length; i++)
                {
                    _bids.Add(placed.Bids[i].Id,
                        new PlainBid(placed.Bids[i], placed.FirstSequence + i)
                        {
                            Number = 1 + _bids.Values.Count(
                                known => known.Bid.Seller == placed.Bids[i].Seller),
                        });
                    Note(BidFactKind.Accepted, placed.Bids[i].Id, null);
                }
                break;
            case SellerCapSet set:
                (set.FromNextRound ? _capsToCome : _baseCaps)[set.Seller] = set.Cap.Value;
                break;
            case BidAmended amended:
                Amend(amended);
                Note(BidFactKind.Amended, amended.Amendment.BidId, amended.Amendment.Id);
                break;
            case BidCancelled cancelled:
                _bids[cancelled.Cancellation.BidId].Stage = BidStage.Cancelled;
                Note(
                    BidFactKind.Cancelled, cancelled.Cancellation.BidId, cancelled.Cancellation.Id);
                break;
            case CapacityChanged changed: _pending += changed.Change.Delta.Value; break;
            case VolumeOffered { Relinquishment: var offered }:
                _offers.Add((_awards.Single(award => award.Id == offered.AwardId),
                    offered.Volume.Value));
                break;
            case RoundClosed closed:
                (_through, _offersAtClose) = (closed.ThroughSequence, _offers.Count);
                break;
            case RoundCleared cleared: Clear(cleared); break;
            default: break;
        }
    }

    private void Amend(BidAmended amended)
    {
        var bid = _bids[amended.Amendment.BidId];
        bid.Bid = bid.Bid with
        {
            MaxFee = amended.MaxFee,
            MaxVolume = amended.MaxVolume,
            MinVolume = amended.MinVolume,
        };
        bid.Sequence = amended.Sequence;
        if (bid.Rest == 0) { bid.Stage = BidStage.Complete; }
    }

    private void Clear(RoundCleared cleared)
    {
        var book = _bids.Values
            .Where(bid => bid.Stage == BidStage.Open && bid.Sequence <= _through)
            .OrderBy(bid => bid.Sequence).ToList();
        RoundRules.CheckVolumes(cleared, book, config, Room);
        var poolBefore = _capacity - _awards.Sum(award => award.Volume - award.Released);
        RoundRules.CheckReleases(
            cleared, poolBefore,
            [.. _offers.Take(_offersAtClose)]);
        RoundRules.CheckRepricing(cleared, book, config);
        _capacity += cleared.CapacityDelta.Value;
        _pending -= cleared.CapacityDelta.Value - cleared.Terms.CapacityDelta.Value;
        Release(cleared);
        var repriced = _awards.Where(award => award.Fee > cleared.RepricedTo?.Micros).ToList();
        _repriced.Add(cleared.Terms.Round, repriced.Count);
        foreach (var award in repriced) { award.Fee = cleared.RepricedTo!.Value.Micros; }
        foreach (var bid in book) { Part(cleared, bid); }
        foreach (var (seller, cap) in _capsToCome) { _baseCaps[seller] = cap; }
        _capsToCome.Clear();
    }

    private void Part(RoundCleared cleared, PlainBid bid)
    {
        var position = cleared.AwardSequences.IndexOf(bid.Sequence);
        var volume = position < 0 ? 0 : cleared.AwardVolumes[position];
        (bid.LastRound, bid.TakenPart) = (cleared.Terms.Round, bid.Sequence);
        bid.LastReason = volume > 0 ? Reason.None : RoundRules.ReasonOf(cleared, bid, config);
        bid.Granted += volume;
        if (volume > 0) { _awards.Add(new PlainAward(bid, cleared, volume)); }
        if (bid.Rest == 0) { bid.Stage = BidStage.Complete; }
        else if (bid.Bid.TimeInForce == TimeInForce.Round) { bid.Stage = BidStage.Expired; }
    }

    private void Release(RoundCleared cleared)
    {
        foreach (var release in cleared.Releases)
        {
            var (award, volume) = _offers[0];
            award.Released += release.Volume.Value;
            if (volume == release.Volume.Value) { _offers.RemoveAt(0); }
            else { _offers[0] = (award, volume - release.Volume.Value); }
        }
    }

    private long Room(string seller)
    {
        var held = _awards.Where(award => award.Seller == seller)
            .Sum(award => award.Volume - award.Released);
        var caps = config.SellerCaps.Where(cap => cap.Seller == seller)
            .Select(cap => cap.Cap.Value)
            .Append(_baseCaps.GetValueOrDefault(seller, long.MaxValue));
        return Math.Max(0, caps.Min() - held);
    }
}

/// <summary>A bid, kept plainly.</summary>
internal sealed class PlainBid(Bid bid, long sequence)
{
    public Bid Bid { get; set; } = bid;

    public long Sequence { get; set; } = sequence;

    /// <summary>The sequence number with which it took part in a clearing last.</summary>
    public long TakenPart { get; set; }

    public required int Number { get; init; }

    public long Granted { get; set; }

    public BidStage Stage { get; set; }

    public int LastRound { get; set; }

    public Reason LastReason { get; set; }

    public long Rest => Bid.MaxVolume.Value - Granted;
}

/// <summary>An award, kept plainly.</summary>
internal sealed class PlainAward(PlainBid bid, RoundCleared cleared, long volume)
{
    public string Id { get; } = $"{bid.Bid.Id}@{cleared.Terms.Round}";

    public string Seller { get; } = bid.Bid.Seller;

    public int Round { get; } = cleared.Terms.Round;

    public long MaxFee { get; } = bid.Bid.MaxFee.Micros;

    public long RoundFee { get; } = cleared.RoundFee!.Value.Micros;

    public long Fee { get; set; } = cleared.RoundFee!.Value.Micros;

    public long Volume { get; } = volume;

    public long Released { get; set; }
}
