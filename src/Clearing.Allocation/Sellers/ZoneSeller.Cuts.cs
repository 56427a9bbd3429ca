using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Overages;
using Clearing.Allocation.Warnings;

namespace Clearing.Allocation.Sellers;

public sealed partial class ZoneSeller
{
    /// <summary>
    /// Takes a cut of the period's regular bases: one above the floor is lowered, any other stays.
    /// A cut that was taken before gives no event.
    /// </summary>
    /// <param name="step">What the zone told.</param>
    /// <param name="zone">What holds in the zone today.</param>
    /// <returns>The regular base after the cut; 0 for a seller of another stage.</returns>
    public Decision<long, ZoneSellerEvent> Cut(BaseCutStep step, ZoneDay zone)
    {
        if (_runs.Confirmed(step.Period) is not { Record: { Stage: Stage.Regular } })
        {
            return 0L;
        }
        var before = _runs.Last(step.Period)!.Value;
        var isKnown = _runs.Cuts(step.Period).Any(cut => cut.Step.Id == step.Id);
        var after = isKnown ? before : BaseCut.Of(before, step.Ration, step.FloorVolume);
        if (after == before) { return after; }
        long? BaseOn(DateOnly day) =>
            day < step.From ? _runs.ConfirmedOn(step.Period, day) : after;
        return new(
            after,
            [
                new BaseCutTaken(step, before, after),
                .. _markets.Values
                    .Where(market => market.HasLines && market.Period == step.Period)
                    .SelectMany(market => LinesOf(
                        market, $"cut/{step.Id}", _facts.On, BaseOn, market.Extra.HeldOn,
                        RulesOf(step.Period, zone).CarryUseDays)),
                .. BillsAfter(step, after, zone),
                new CapacityNoticed([NoticeOf(step, after, zone)]),
            ]);
    }

    /// <summary>The base with which a period ends; null for no limit, or if it has none.</summary>
    /// <param name="period">The period.</param>
    public long? LastBase(Period period) => _runs.Last(period);

    /// <summary>The base from a cut's first day on; null for no limit.</summary>
    /// <param name="step">The cut.</param>
    public long? BaseFrom(BaseCutStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return _runs.ConfirmedOn(step.Period, step.From);
    }

    private CapacityNotice NoticeOf(BaseCutStep step, long after, ZoneDay zone)
    {
        var held = _markets.GetValueOrDefault(zone.MarketOf(step.From))?.Extra.HeldOn(step.From) ?? 0;
        var use = _facts.UseOn(zone.Today, RulesOf(step.Period, zone).CarryUseDays);
        return new(
            _notices.Count + 1, CapacityNoticeKind.BaseCut, step.From, use?.UsedVolume ?? 0,
            OverageLimit.Of([after], held), 0, 0, WarningLevel.None, null, null, zone.Now);
    }
}
