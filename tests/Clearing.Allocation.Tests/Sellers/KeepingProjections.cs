using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Projections;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Tests.Zones;

namespace Clearing.Allocation.Tests.Sellers;

/// <summary>What a seller keeps of the runs that were announced, for its warnings.</summary>
public class KeepingProjections
{
    private static readonly DateOnly CutOff = new(2026, 10, 4);
    private static readonly AllocationConfig Config = new();

    private readonly RunBook _book = new();

    [Fact]
    public void The_weeks_of_the_newest_announced_run_count_from_the_days_own_on()
    {
        Assert.Null(_book.WeeksFrom(CutOff.AddDays(1), days: 6));
        Announce("run", CutOff, weeks: 4);

        Assert.Null(_book.WeeksFrom(CutOff, days: 6));
        Assert.Equal([1_000], _book.WeeksFrom(CutOff.AddDays(1), days: 6)!.Value.ToArray());
        Assert.Equal([1_000, 2_000], _book.WeeksFrom(CutOff.AddDays(1), days: 7)!.Value.ToArray());
        Assert.Equal(
            [3_000, 4_000], _book.WeeksFrom(CutOff.AddDays(15), days: 13)!.Value.ToArray());
        Assert.Null(_book.WeeksFrom(CutOff.AddDays(15), days: 14));
    }

    [Fact]
    public void Sales_are_compared_with_what_was_announced()
    {
        Announce("run", CutOff, weeks: 20);

        // Weeks 2 to 5 sold 2,450 each, and 14,000 were projected for them together.
        Assert.Equal([700_000], Ratios(today: CutOff.AddDays(1 + (7 * 5)), soldADay: 350));
    }

    [Fact]
    public void The_eight_newest_announcements_count()
    {
        for (var run = 0; run < 10; run++) { Announce($"run-{run}", CutOff.AddDays(7 * run), 20); }

        // The oldest of the eight was announced in week 3. Since week 4 six windows of four weeks began
        // that ended before week 13.
        Assert.Equal(6, Ratios(today: CutOff.AddDays(1 + (7 * 12)), soldADay: 350).Length);
    }

    [Fact]
    public void The_peak_is_that_of_the_scores_days_up_to_the_cut_off()
    {
        var first = CutOff.AddDays(1 - Config.ScoreDays);

        Assert.Equal(0, Peak((first.AddDays(-1), 9)));
        Assert.Equal(9, Peak((first, 9), (CutOff, 3)));
        Assert.Equal(9, Peak((first, 3), (CutOff, 9), (CutOff.AddDays(1), 10)));
        Assert.Equal(0, Peak((CutOff, null)));
    }

    [Fact]
    public void A_step_of_an_earlier_run_that_comes_late_changes_nothing_in_the_run_under_way()
    {
        var zone = new ZoneWorld();
        for (var back = 0; back < 100; back++)
        {
            // More is sold after the cut-off of October than before it.
            zone.Report("shop", new($"d{back}", new DateOnly(2026, 10, 18).AddDays(-back), 0, new()
            {
                SoldMilliVolume = back < 28 ? 3_000 : 1_000,
            }));
        }
        var october = zone.Run("oct", "2026-10", 1_000);
        zone.Do(zone.Zone.Begin(new("nov", "2026-11", [1_000]), CutOff.AddMonths(2)).Events);
        zone.Step();
        zone.Step();
        var late = zone["shop"].Plan(october.Step(), [null, null, null]);
        zone.Finish([]);
        var level = LevelIn("nov");
        zone.Run("again", "2026-11", 1_000);

        Assert.Empty(late.Events);
        Assert.NotEqual(LevelIn("oct"), level);
        Assert.Equal(LevelIn("again"), level);

        Int128 LevelIn(string run) => zone["shop"].Draft(run)!.Run.Projection!.LevelMilliVolume!.Value;
    }

    private long[] Ratios(DateOnly today, long soldADay) =>
    [
        .. _book.Ratios(
            today, day => new(day, 0, new() { SoldMilliVolume = soldADay }, null), Config),
    ];

    private void Announce(string run, DateOnly cutOff, int weeks)
    {
        var period = Period.Of(cutOff, PeriodKind.Month);
        _book.Apply(new RunTaken(run, _book.LastNumber + 1, period, Snapshot([], cutOff)));
        _book.Apply(new RunPlanned(
            run,
            new(null, [.. Enumerable.Range(1, weeks)
                .Select(week => new ProjectedWeek(week, 1_000_000, default, 1_000 * week))]),
            []));
        _book.Apply(new BasesAnnounced(run, cutOff.AddDays(3)));
    }

    private static long Peak(params (DateOnly Day, long? Used)[] days) => Snapshot(
        days.Select(of => new EffectiveDay(of.Day, 0, new() { UsedVolume = of.Used }, null)),
        CutOff).PeakUsedVolume;

    private static RunSnapshot Snapshot(IEnumerable<EffectiveDay> days, DateOnly cutOff) =>
        RunSnapshot.Of("shop", days, default!, null, cutOff, Config);
}
