using System.Collections.Immutable;
using Clearing.Allocation.Attributions;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Overages;
using Clearing.Allocation.Runs;

namespace Clearing.Allocation.Sellers;

public sealed partial class ZoneSeller
{
    private readonly OverageBook _overage = new();

    /// <summary>Bills that the seller's account has not taken yet, in order.</summary>
    public IReadOnlyCollection<OverageCharge> UntoldCharges => _overage.Untold;

    /// <summary>
    /// Bills a month. The bill is recorded even if it is 0, with the plan, the rate and the free days
    /// that hold for its corrections. Billing again changes nothing.
    /// </summary>
    /// <param name="month">The first day of the month.</param>
    /// <param name="zone">What holds in the zone today; the month's bill is due.</param>
    public ImmutableArray<ZoneSellerEvent> Bill(DateOnly month, ZoneDay zone)
    {
        if (!TakesPart || _overage.Find(month) is not null) { return []; }
        var terms = TermsOf(month, zone);
        return
        [
            Billed(
                month, $"overage/{month:yyyy-MM}", BillOf(month, _facts.On, zone, terms).FeeMinor,
                _overage.NextNumber(zone.MarketOf(month)), terms, zone),
        ];
    }

    /// <summary>Notes that the account has taken the first of the charges that wait.</summary>
    public ImmutableArray<ZoneSellerEvent> Told(OverageCharge charge) =>
        _overage.Untold.Contains(charge)
            ? [new OverageHandedOver(charge.Market, charge.Number)]
            : [];

    /// <summary>A month's overage by the facts of now.</summary>
    /// <param name="month">The first day of the month.</param>
    /// <param name="zone">What holds in the zone today.</param>
    public OverageView Overage(DateOnly month, ZoneDay zone) => new(
        month, zone.MarketOf(month), BillOf(month, _facts.On, zone), _overage.Find(month))
    {
        RoomToSend = RoomIn(month, zone),
    };

    /// <summary>Whether facts of a day may change a bill that was due already.</summary>
    /// <param name="day">The day.</param>
    /// <param name="zone">What holds in the zone today.</param>
    public bool MayCorrectBill(DateOnly day, ZoneDay zone) =>
        IsDue(MonthOf(day), zone) && !_runs.Announced(zone.PeriodOf(day), day).IsEmpty;

    /// <summary>Whether announcing a run may change a bill that was due already.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="zone">What holds in the zone today.</param>
    public bool MayCorrectBill(string run, ZoneDay zone) =>
        _runs.Find(run) is { AnnouncedOn: null, Bases: var bases }
            && bases.SelectMany(of => MonthsOf(of.Period, of.Period.FirstDay))
                .Any(month => IsDue(month, zone));

    // A fact of a month whose bill is due: what the fee is now, less what was billed.
    private IEnumerable<ZoneSellerEvent> BillsAfter(
        FactEvent fact, DateOnly day, Func<DateOnly, EffectiveDay> factsOn, ZoneDay zone)
    {
        var month = MonthOf(day);
        if (!IsDue(month, zone)) { return []; }
        var terms = TermsOf(month, zone);
        var change = BillOf(month, factsOn, zone, terms).FeeMinor - terms.BilledMinor;
        return change == 0
            ? []
            : [Billed(
                month, fact.Id, change, _overage.NextNumber(zone.MarketOf(month)), terms, zone)];
    }

    // A market may tell of extra space, or take it back, after the month was billed.
    private IEnumerable<ZoneSellerEvent> BillsAfter(
        Notice notice, Period period, ExtraSpace extra, ZoneDay zone) => BillsAfter(
            $"notice/{notice.Number}", period, period.FirstDay,
            day => LimitOn(day, zone, extra), zone);

    // A cut may be told after months from its first day on were billed.
    private IEnumerable<ZoneSellerEvent> BillsAfter(BaseCutStep step, long after, ZoneDay zone) =>
        BillsAfter(
            $"cut/{step.Id}", step.Period, step.From,
            day => day < step.From
                ? LimitOn(day, zone)
                : OverageLimit.Of([after], ExtraOf(day, zone)?.HeldOn(day) ?? 0),
            zone);

