using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Explanations;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Tests.Zones;
using Clearing.Allocation.Warnings;
using Clearing.Allocation.Zones;
using Clearing.Market.Markets;

namespace Clearing.Allocation.Tests.Bases;

/// <summary>Confirmed bases of December, cut from its twentieth day on.</summary>
public partial class CuttingBases
{
    private static readonly Period December = Period.Parse("2026-12")!.Value;
    private static readonly DateOnly Today = new(2026, 11, 19);
    private static readonly DateOnly From = new(2026, 12, 20);

    private readonly ZoneWorld _world = new();

    [Fact]
    public void Every_base_above_the_floor_loses_the_same_share_of_what_it_has_above_it()
    {
        Confirmed();
        var (big, small) = (Base("big"), Base("small"));
        Cut("roof", 60);

        var above = (big - 25) + (small - 25);
        Assert.Equal(25 + ((big - 25) * (above - 60) / above), Base("big"));
        Assert.Equal(25 + ((small - 25) * (above - 60) / above), Base("small"));
        Assert.True(big + small - Base("big") - Base("small") >= 60);
        var cut = Assert.Single(_world.Zone.BaseCuts);
        Assert.Equal(BaseCutStage.Announced, cut.Stage);
        Assert.Equal(Base("big") + Base("small") + 25, cut.RegularVolume);
    }

    [Fact]
    public void What_is_not_regular_or_not_above_the_floor_stays_and_hears_nothing()
    {
        Confirmed();
        Cut("roof", 60);

        Assert.Equal((25L, 77L, null), (Base("floor"), Base("fixed"), Base("young")));
        Assert.All(
            new[] { "floor", "fixed", "young" },
            seller => Assert.Equal(0, _world[seller].NoticeCount));
        var told = Assert.Single(_world["big"].Notices(0, 10));
        Assert.Equal(
            (CapacityNoticeKind.BaseCut, From, Base("big")),
            (told.Kind, told.Day, told.LimitVolume));
    }

    [Fact]
    public void From_its_day_on_the_cut_base_is_the_only_one_that_was_announced()
    {
        Confirmed();
        var before = Base("big");
        Cut("roof", 60);
        Use("big", From.AddDays(-1), 5_000);
        Use("big", From, 5_000);

        var bill = _world["big"].Overage(December.FirstDay, Day(From)).Bill;
        Assert.Equal([before, Base("big")], bill.Over.Select(of => (long?)of.LimitVolume));
    }

    [Fact]
    public void A_cut_raises_the_extra_space_that_counts_as_used_from_its_day_on()
    {
        Confirmed();
        Grant("big", 1_000);
        var before = Base("big")!.Value;
        foreach (var day in new[] { From.AddDays(-1), From })
        {
            Do("big", _world["big"].Decide(
                new DayReport($"{day}".Replace('/', '-'), day, 0, new()
                {
                    UsedVolume = before + 100,
                    SalesMinor = 1_000_000,
                }),
                FactWindow.Always, 7).Events);
        }
        Cut("roof", 60);

        var lines = _world["big"].Lines("east/standard/2026-12", default, 10).Lines;
        Assert.Equal(
            [100, before + 100 - Base("big")!.Value],
            lines.Select(of => of.Line.ExtraUsedVolume));
        Assert.Equal([1, 2], lines.Select(of => of.Number));
    }

    [Fact]
    public void The_next_base_steps_from_the_cut_one_and_its_explanation_gives_the_cut_back()
    {
        Confirmed();
        var uncut = Base("big")!.Value;
        Cut("roof", 60);
        var cut = Base("big")!.Value;
        _world.Finish(
            _world.Zone.Begin(new("jan", "2027-01", [9_000]), new(2026, 12, 25)).Events);

        var january = _world["big"].Draft("jan")!;
        Assert.Equal(cut, january.Base.Record.PreviousVolume);
        Assert.Equal(january.Base.BaseVolume - cut, january.Change.ChangeVolume);
        Assert.Equal((BasePart.Cut, uncut - cut), january.Change.Parts[^1]);
        Assert.Equal(
            january.Change.ChangeVolume, january.Change.Parts.Sum(part => part.ChangeVolume));
        var december = _world["big"].Base(December)!;
        Assert.Equal(uncut, december.Base.BaseVolume);
        Assert.Equal((uncut, cut), (december.Cuts[0].BeforeVolume, december.Cuts[0].BaseVolume));
    }

