using Clearing.Market;

namespace Clearing.Simulation;

internal sealed partial class MarketModel
{
    private long _pendingAtClose;
    private long _offeredAtClose;

    /// <summary>The notices to be sent, by telling, then seller.</summary>
    public SortedDictionary<int, SortedDictionary<string, Notice>> Due { get; } = [];

    /// <summary>The sellers that accepted each telling.</summary>
    public HashSet<(int Telling, string Seller)> Told { get; } = [];

    public int UntoldCount => Due.Sum(telling => telling.Value.Count) - Told.Count;

    private MoneyTerms Terms => new(
        Config.Currency, Config.MinorExponent, Config.CreditRatePpm, Config.CreditCapPpm);

    private void Apply(RoundClosed closed)
    {
        if (Closed is not null || closed.Round <= LastRound || Stage != MarketStage.Open)
        {
            Wrong("closes out of turn", closed);
        }
        if (closed.ThroughSequence != _next - 1) { Wrong($"should close through {_next - 1}", closed); }
        Closed = closed;
        Closes[closed.Round] = closed;
        _pendingAtClose = Pending;
        _offeredAtClose = OnOffer;
    }

    private void Apply(RoundCleared cleared)
    {
        if (Binding(cleared) is not { } clearance) { return; }
        if (Config.ContestWindowSeconds == 0) { Outcomes.Add(cleared); }
        var winners = Award(cleared.Terms.Round, clearance.Naive);
        var releases = Release(clearance.Granted - clearance.Fresh);
        Same(cleared, "releases", cleared.Releases, releases.Select(r =>
            new Release(r.Award.Id, new(r.Volume), r.Award.Seller)));
        Finish(
            cleared, clearance.Book, clearance.Delta,
            clearance.Granted - releases.Sum(release => release.Volume));
        Tell(cleared.Terms.Round, winners, releases, clearance.RepricedTo);
        CheckAwards(cleared);
    }

    // A rerun may clear while the market is paused; a window runs on.
    private Clearance? Clear(RoundCleared cleared)
    {
        if (Closed?.Round != cleared.Terms.Round
            || Stage is not (MarketStage.Open or MarketStage.Paused)
            || (Stage == MarketStage.Paused && _justApproved is null))
        {
            Wrong("clears out of turn", cleared);
            return null;
        }
        ModelBid[] book = [.. Bids.Values.Where(bid =>
            bid.Stage == BidStage.Open && bid.Sequence <= Closed.ThroughSequence)];
        var delta = cleared.Terms.CapacityDelta.Value + _pendingAtClose;
        var available = Math.Max(0, Pool + delta + _offeredAtClose);
        var naive = new NaiveClearing(Config, cleared.Terms.Reserve.Micros, available, book, RoomOf);
        var granted = naive.Granted.Values.Sum();
        var fresh = Math.Min(granted, Math.Max(0, Pool + delta));
        var repricedTo = naive.RepricingFee(fresh);
        Compare(cleared, delta, available, naive, repricedTo);
        return new(cleared, book, delta, naive, granted, fresh, repricedTo);
    }

    private long? RoomOf(string seller)
    {
        var held = Awards.Where(award => award.Seller == seller).Sum(award => award.Volume - award.Released);
        var caps = Config.SellerCaps.Where(cap => cap.Seller == seller).Select(cap => cap.Cap.Value);
        if (_baseCaps.TryGetValue(seller, out var fromBase)) { caps = caps.Append(fromBase); }
        long[] all = [.. caps];
        return all.Length == 0 ? null : Math.Max(0, all.Min() - held);
    }

    private void Compare(
        RoundCleared cleared, long delta, long available, NaiveClearing naive, long? repricedTo)
    {
        Same(cleared, "capacity", cleared.CapacityDelta.Value, delta);
        Same(cleared, "available", cleared.Available.Value, available);
        Same(cleared, "demand", cleared.EligibleDemand, naive.Demand);
        Same(cleared, "lowest", cleared.LowestGranted?.Micros, naive.Lowest);
        Same(cleared, "fee", cleared.RoundFee?.Micros, naive.Fee);
        Same(cleared, "edition", cleared.Edition, RulesEdition.Second);
        Same(cleared, "repriced to", cleared.RepricedTo?.Micros, repricedTo);
        var winners = naive.Granted.OrderBy(grant => grant.Key.Sequence).ToArray();
        Same(cleared, "winners", cleared.AwardSequences, winners.Select(grant => grant.Key.Sequence));
        Same(cleared, "volumes", cleared.AwardVolumes, winners.Select(grant => grant.Value));
        Same(cleared, "capped", cleared.SellerCapped, With(naive, Reason.SellerCap));
        Same(cleared, "min fill", cleared.MinFillMissed, With(naive, Reason.MinFill));
    }

    private static IEnumerable<long> With(NaiveClearing naive, Reason reason) => naive.Reasons
        .Where(refusal => refusal.Value == reason).Select(refusal => refusal.Key.Sequence).Order();

    private List<ModelAward> Award(int round, NaiveClearing naive)
    {
        foreach (var (bid, reason) in naive.Reasons)
        {
            (bid.LastRound, bid.LastReason, bid.TakenPart) = (round, reason, bid.Sequence);
        }
        var winners = new List<ModelAward>();
        foreach (var (bid, volume) in naive.Granted.OrderBy(grant => grant.Key.Sequence))
        {
            bid.Granted += volume;
            (bid.LastRound, bid.LastReason, bid.TakenPart) = (round, Reason.None, bid.Sequence);
            if (bid.Want == 0) { bid.Stage = BidStage.Complete; }
            winners.Add(new ModelAward(bid, round, volume, naive.Fee!.Value));
        }
        return winners;
    }

