using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;

namespace Clearing.Allocation.Zones;

public sealed partial class Zone
{
    private readonly OrderedDictionary<string, BaseCutReport> _cuts = new(StringComparer.Ordinal);

    /// <summary>The cuts of bases, oldest first.</summary>
    public IReadOnlyCollection<BaseCutReport> BaseCuts => _cuts.Values;

    /// <summary>
    /// The first cut that has something to do: its sellers are being notified, or its day has come.
    /// </summary>
    /// <param name="today">Today in the zone's time zone.</param>
    public BaseCutReport? DueCut(DateOnly today) => _cuts.Values.FirstOrDefault(cut =>
        cut.Stage == BaseCutStage.Announcing
        || (cut.Stage == BaseCutStage.Announced && cut.Cut.From <= today));

    /// <summary>
    /// The limits of a further cut of a period; null unless its bases are confirmed.
    /// </summary>
    /// <param name="period">The period.</param>
    /// <param name="today">Today in the zone's time zone.</param>
    public BaseCutLimits? CutLimits(Period period, DateOnly today)
    {
        if (!_confirmed.ContainsKey(period)) { return null; }
        var days = RulesOf(period)!.BaseCutNoticeDays;
        var notice = today.AddDays(days);
        var last = CutsOf(period).LastOrDefault();
        return new(
            days, last?.Cut.From > notice ? last.Cut.From : notice, period.LastDay,
            _underWay is null && !IsCutting ? AboveFloor(period) : null);
    }

    /// <summary>The run whose bases are a period's; there must be one.</summary>
    /// <param name="period">The period.</param>
    public RunReport ConfirmedRun(Period period) => _runs[_confirmed[period]];

    /// <summary>Decides on a cut of bases. A repeated cut gets its first answer.</summary>
    /// <param name="cut">What the operator asks for.</param>
    /// <param name="today">Today in the zone's time zone.</param>
    public Decision<BaseCutStatus, ZoneEvent> Cut(CutBase cut, DateOnly today)
    {
        if (!ClientId.Allows(cut.Id)) { return BaseCutStatus.IdMalformed; }
        if (IsAnswered(cut.Id))
        {
            return _cuts.GetValueOrDefault(cut.Id)?.Cut == cut
                ? BaseCutStatus.Cut
                : BaseCutStatus.IdReused;
        }
        if (Terms is null) { return BaseCutStatus.ZoneUnknown; }
        if (PeriodOf(cut.Period) is not { } period) { return BaseCutStatus.PeriodMalformed; }
        if (CutLimits(period, today) is not { } limits) { return BaseCutStatus.NotConfirmed; }
        if (cut.Volume <= 0) { return BaseCutStatus.VolumeNotPositive; }
        if (cut.From < limits.EarliestFrom) { return BaseCutStatus.NoticeTooShort; }
        if (limits.MaxVolume is not { } most) { return BaseCutStatus.RunUnderWay; }
        var floor = ConfirmedRun(period).Rules.FloorVolume;
        if (BaseCut.RationOf(most, cut.Volume) is not { } ration)
        {
            return BaseCutStatus.VolumeAboveBase;
        }
        if (cut.From > limits.LastFrom) { return BaseCutStatus.DayOutOfRange; }
        return new(
            BaseCutStatus.Cut,
            new BasesCut(cut, new(cut.Id, period, cut.From, ration, floor, today)));
    }

    /// <summary>True while the sellers are told of a cut of their bases.</summary>
    public bool IsCutting =>
        _cuts.Count > 0 && _cuts.GetAt(_cuts.Count - 1).Value.Stage == BaseCutStage.Announcing;

    private IEnumerable<BaseCutReport> CutsOf(Period period) =>
        _cuts.Values.Where(cut => cut.Step.Period == period);

    // No regular base is below the floor, unless all are: then nothing can be cut.
    private Int128 AboveFloor(Period period)
    {
        var run = ConfirmedRun(period);
        var volume = CutsOf(period).LastOrDefault()?.RegularVolume ?? run.RegularVolumes[0];
        return Int128.Max(
            0, volume - ((Int128)run.Rules.FloorVolume * run.Shares[0].Sum.RegularSellers));
    }

    private void ApplyCut(ZoneEvent happened)
    {
        switch (happened)
        {
            case BasesCut(var cut, var step):
                _cuts.Add(cut.Id, new(cut, step, BaseCutStage.Announcing, null));
                break;
            case BaseCutAnnounced(var id, var volume):
                _cuts[id] = _cuts[id] with
                {
                    Stage = BaseCutStage.Announced,
                    RegularVolume = volume,
                };
                break;
            case BaseCutBegun(var id):
                _cuts[id] = _cuts[id] with { Stage = BaseCutStage.InForce };
                break;
            case ForecastsTaken(var forecasts):
                foreach (var forecast in forecasts) { _forecasts.Add(forecast); }
                break;
            default:
                throw new InvalidOperationException($"No zone knows {happened}.");
        }
    }
}
