namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    private void Apply(RoundClosed closed)
    {
        Expect(_closed is null, "One book is closed at a time.");
        _closed = closed;
        _pendingAtClose = _pending;
        _offeredAtClose = _awards.Offers.Volume;
        _offersAtClose = _awards.Offers.Mark;
    }

    private void Apply(RoundCleared cleared)
    {
        var closed = ClosedBookOf(cleared);
        Expect(
            Rules.ContestWindowSeconds == 0
                || _provisional?.Round.Facts.ResultHash == cleared.ResultHash,
            "A round binds as it was published.");
        var through = (int)closed.ThroughSequence;
        var start = _provisional?.Round.Start ?? StartNow();
        var round = new ClearedRound(cleared, closed, start, OpenIn(closed));
        // Releases go first: a seller may win what it gave back, and never holds both.
        var releasing = _awards.Release(cleared.Releases);
        var released = cleared.Releases.Sum(release => release.Volume.Value);
        for (var i = 0; i < releasing.Length; i++)
        {
            _limits.Add(releasing[i], -cleared.Releases[i].Volume.Value);
        }
        round.KeepReleases(releasing);
        var winners = ApplyAwards(round);
        _bids.ExpireRoundOnly(through, _awards.Rounds.Count + 1);
        _awards.Add(round);
        ApplyVolumes(round, released);
        (_closed, _provisional) = (null, null);
        TakeCapsToCome();
        Due(round, winners, releasing);
    }

    private NumberSet ApplyAwards(ClearedRound round)
    {
        var winners = new NumberSet(_bids.Sellers.Count);
        var (sequences, volumes) = (round.Facts.AwardSequences, round.Facts.AwardVolumes);
        for (var i = 0; i < sequences.Length; i++)
        {
            var row = (int)(sequences[i] - 1);
            if (_bids.Grant(row, volumes[i], _awards.Rounds.Count + 1)) { round.MarkComplete(i); }
            _limits.Add(_bids.SellerNumbers[row], volumes[i]);
            winners.Add(_bids.SellerNumbers[row]);
        }
        round.WinningSellers = winners.ToArray();
        return winners;
    }

    private void ApplyVolumes(ClearedRound round, long released)
    {
        var delta = round.Facts.CapacityDelta.Value;
        _pending -= delta - round.Facts.Terms.CapacityDelta.Value;
        _pool += delta - (round.Granted - released);
        _held += round.Granted - released;
        LeaveCalendar(round.Number);
    }

    private void LeaveCalendar(int through)
    {
        while (_calendar.Count > 0 && _calendar.GetKeyAtIndex(0) <= through)
        {
            _calendar.RemoveAt(0);
        }
    }

    private RoundClosed ClosedBookOf(RoundCleared cleared)
    {
        var closed = _closed ?? throw new InvalidOperationException("A book closes, then clears.");
        Expect(closed.Round == cleared.Terms.Round, "The closed round is the one that clears.");
        return closed;
    }

    private RoundStart StartNow()
    {
        var (capped, rooms) = _limits.Capped();
        return new RoundStart(_pool, _offeredAtClose, _offersAtClose, capped, rooms);
    }

    private int OpenIn(RoundClosed closed) =>
        _bids.OpenBids - _bids.OpenFrom((int)closed.ThroughSequence);

    private void Due(ClearedRound round, NumberSet due, int[] releasing)
    {
        due.AddAll(releasing);
        foreach (var index in round.RepricedRounds)
        {
            due.AddAll(_awards.Rounds[index].WinningSellers);
        }
        _announced.Add((_awards.Rounds.Count - 1, null));
        _outbox.Add(due.ToArray());
    }

    private int[] DueAtSettlement()
    {
        var due = new NumberSet(_bids.Sellers.Count);
        foreach (var round in _awards.Rounds) { due.AddAll(round.WinningSellers); }
        return due.ToArray();
    }
}
