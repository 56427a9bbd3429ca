using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Market.Curtailments;

namespace Clearing.Verification;

/// <summary>Folds a market's stream, clears every round again, and checks what must hold.</summary>
internal sealed class MarketCheck(StreamInfo stream, AwardLedger awards, JournalFindings findings)
{
    private readonly CapacityMarket _market = new(stream.Name[Streams.MarketPrefix.Length..]);
    private bool _closedErased;

    // Older rounds name no sellers, but their award ids are unique.
    private readonly Dictionary<(string Seller, string AwardId), long> _released = [];
    private readonly Dictionary<(string Seller, string AwardId), (long Volume, Money Compensation)>
        _curtailed = [];

    /// <summary>Applies an event of the stream.</summary>
    internal void Apply(StoredEvent stored, MarketEvent happened)
    {
        if (happened is RoundClosed closed)
        {
            _closedErased = !closed.ErasedLeaves.IsDefaultOrEmpty;
            findings.Expect(
                _market.CloseAgain(closed) == closed, stream.Name,
                $"round {closed.Round} closes with another book hash", stored.Version);
        }
        if (happened is RoundProvisional { Outcome: var outcome }) { ClearAgain(stored, outcome); }
        if (happened is RoundCleared cleared)
        {
            findings.Rounds++;
            ClearAgain(stored, cleared);
            foreach (var release in cleared.Releases)
            {
                var key = (release.Seller ?? "", release.AwardId);
                _released[key] = _released.GetValueOrDefault(key) + release.Volume.Value;
            }
        }
        if (happened is RestEnded ended) { EndAgain(stored, ended); }
        var before = happened is VolumeCurtailed ? _market.Report() : null;
        if (happened is VolumeCurtailed curtailed) { CurtailAgain(stored, curtailed); }
        _market.Apply(happened);
        if (happened is VolumeCurtailed { Taken: var taken }) { Check(stored, taken, before!); }
    }

    // Whom it cut and what they get follows from the market before it and the zone's rules.
    private void CurtailAgain(StoredEvent stored, VolumeCurtailed curtailed)
    {
        var same = _market.CurtailAgain(curtailed) is { } again
            && Codecs.Market.Encode(again).Payload.Span.SequenceEqual(
                Codecs.Market.Encode(curtailed).Payload.Span);
        findings.Expect(
            same, stream.Name,
            $"curtailment {curtailed.Taken.Cut.Id} takes or compensates something else",
            stored.Version);
    }

    private void EndAgain(StoredEvent stored, RestEnded ended)
    {
        var same = _market.EndAgain(ended) is { } again
            && Codecs.Market.Encode(again).Payload.Span.SequenceEqual(
                Codecs.Market.Encode(ended).Payload.Span);
        findings.Expect(
            same, stream.Name, $"{ended.End.AwardId} was ended without a right to it",
            stored.Version);
        Note(ended.Taken);
    }

    private void Note(SpaceTaken taken)
    {
        foreach (var cut in taken.Awards)
        {
            var key = (cut.Seller, cut.AwardId);
            var known = _curtailed.GetValueOrDefault(key);
            _curtailed[key] = (known.Volume + cut.Volume, known.Compensation + cut.Compensation);
        }
    }

    private void Check(StoredEvent stored, SpaceTaken taken, MarketReport before)
    {
        Note(taken);
        var after = _market.Report();
        findings.Expect(
            taken.FromPool.Value + taken.FromSellers == taken.Cut.Volume.Value
                && taken.FromPool.Value <= Math.Max(0, before.Pool.Value)
                && taken.DeficitCovered.Value
                    == Math.Min(taken.FromSellers, Math.Max(0, -before.Pool.Value))
                && after.Held.Value + after.Pool.Value - before.Held.Value - before.Pool.Value
                    == taken.CapacityDelta.Value,
            stream.Name, $"curtailment {taken.Cut.Id} does not add up", stored.Version);
    }

    /// <summary>Checks the market's state after its last event.</summary>
    internal void Conclude()
    {
        var rounds = _market.Rounds();
        var report = _market.Report();
        var capacity = _market.Curtailments.Aggregate(
            Int128.Zero, (sum, taken) => sum + taken.CapacityDelta.Value);
        foreach (var round in rounds)
        {
            capacity += round.CapacityDelta.Value;
            CheckSums(round);
        }
        Expect(
            capacity == (Int128)report.Held.Value + report.Pool.Value,
            $"held {report.Held.Value} and pool {report.Pool.Value} are not all of {capacity}");
        Fee? lowest = null;
        foreach (var round in rounds.Reverse())
        {
            CheckAwards(round, lowest);
            lowest = Lower(lowest, round.RepricedTo);
        }
        awards.Markets[_market.Key] = _market.UntoldCount == 0;
        findings.Newest[stream.Name] = _market.FactCount;
        foreach (var seller in _market.Bidders(0, int.MaxValue))
        {
            var own = Streams.OfMarketSeller(MarketSellerKey.Of(_market.Key, seller));
            findings.Newest[own] = _market.BidFactCount(seller);
        }
        findings.LastRounds[stream.Name] = report.LastRound;
    }

    // The outcome is a function of the events before it, so clearing again gives the same one.
    private void ClearAgain(StoredEvent stored, RoundCleared cleared)
    {
        if (_market.Config!.TieRule == TieRule.SeededLottery && _closedErased)
        {
            findings.NotClearedAgain++;
            return;
        }
        var same = _market.ClearAgain(cleared) is { } again
            && Codecs.Market.Encode(again).Payload.Span.SequenceEqual(
                Codecs.Market.Encode(cleared).Payload.Span);
        findings.Expect(
            same, stream.Name, $"round {cleared.Terms.Round} clears to another outcome",
            stored.Version);
    }

    private void CheckSums(RoundReport round)
    {
        var name = $"round {round.Terms.Round}";
        Expect(
            (Int128)round.Granted.Value + round.Unsold.Value == round.Available.Value,
            $"{name}: granted and unsold are not what was available");
        Expect(round.Unsold.Value >= 0, $"{name}: more was granted than was available");
        Int128 sum = 0;
        foreach (var award in _market.Awards(round.Terms.Round, 0, int.MaxValue))
        {
            sum += award.Volume.Value;
        }
        Expect(sum == round.Granted.Value, $"{name}: the awards are not what was granted");
    }

    private void CheckAwards(RoundReport round, Fee? laterLowest)
    {
        var lot = _market.Config!.Lot.Value;
        foreach (var award in _market.Awards(round.Terms.Round, 0, int.MaxValue))
        {
            var released = _released.GetValueOrDefault((award.Seller, award.Id))
                + _released.GetValueOrDefault(("", award.Id));
            Expect(award.RoundFee.CompareTo(award.MaxFee) <= 0, $"{award.Id}: fee above max fee");
            Expect(
                award.Volume.Value > 0 && award.Volume.Value % lot == 0,
                $"{award.Id}: the volume is not a number of lots");
            var curtailed = _curtailed.GetValueOrDefault((award.Seller, award.Id));
            Expect(
                released + curtailed.Volume <= award.Volume.Value,
                $"{award.Id}: more released and curtailed than granted");
            var final = Lower(award.RoundFee, laterLowest)!.Value;
            awards.Add(
                _market.Key, award, final, released, curtailed.Volume, curtailed.Compensation);
        }
    }

    private static Fee? Lower(Fee? a, Fee? b) =>
        a is { } one && b is { } other ? (one.CompareTo(other) < 0 ? one : other) : a ?? b;

    private void Expect(bool holds, string rule) => findings.Expect(holds, stream.Name, rule);
}