    [Fact]
    public void A_draft_of_the_next_period_is_outdated_by_a_cut()
    {
        Confirmed();
        _world.Finish(
            _world.Zone.Begin(new("jan", "2027-01", [9_000]), new(2026, 12, 25)).Events);
        Cut("roof", 60);

        Assert.True(_world.Zone.Run("jan")!.IsOutdated);
    }

    [Fact]
    public void A_second_cut_takes_from_what_the_first_left_and_begins_no_earlier()
    {
        Confirmed();
        Cut("one", 60);
        var (big, small) = (Base("big")!.Value, Base("small")!.Value);

        ZoneWorld.Refuses(
            BaseCutStatus.NoticeTooShort,
            _world.Zone.Cut(new("two", "2026-12", 1, From.AddDays(-1)), Today));
        var most = (big - 25) + (small - 25);
        ZoneWorld.Refuses(
            BaseCutStatus.VolumeAboveBase,
            _world.Zone.Cut(new("two", "2026-12", most + 1, From), Today));
        Cut("two", most);

        Assert.Equal((25L, 25L), (Base("big"), Base("small")));
        Assert.Equal(
            [big, 25L], _world["big"].Base(December)!.Cuts.Select(of => of.BaseVolume));
    }

    [Fact]
    public void A_cut_that_is_told_again_changes_nothing()
    {
        Confirmed();
        Cut("roof", 60);
        var cut = Assert.Single(_world.Zone.BaseCuts);

        var again = _world["big"].Cut(cut.Step, Day(Today));

        Assert.Empty(again.Events);
        Assert.Equal(Base("big"), again.Answer);
        ZoneWorld.Refuses(BaseCutStatus.Cut, _world.Zone.Cut(cut.Cut, Today.AddDays(20)));
    }

    [Fact]
    public void A_cut_comes_into_force_on_its_day()
    {
        Confirmed();
        Cut("roof", 60);

        Assert.Null(_world.Zone.DueCut(From.AddDays(-1)));
        Assert.Equal("roof", _world.Zone.DueCut(From)!.Cut.Id);
        _world.Do([new BaseCutBegun("roof")]);
        Assert.Null(_world.Zone.DueCut(From.AddDays(9)));
    }

    [Fact]
    public void Bases_below_the_floor_have_nothing_to_cut()
    {
        Confirmed(capacity: 150);

        ZoneWorld.Refuses(
            BaseCutStatus.VolumeAboveBase,
            _world.Zone.Cut(new("roof", "2026-12", 1, From), Today));
        Assert.Equal(0, _world.Zone.CutLimits(December, Today)!.MaxVolume);
    }

    [Fact]
    public void While_a_cut_is_told_no_other_begins_and_no_run()
    {
        Confirmed();
        _world.Do(_world.Zone.Cut(new("one", "2026-12", 5, From), Today).Events);

        ZoneWorld.Refuses(
            BaseCutStatus.RunUnderWay,
            _world.Zone.Cut(new("two", "2026-12", 5, From), Today));
        ZoneWorld.Refuses(
            Clearing.Allocation.Runs.RunStatus.RunUnderWay,
            _world.Zone.Begin(new("run", "2027-01", [1]), new(2026, 12, 25)));
    }