    private List<(ModelAward Award, long Volume)> Release(long volume)
    {
        var taken = new List<(ModelAward Award, long Volume)>();
        while (volume > 0)
        {
            var (award, offered) = _offers.Peek();
            var part = Math.Min(volume, offered - _offerTaken);
            taken.Add((award, part));
            (_offerTaken, volume) = (_offerTaken + part, volume - part);
            award.OnOffer -= part;
            award.Released += part;
            if (_offerTaken < offered) { continue; }
            _offers.Dequeue();
            _offerTaken = 0;
        }
        return taken;
    }

    private void Finish(RoundCleared cleared, ModelBid[] book, long delta, long taken)
    {
        foreach (var bid in book)
        {
            if (bid.Stage == BidStage.Open && bid.TimeInForce == TimeInForce.Round)
            {
                bid.Stage = BidStage.Expired;
            }
        }
        Pool += delta - taken;
        _capacity += delta;
        Pending -= _pendingAtClose;
        Rounds.Add(cleared.Terms.Round, cleared);
        Closed = null;
        foreach (var (seller, cap) in _capsToCome) { _baseCaps[seller] = cap; }
        _capsToCome.Clear();
        LeaveCalendar(cleared.Terms.Round);
    }

    private void LeaveCalendar(int through)
    {
        foreach (var passed in Calendar.Keys.Where(round => round <= through).ToArray())
        {
            Calendar.Remove(passed);
        }
    }

    private void Tell(
        int round, List<ModelAward> winners, List<(ModelAward Award, long Volume)> releases, long? fee)
    {
        var repriced = Awards.Where(award => award.CurrentFee > fee).ToArray();
        foreach (var award in repriced) { award.CurrentFee = fee!.Value; }
        Awards.AddRange(winners);
        var sellers = winners.Concat(repriced).Concat(releases.Select(release => release.Award))
            .Select(award => award.Seller).Distinct();
        var due = new SortedDictionary<string, Notice>(StringComparer.Ordinal);
        foreach (var seller in sellers)
        {
            due.Add(seller, new Notice(
                Key, seller, Due.Count + 1, round, Terms,
                [.. winners.Where(award => award.Seller == seller).Select(award => award.Told)],
                [.. releases.Where(r => r.Award.Seller == seller).Select(r => new Release(r.Award.Id, new(r.Volume)))],
                repriced.Any(award => award.Seller == seller) ? new Fee(fee!.Value) : null,
                Settled: false));
        }
        Due.Add(Due.Count + 1, due);
    }

    private void Settle(MarketEvent happened)
    {
        if (Stage == MarketStage.Settled || Closed is not null) { Wrong("settles out of turn", happened); }
        Stage = MarketStage.Settled;
        Calendar.Clear();
        foreach (var bid in Bids.Values)
        {
            if (bid.Stage == BidStage.Open) { bid.Stage = BidStage.Expired; }
        }
        var due = new SortedDictionary<string, Notice>(StringComparer.Ordinal);
        foreach (var seller in Awards.Select(award => award.Seller).Distinct())
        {
            due.Add(seller, new Notice(
                Key, seller, Due.Count + 1, LastRound, Terms, [], [], null, Settled: true));
        }
        Due.Add(Due.Count + 1, due);
    }

    private void Apply(NoticesAccepted accepted)
    {
        foreach (var seller in accepted.Sellers)
        {
            var isDue = Due.TryGetValue(accepted.NoticeNumber, out var due) && due.ContainsKey(seller);
            if (!isDue || !Told.Add((accepted.NoticeNumber, seller))) { Wrong($"was not due to {seller}", accepted); }
        }
    }

    private void CheckAwards(RoundCleared cleared)
    {
        foreach (var award in Awards)
        {
            var later = Rounds.Where(round => round.Key > award.Round)
                .Select(round => round.Value.RepricedTo?.Micros ?? long.MaxValue);
            var final = later.Append(award.RoundFee).Min();
            if (award.CurrentFee != final)
            {
                Wrong($"leaves {award.Id} at {award.CurrentFee}, not {final} (I5)", cleared);
            }
            if (award.CurrentFee > award.RoundFee || award.RoundFee > award.MaxFee)
            {
                Wrong($"lets {award.Id} pay more than it may (I1)", cleared);
            }
        }
        foreach (var bid in Bids.Values)
        {
            if (bid.Granted > bid.Volume || bid.Granted % Config.Lot.Value != 0
                || (bid.Granted < bid.Min && Won(bid, cleared)))
            {
                Wrong($"grants {bid.Id} {bid.Granted} (I3)", cleared);
            }
        }
    }

    /// <summary>True if the bid won; a min volume raised later binds its next award.</summary>
    private static bool Won(ModelBid bid, RoundCleared cleared) =>
        bid.LastRound == cleared.Terms.Round && bid.LastReason == Reason.None;

    private void Same<T>(RoundCleared cleared, string what, T recorded, T computed)
    {
        if (!EqualityComparer<T>.Default.Equals(recorded, computed))
        {
            Wrong($"records {what} {recorded}; an independent clearing says {computed}", cleared.Terms);
        }
    }

    private void Same<T>(RoundCleared cleared, string what, IEnumerable<T> recorded, IEnumerable<T> computed)
    {
        if (!recorded.SequenceEqual(computed))
        {
            Wrong($"records {what} [{string.Join(' ', recorded)}]; an independent clearing says "
                + $"[{string.Join(' ', computed)}]", cleared.Terms);
        }
    }
}
