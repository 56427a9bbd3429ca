using System.Collections.Immutable;
using Clearing.Allocation.Attributions;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;

namespace Clearing.Allocation.Sellers;

public sealed partial class ZoneSeller
{
    private readonly SortedDictionary<string, MarketLines> _markets = new(StringComparer.Ordinal);

    /// <summary>What days sold that the seller's account has not taken yet.</summary>
    /// <param name="most">The most hand-overs, 1 or more; each market's are in order.</param>
    public ImmutableArray<DaySales> Untold(int most) =>
        [.. _markets.Values.SelectMany(market => market.Untold).Take(most)];

    /// <summary>Whether the account has taken everything.</summary>
    public bool IsAllTold =>
        _overage.Untold.Count == 0 && _markets.Values.All(market => market.Untold.Count == 0);

    /// <summary>The newest line of each day in a market, ascending; empty if it has none.</summary>
    /// <param name="market">The market's key.</param>
    /// <param name="after">The last day of the page before.</param>
    /// <param name="most">The most lines.</param>
    public LinePage Lines(string market, DateOnly after, int most) =>
        _markets.GetValueOrDefault(market) is { } known
            ? new(
                [.. known.Lines.Newest.SkipWhile(of => of.Line.Day <= after).Take(most)],
                known.Lines.IncrementalMinor)
            : new([], 0);

    /// <summary>
    /// Takes what a market told the seller; a notice that was taken before gives no event.
    /// </summary>
    /// <param name="told">What it told, and on which day.</param>
    /// <param name="carryUseDays">
    /// How many days an unknown use looks back by the zone's rules; those of the run that announced the
    /// period's base come first.
    /// </param>
    /// <param name="zone">Today in the zone; null where nothing but lines follows.</param>
    public ImmutableArray<ZoneSellerEvent> Take(
        ToldNotice told, int carryUseDays, ZoneDay? zone = null)
    {
        var notice = told.Notice;
        var known = _markets.GetValueOrDefault(notice.Market);
        if (notice.Number <= known?.Extra.LastNumber) { return []; }
        var market = known ?? LinesOf(notice.Market);
        var extra = market.Extra.With(told);
        return
        [
            new NoticeTaken(told),
            .. MarketLines.HasLinesBy(notice.Terms)
                ? LinesOf(
                    market, $"notice/{notice.Number}", _facts.On,
                    day => BaseOn(market.Period, day), extra.HeldOn,
                    CarryIn(market.Period, carryUseDays))
                : [],
            .. zone is null ? [] : BillsAfter(notice, market.Period, extra, zone),
        ];
    }

    /// <summary>Notes which hand-overs the account has taken; noted ones give no event.</summary>
    /// <param name="taken">Hand-overs that <see cref="Untold"/> gave.</param>
    public ImmutableArray<ZoneSellerEvent> Told(IEnumerable<DaySales> taken) =>
    [
        .. taken.GroupBy(of => of.Market, of => of.Number)
            .Select(of => new SalesHandedOver(of.Key, of.Max()))
            .Where(of => _markets[of.Market].Untold.Any(sales => sales.Number <= of.Number)),
    ];

    /// <summary>
    /// Whether facts of a day may change what a settled market's statement says.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="carryUseDays">How many days an unknown use looks back by the zone's rules.</param>
    public bool MayCorrect(DateOnly day, int carryUseDays) => _markets.Values.Any(
        market => market.HasLines && market.Extra.IsSettled && Concerns(market, day, carryUseDays));

    // After every fact, the lines of its period and of the next one's first days.
    private IEnumerable<ZoneSellerEvent> LinesAfter(FactEvent fact, int carryUseDays)
    {
        if (_markets.Count == 0 || _facts.With(fact) is not { } changed) { return []; }
        return _markets.Values
            .Where(market => market.HasLines && Concerns(market, changed.Day, carryUseDays))
            .SelectMany(market => LinesOf(
                market, fact.Id, day => day == changed.Day ? changed : _facts.On(day),
                day => BaseOn(market.Period, day), market.Extra.HeldOn,
                CarryIn(market.Period, carryUseDays)));
    }

    // A base that is confirmed late, when the market has granted space already. The run's rules come
    // with it.
    private IEnumerable<ZoneSellerEvent> LinesAfter(
        string run, PlannedBase confirmed, int carryUseDays) =>
        _markets.Values.Where(market => market.HasLines && market.Period == confirmed.Period)
            .SelectMany(market => LinesOf(
                market, $"allocation/{run}", _facts.On, _ => confirmed.BaseVolume,
                market.Extra.HeldOn,
                _runs.RulesWith(run, confirmed)?.CarryUseDays ?? carryUseDays));

    private static IEnumerable<ZoneSellerEvent> LinesOf(
        MarketLines market,
        string cause,
        Func<DateOnly, EffectiveDay> factsOn,
        Func<DateOnly, long?> baseOn,
        Func<DateOnly, long> heldOn,
        int carryUseDays)
    {
        var changes = market.Lines.Changes(factsOn, baseOn, heldOn, carryUseDays);
        return changes.IsEmpty ? [] : [new LinesPosted(market.Market, cause, changes)];
    }

    private static MarketLines LinesOf(string market) =>
        MarketKey.TryParse(market, out var key) && Period.Parse(key.Period) is { } period
            ? new(market, period)
            : throw new ArgumentException(
                $"A zone knows markets of a month or a quarter, not '{market}'.");

    private bool Concerns(MarketLines market, DateOnly day, int carryUseDays) =>
        day.DayNumber >= market.Period.FirstDay.DayNumber - CarryIn(market.Period, carryUseDays)
        && day <= market.Period.LastDay;

    // The rules of the run that announced the period's base; the zone's of now without one.
    private PeriodRules RulesOf(Period period, ZoneDay zone) =>
        _runs.RulesOf(period) ?? PeriodRules.Of(zone.Terms.Rules);

    private int CarryIn(Period period, int carryUseDays) =>
        _runs.RulesOf(period)?.CarryUseDays ?? carryUseDays;

    // Until a base is confirmed, there is no limit that extra space could stand above.
    private long? BaseOn(Period period, DateOnly day) => _runs.ConfirmedOn(period, day);

    private void Fold(NoticeTaken taken)
    {
        var key = taken.Told.Notice.Market;
        if (!_markets.TryGetValue(key, out var market))
        {
            _markets.Add(key, market = LinesOf(string.Intern(key)));
        }
        market.Apply(taken);
    }
}