    // A base may be announced after months of its period were billed. The highest one counts. A month
    // without a bill has it now, also one of 0, so that no later plan or rate bills it.
    private IEnumerable<ZoneSellerEvent> BillsAfter(string run, PlannedBase announced, ZoneDay zone) =>
        BillsAfter(
            $"allocation/{run}", announced.Period, announced.Period.FirstDay,
            day => OverageLimit.Of(
                _runs.Announced(announced.Period, day, announced),
                ExtraOf(day, zone)?.HeldOn(day) ?? 0),
            zone, _runs.RulesWith(run, announced), isBill: true);

    // What limits that change the months of a period from a day on make of their bills.
    private IEnumerable<ZoneSellerEvent> BillsAfter(
        string reference, Period period, DateOnly from, Func<DateOnly, long?> limitOn, ZoneDay zone,
        PeriodRules? announced = null, bool isBill = false)
    {
        var number = _overage.NextNumber(zone.MarketOf(period.FirstDay));
        foreach (var month in MonthsOf(period, from))
        {
            if (!IsDue(month, zone)) { continue; }
            var terms = TermsOf(month, zone, announced);
            var change = BillOf(month, _facts.On, zone, terms, limitOn).FeeMinor - terms.BilledMinor;
            if (change != 0 || (isBill && _overage.Find(month) is null))
            {
                yield return Billed(month, reference, change, number, terms, zone);
            }
            number += change == 0 ? 0 : 1;
        }
    }

    // A bill that was made stands, whatever this process's clock says.
    private bool IsDue(DateOnly month, ZoneDay zone) =>
        zone.IsBilled(month) || _overage.Find(month) is not null;

    // A bill that was made is corrected by its own terms. Another one follows the seller's plan of now
    // and the rules of the run that announced the base.
    private MonthBill TermsOf(DateOnly month, ZoneDay zone, PeriodRules? announced = null)
    {
        if (_overage.Find(month) is { } known) { return known; }
        var rules = announced ?? RulesOf(zone.PeriodOf(month), zone);
        return new(0, rules.OverageRateMicros, rules.OverageGraceDays)
        {
            Plan = Profile?.Plan ?? Bases.Plan.Professional,
        };
    }

    private static OverageBilled Billed(
        DateOnly month, string reference, Int128 amount, int number, MonthBill terms, ZoneDay zone) =>
        new(
            month,
            new(
                zone.MarketOf(month), amount == 0 ? 0 : number, reference, new(amount),
                zone.Terms.Currency, zone.Terms.MinorExponent),
            terms.RateMicros, terms.GraceDays)
        {
            Plan = terms.Plan,
        };

    private OverageBill BillOf(
        DateOnly month, Func<DateOnly, EffectiveDay> factsOn, ZoneDay zone,
        MonthBill? terms = null, Func<DateOnly, long?>? limitOn = null)
    {
        limitOn ??= day => LimitOn(day, zone);
        var days = Enumerable.Range(0, DateTime.DaysInMonth(month.Year, month.Month))
            .Select(month.AddDays)
            .Select(day => new DayUse(
                day, factsOn(day).Figures.UsedVolume, limitOn(day)));
        return (terms ?? TermsOf(month, zone)).On([.. days], zone.Terms.MinorExponent);
    }

    // The highest base announced for the period, or the cut one, and the day's extra space.
    private long? LimitOn(DateOnly day, ZoneDay zone, ExtraSpace? extra = null) =>
        OverageLimit.Of(
            _runs.Announced(zone.PeriodOf(day), day),
            (extra ?? ExtraOf(day, zone))?.HeldOn(day) ?? 0);

    private long? RoomIn(DateOnly month, ZoneDay zone)
    {
        var newest = _facts.Between(month, month.AddMonths(1).AddDays(-1))
            .LastOrDefault(of => of.Figures.UsedVolume is not null);
        return newest is { Day: var day, Figures: { UsedVolume: { } used } figures }
            ? RoomToSend.Of(
                BaseOn(zone.PeriodOf(day), day), ExtraOf(day, zone)?.HeldOn(day) ?? 0, used,
                figures.InboundVolume ?? 0)
            : null;
    }

    private ExtraSpace? ExtraOf(DateOnly day, ZoneDay zone) =>
        _markets.GetValueOrDefault(zone.MarketOf(day))?.Extra;

    // The first days of a period's months, from that of a day on.
    private static IEnumerable<DateOnly> MonthsOf(Period period, DateOnly from)
    {
        var month = from > period.FirstDay ? MonthOf(from) : period.FirstDay;
        for (; month <= period.LastDay; month = month.AddMonths(1)) { yield return month; }
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
