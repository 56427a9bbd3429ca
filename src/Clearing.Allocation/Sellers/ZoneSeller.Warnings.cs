using System.Collections.Immutable;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Warnings;

namespace Clearing.Allocation.Sellers;

public sealed partial class ZoneSeller
{
    private readonly List<CapacityNotice> _notices = [];
    private CapacityNotice? _lastWarning;

    /// <summary>How many notices there are: they are numbered from 1 without gaps.</summary>
    public int NoticeCount => _notices.Count;

    /// <summary>A page of the notices, oldest first.</summary>
    /// <param name="after">The number of the last notice of the page before; 0 from the start.</param>
    /// <param name="most">The most notices, 1 or more.</param>
    public ImmutableArray<CapacityNotice> Notices(long after, int most) =>
        [.. _notices.Skip((int)Math.Min(after, _notices.Count)).Take(most)];

    // None of a past month: what the seller can still do something about is told.
    private IEnumerable<ZoneSellerEvent> NoticesAfter(
        DateOnly changed, Func<DateOnly, EffectiveDay> factsOn, ZoneDay zone)
    {
        var newest = _facts.LastDay > changed ? _facts.LastDay.Value : changed;
        if (MonthOf(newest) != MonthOf(zone.Today)) { return []; }
        var notices = ImmutableArray.CreateBuilder<CapacityNotice>();
        notices.AddRange(OverageNotices(newest, changed, factsOn, zone));
        if (Warning(newest, factsOn, zone) is { } warning) { notices.Add(warning); }
        return notices.Count == 0
            ? []
            : [new CapacityNoticed(
                [.. notices.Select((of, i) => of with { Number = _notices.Count + i + 1 })])];
    }

    private IEnumerable<CapacityNotice> OverageNotices(
        DateOnly newest, DateOnly changed, Func<DateOnly, EffectiveDay> factsOn, ZoneDay zone)
    {
        if (MonthOf(changed) != MonthOf(newest)) { return []; }
        var bill = BillOf(MonthOf(newest), factsOn, zone);
        return bill.Notices
            .Where(day => !_notices.Exists(
                of => of.Kind == CapacityNoticeKind.Overage && of.Day == day))
            .Select(day => Notice(CapacityNoticeKind.Overage, day, factsOn, zone, bill.FeeMinor) with
            {
                Level = WarningLevel.Over,
            });
    }

    private CapacityNotice? Warning(
        DateOnly newest, Func<DateOnly, EffectiveDay> factsOn, ZoneDay zone)
    {
        var rules = zone.Terms.Rules;
        if (KnownUse.Of(factsOn, newest, rules.CarryUseDays) is not { } use
            || _runs.WeeksFrom(newest, rules.WarnDays) is not { } weeks)
        {
            return null;
        }
        var now = CapacityWarning.Of(
            new(
                newest, use.UsedVolume, factsOn(newest).Figures.InboundVolume ?? 0, weeks,
                day => LimitOn(day, zone), LowSales.Of(_runs.Ratios(newest, factsOn, rules), rules)),
            rules);
        if (!WarningRule.IsNews(_lastWarning, newest, now)) { return null; }
        var fee = BillOf(MonthOf(newest), factsOn, zone).FeeMinor;
        return Notice(CapacityNoticeKind.Warning, newest, factsOn, zone, fee) with
        {
            UsedVolume = use.UsedVolume,
            Level = now.Level,
            ExpectedExceedsOn = now.ExpectedExceedsOn,
            HighExceedsOn = now.HighExceedsOn,
        };
    }

    private CapacityNotice Notice(
        CapacityNoticeKind kind, DateOnly day, Func<DateOnly, EffectiveDay> factsOn, ZoneDay zone,
        Int128 fee)
    {
        var figures = factsOn(day).Figures;
        return new(
            0, kind, day, figures.UsedVolume ?? 0, LimitOn(day, zone), figures.InboundVolume ?? 0,
            fee, WarningLevel.None, null, null, zone.Now);
    }

    private void Fold(CapacityNoticed noticed)
    {
        _notices.AddRange(noticed.Notices);
        _lastWarning =
            noticed.Notices.LastOrDefault(of => of.Kind == CapacityNoticeKind.Warning)
            ?? _lastWarning;
    }
}
