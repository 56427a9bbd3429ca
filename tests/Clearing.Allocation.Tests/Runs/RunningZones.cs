using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Explanations;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;

namespace Clearing.Allocation.Tests.Runs;

public class RunningZones
{
    public static TheoryData<long[]?, bool> Capacities => new()
    {
        { null, false },
        { [], false },
        { [0], true },
        { [1, DayFigures.MaxVolume, 0], true },
        { [1, 1, 1, 1], false },
        { [1, -1], false },
        { [-1, 1], false },
        { [1, DayFigures.MaxVolume + 1], false },
    };

    [Theory]
    [MemberData(nameof(Capacities))]
    public void A_run_has_one_to_three_capacities_of_nothing_or_more(long[]? capacities, bool has)
    {
        ImmutableArray<long> given = capacities is null ? default : [.. capacities];

        Assert.Equal(has, new RunBegin("run", "2026-11", given).HasCapacities);
    }

    private static readonly RunTerms Terms = new(
        Period.Parse("2026-11")!.Value, [5_000, 4_000], new Dictionary<string, long?>(),
        new Dictionary<string, long>(), new AllocationConfig());

    [Fact]
    public void A_run_does_not_depend_on_the_order_of_facts_or_sellers()
    {
        Draw.Many(15, draw =>
        {
            var reports = Reports(draw, sellers: 5);
            var once = Run(reports);

            draw.Shuffle(reports);

            Assert.Equal(
                once.SelectMany(Shown), Run([.. reports, .. reports]).SelectMany(Shown));
        });
    }

    [Fact]
    public void Facts_after_the_cut_off_do_not_count()
    {
        var reports = Reports(new Draw(1), sellers: 3);
        var late = new DayReport("late", Terms.CutOff.AddDays(1), 0, new() { UsedVolume = 99_999 });

        Assert.Equal(
            Run(reports).SelectMany(Shown),
            Run([.. reports, ("s0", late)]).SelectMany(Shown));
        Assert.Equal(new DateOnly(2026, 10, 18), Terms.CutOff);
    }

    [Fact]
    public void Every_period_shares_its_own_capacity_and_steps_from_the_base_before()
    {
        var plans = Run(Reports(new Draw(2), sellers: 6));

        Assert.Equal([5_000, 4_000, 4_000], plans.Select(of => of.Bases.Share.CapacityVolume));
        Assert.Equal([false, true, true], plans.Select(of => of.IsEstimate));
        foreach (var (before, after) in plans.Zip(plans.Skip(1)))
        {
            Assert.Equal(
                before.Sellers.Select(of => of.Base.BaseVolume),
                after.Sellers.Select(of => of.Terms.PreviousVolume));
        }
    }

    [Fact]
    public void What_a_run_stores_explains_the_change_to_the_next_estimate()
    {
        var plans = Run(Reports(new Draw(3), sellers: 6));

        foreach (var (now, next) in plans[0].Sellers.Zip(plans[1].Sellers))
        {
            var explanation = Explanation.Of(now.Record, next.Record);
            Assert.Equal(next.Base.BaseVolume - now.Base.BaseVolume, explanation.ChangeVolume);
            Assert.Equal(explanation.ChangeVolume, explanation.Parts.Sum(of => of.ChangeVolume));
        }
    }

    [Fact]
    public void An_override_holds_for_its_period_and_the_step_goes_on_from_it()
    {
        var reports = Reports(new Draw(4), sellers: 2);
        var terms = Terms with { Overrides = new Dictionary<string, long> { ["s0"] = 77 } };

        var plans = Run(reports, terms);

        Assert.Equal((Stage.Override, 77L), (
            plans[0].Sellers[0].Record.Stage, plans[0].Sellers[0].Base.BaseVolume!.Value));
        Assert.Equal((Stage.Regular, 77L), (
            plans[1].Sellers[0].Record.Stage, plans[1].Sellers[0].Terms.PreviousVolume!.Value));
    }

    [Fact]
    public void The_zones_season_is_the_sum_of_its_sellers()
    {
        // Both sold steadily but for last year's November, in which only one of them sold much.
        var steady = Days("a", _ => 700);
        var november = Days("b", day => day is { Year: 2025, Month: 11 } ? 7_000 : 700);

        var plans = Run([.. steady, .. november]);

        var week = plans[0].Sellers[0].Projection.Weeks[3];
        Assert.InRange(week.UpliftPpm, 1_000_001, 10_000_000);
    }

    [Fact]
    public void A_zone_without_sellers_offers_all_it_has()
    {
        Assert.Equal(5_000, Run([])[0].Bases.OfferedVolume);
    }

    private static IEnumerable<object?> Shown(PeriodPlan plan) => plan.Sellers.SelectMany(of =>
        new object?[] { of.Snapshot.Seller, of.Snapshot.FactsHash, of.Base, of.Record });

    private static ImmutableArray<PeriodPlan> Run(
        IEnumerable<(string Seller, DayReport Report)> reports, RunTerms? terms = null)
    {
        var books = new Dictionary<string, FactBook>();
        foreach (var (seller, report) in reports)
        {
            books.TryAdd(seller, new FactBook());
            foreach (var fact in books[seller].Decide(report, FactWindow.Always).Events)
            {
                books[seller].Apply(fact);
            }
        }
        return ZoneRun.Of(
            books.Select(of => RunSnapshot.Of(
                of.Key, of.Value.Days, UseOfExtra.None, null, Terms.CutOff, Terms.Config)),
            terms ?? Terms);
    }

    private static (string, DayReport)[] Reports(Draw draw, int sellers) =>
    [
        .. Enumerable.Range(0, sellers).SelectMany(seller => Enumerable.Range(0, 200).Select(back => (
            $"s{seller}",
            new DayReport(
                $"d{back}", Terms.CutOff.AddDays(-back * 2), 0, draw.Figures() with
                {
                    SoldMilliVolume = draw.Long(0, 20_000),
                    UsedVolume = draw.Long(0, 900),
                })))),
    ];

    private static IEnumerable<(string, DayReport)> Days(string seller, Func<DateOnly, long> units) =>
        Enumerable.Range(0, 560).Select(back => Terms.CutOff.AddDays(-back)).Select(day => (
            seller,
            new DayReport(
                $"d{day:yyyyMMdd}", day, 0, new() { SoldMilliVolume = 900, UnitsSold = units(day) })));
}