    [Theory]
    [InlineData("a/b", "2026-12", 1, 31, BaseCutStatus.IdMalformed)]
    [InlineData("dec", "2026-12", 1, 31, BaseCutStatus.IdReused)]
    [InlineData("confirm-dec", "2026-12", 1, 31, BaseCutStatus.IdReused)]
    [InlineData("new", "2026-Q4", 0, 0, BaseCutStatus.PeriodMalformed)]
    [InlineData("new", "2027-01", 0, 0, BaseCutStatus.NotConfirmed)]
    [InlineData("new", "2026-12", 0, 0, BaseCutStatus.VolumeNotPositive)]
    [InlineData("new", "2026-12", 1, 29, BaseCutStatus.NoticeTooShort)]
    [InlineData("new", "2026-12", 1_000_000, 99, BaseCutStatus.VolumeAboveBase)]
    [InlineData("new", "2026-12", 1, 43, BaseCutStatus.DayOutOfRange)]
    [InlineData("new", "2026-12", 1, 42, BaseCutStatus.Cut)]
    [InlineData("new", "2026-12", 1, 30, BaseCutStatus.Cut)]
    public void The_first_refusal_of_a_cut_is_given(
        string id, string period, long volume, int daysAhead, BaseCutStatus answer)
    {
        Confirmed();

        var decision = _world.Zone.Cut(new(id, period, volume, Today.AddDays(daysAhead)), Today);

        Assert.Equal(answer, decision.Answer);
        Assert.Equal(answer == BaseCutStatus.Cut ? 1 : 0, decision.Events.Length);
    }

    [Fact]
    public void A_zone_that_is_not_configured_cuts_nothing() => ZoneWorld.Refuses(
        BaseCutStatus.ZoneUnknown, new Zone().Cut(new("roof", "2026-12", 1, From), Today));

    private void Confirmed(long capacity = 9_000)
    {
        Sells("big", 60_000);
        Sells("small", 15_000);
        Sells("floor", 0);
        Knows("fixed", new(2020, 1, 1));
        Knows("young", new(2026, 9, 1));
        _world.Do(_world.Zone.Set(new("2026-12", "fixed", 77, "as agreed"), ZoneWorld.AfterCutOff).Events);
        _world.Run("dec", "2026-12", capacity);
        _world.Confirm("dec");
    }

    private void Sells(string seller, long milliVolume)
    {
        Knows(seller, new(2020, 1, 1));
        for (var back = 1; back <= 100; back++)
        {
            _world.Report(seller, new($"d{back}", new DateOnly(2026, 11, 16).AddDays(-back), 0, new()
            {
                SoldMilliVolume = milliVolume,
                UsedVolume = 400,
            }));
        }
    }

    private void Knows(string seller, DateOnly started)
    {
        Do(seller, _world[seller].SetProfile(new(started, Plan.Professional)));
    }

    private void Grant(string seller, long volume) => Do(seller, _world[seller].Take(
        new(
            new Notice(
                "east/standard/2026-12", seller, 1, 1,
                new("USD", 2, 150_000, 1_000_000, CreditSource.Days),
                [new("b@1", "b", seller, 1, new(volume), new(2), new(2), Complete: true)], [], null,
                false, new DateTimeOffset(December.FirstDay, default, default)),
            December.FirstDay),
        7));

    private void Use(string seller, DateOnly day, long used) => Do(seller, _world[seller].Decide(
        new DayReport($"use-{day:yyyyMMdd}", day, 0, new() { UsedVolume = used }),
        FactWindow.Always, 7).Events);

    // What the zone's grain does: it tells every seller, and adds the answers up.
    private void Cut(string id, long volume, DateOnly? told = null)
    {
        var cut = _world.Zone.Cut(new(id, "2026-12", volume, From), Today);
        Assert.Equal(BaseCutStatus.Cut, cut.Answer);
        _world.Do(cut.Events);
        var step = _world.Zone.DueCut(Today)!.Step;
        Int128 regular = 0;
        foreach (var seller in _world.Zone.Sellers.ToArray())
        {
            var answer = _world[seller].Cut(step, Day(told ?? Today));
            regular += answer.Answer;
            Do(seller, answer.Events);
        }
        _world.Do([new BaseCutAnnounced(id, regular)]);
    }

    private long? Base(string seller) => _world[seller].LastBase(December);

    private ZoneDay Day(DateOnly today) => new(
        "east/standard", new DateTimeOffset(today, default, default), today, _world.Zone.Terms!);

    private void Do(string seller, IEnumerable<ZoneSellerEvent> events)
    {
        foreach (var happened in events) { _world[seller].Apply(happened); }
    }
}
