using Clearing.Allocation.Attributions;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;

namespace Clearing.Verification;

/// <summary>
/// Folds the stream of a seller in a zone. It checks that lines follow from their own figures and
/// that the seller's account accepted their changes and the bills.
/// </summary>
internal sealed class ZoneSellerCheck(
    StreamInfo stream, ZoneLedger accounts, JournalFindings findings)
{
    private readonly ZoneSeller _seller = new();
    private readonly Dictionary<(string Market, DateOnly Day), PostedLine> _newest = [];
    private readonly Dictionary<string, List<DaySales>> _posted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _handedOver = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<OverageCharge>> _billed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (EventPlan Plan, EventState State)> _plans =
        new(StringComparer.Ordinal);

    private readonly Dictionary<string, int> _chargesTold = new(StringComparer.Ordinal);

    /// <summary>The number of the seller's notices, which is its webhooks' newest event.</summary>
    internal int NoticeCount => _seller.NoticeCount;

    /// <summary>Applies an event of the stream.</summary>
    internal void Apply(StoredEvent stored, ZoneSellerEvent happened)
    {
        if (happened is BaseCutTaken { Step: var step } cut)
        {
            findings.Expect(
                cut.BeforeVolume == _seller.LastBase(step.Period), stream.Name,
                $"the cut {step.Id} begins at another base than the one before it", stored.Version);
            findings.Expect(
                cut.BaseVolume == BaseCut.Of(cut.BeforeVolume, step.Ration, step.FloorVolume),
                stream.Name, $"the cut {step.Id} lowers the base to something else", stored.Version);
        }
        _seller.Apply(happened);
        if (happened is EventProposed(var plan, _)) { _plans[plan.Id] = (plan, EventState.Proposed); }
        if (happened is EventDecided { Decision: var decided })
        {
            _plans[decided.Event] = (_plans[decided.Event].Plan, decided.State);
        }
        if (happened is RunTaken taken) { CheckEvents(stored.Version, taken); }
        if (happened is SalesHandedOver handed) { _handedOver[handed.Market] = handed.Number; }
        if (happened is OverageHandedOver told) { _chargesTold[told.Market] = told.Number; }
        if (happened is OverageBilled { Charge: { Number: > 0 } charge })
        {
            if (!_billed.TryGetValue(charge.Market, out var billed))
            {
                _billed.Add(charge.Market, billed = []);
            }
            billed.Add(charge);
        }
        if (happened is LinesPosted posted)
        {
            foreach (var line in posted.Lines) { Check(stored.Version, posted.Market, line); }
            Collect(posted);
        }
    }

    /// <summary>Compares the lines and bills with those that the account accepted.</summary>
    internal void Conclude()
    {
        var seller = ZoneKey.Split(stream.Name[Streams.ZoneSellerPrefix.Length..]).Seller;
        foreach (var (market, posted) in _posted)
        {
            var taken = accounts.TakeSales(seller, market);
            Expect(
                taken.Count <= posted.Count && taken.Zip(posted).All(pair => Same(pair)),
                $"the account took other sales of {market} than its days have");
            Expect(
                _handedOver.GetValueOrDefault(market) <= taken.Count,
                $"sales of {market} were handed over and never landed");
        }
        foreach (var (market, billed) in _billed)
        {
            var taken = accounts.TakeCharges(seller, market);
            Expect(
                taken.Count <= billed.Count && taken.Zip(billed).All(IsTaken),
                $"the account took other bills of {market} than the zone made");
            Expect(
                _chargesTold.GetValueOrDefault(market) <= taken.Count,
                $"bills of {market} were handed over and never landed");
        }
    }

    // If the zone does not know what was granted, the account accepts a charge as zero, or in part
    // if it lowers an earlier posting.
    private static bool IsTaken((OverageCharge Taken, OverageCharge Billed) pair)
    {
        var (taken, billed) = (pair.Taken.Amount.Minor, pair.Billed.Amount.Minor);
        return pair.Taken == pair.Billed with { Amount = pair.Taken.Amount }
            && (taken == billed || taken == 0 || (billed < taken && taken < 0));
    }

    // Exactly the events confirmed by then count, each in the weeks that hold one of its days.
    private void CheckEvents(long version, RunTaken taken)
    {
        var snapshot = taken.Snapshot;
        int WeekAt(DateOnly day) => (day.DayNumber - snapshot.CutOff.DayNumber + 6) / 7;
        var expected = _plans.Values
            .Where(of => of.State == EventState.Confirmed && of.Plan.LastDay > snapshot.CutOff)
            .Select(of => (
                of.Plan.Id, Math.Max(1, WeekAt(of.Plan.FirstDay)), WeekAt(of.Plan.LastDay),
                of.Plan.UpliftPpm, of.Plan.AddedMilliVolume ?? 0));
        var counted = (snapshot.Events ?? []).Select(of => (
            of.Id ?? "", of.FromWeek, of.ToWeek, of.UpliftPpm, of.AddedMilliVolume));
        findings.Expect(
            expected.Order().SequenceEqual(counted.Order()), stream.Name,
            $"the run {taken.Run} counts other events than were confirmed", version);
    }

    private void Check(long version, string market, PostedLine posted)
    {
        var (line, name) = (posted.Line, $"{market}: the line of {posted.Line.Day:yyyy-MM-dd}");
        var before = _newest.GetValueOrDefault((market, line.Day));
        var result = line.ExtraUsedVolume == 0
            ? 0
            : line.NetSalesMinor * line.ExtraUsedVolume / line.UsedVolume!.Value;
        findings.Expect(
            line.IncrementalMinor == result, stream.Name,
            $"{name} does not follow from its figures", version);
        findings.Expect(
            line.ExtraUsedVolume >= 0 && line.ExtraUsedVolume <= line.HeldVolume
                && line.ExtraUsedVolume <= (line.UsedVolume ?? 0),
            stream.Name, $"{name} uses more extra space than was held or in use", version);
        findings.Expect(
            posted.Number == (before?.Number ?? 0) + 1
                && posted.DeltaMinor == result - (before?.Line.IncrementalMinor ?? 0),
            stream.Name, $"{name} does not follow on the one before", version);
        _newest[(market, line.Day)] = posted;
    }

    private void Collect(LinesPosted posted)
    {
        if (!_posted.TryGetValue(posted.Market, out var known))
        {
            _posted.Add(posted.Market, known = []);
        }
        DaySale[] moved =
        [
            .. posted.Lines.Where(of => of.DeltaMinor != 0)
                .Select(of => new DaySale(of.Line.Day, of.Number, new(of.DeltaMinor))),
        ];
        if (moved.Length > 0)
        {
            known.Add(new(posted.Market, known.Count + 1, posted.Cause, [.. moved]));
        }
    }

    private static bool Same((DaySales Taken, DaySales Posted) pair) =>
        pair.Taken.Number == pair.Posted.Number
        && pair.Taken.Cause == pair.Posted.Cause
        && pair.Taken.Lines.SequenceEqual(pair.Posted.Lines);

    private void Expect(bool holds, string rule) => findings.Expect(holds, stream.Name, rule);
}
