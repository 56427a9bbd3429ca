using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Explanations;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;
using Clearing.Allocation.Zones;
using Clearing.Market.Markets;

namespace Clearing.Allocation.Tests.Zones;

public class RunningAZone
{
    private static readonly Period November = Period.Parse("2026-11")!.Value;

    [Fact]
    public void Sellers_that_compute_alone_get_what_a_zone_gives_that_has_all_at_hand()
    {
        Draw.Many(12, draw =>
        {
            var world = Drawn(draw, sellers: 6);
            var capacity = draw.Long(0, 6_000);
            var run = world.Run("r", "2026-11", capacity, capacity / 2);

            var alone = world.Zone.Sellers.Select(seller => world[seller].Draft("r")!.Run).ToArray();
            var zone = ZoneRun.Of(alone.Select(of => of.Snapshot), new RunTerms(
                November, [capacity, capacity / 2], new Dictionary<string, long?>(),
                new Dictionary<string, long>(), new AllocationConfig()));

            for (var i = 0; i < RunTerms.Periods; i++)
            {
                Assert.Equal(
                    zone[i].Sellers.Select(of => of.Record), alone.Select(of => of.Bases[i].Record));
                Assert.Equal(zone[i].Bases.Share, run.Shares[i]);
                Assert.Equal(zone[i].Bases.OfferedVolume, run.OfferedVolume(i));
            }
        });
    }

    [Fact]
    public void A_fact_that_comes_after_the_snapshot_belongs_to_the_next_run()
    {
        var world = Drawn(new Draw(1), sellers: 3);
        var quiet = Drawn(new Draw(1), sellers: 3);
        world.Do(world.Zone.Begin(new("r", "2026-11", [2_000]), ZoneWorld.AfterCutOff).Events);
        world.Step();
        world.Step();
        world.Report("s1", new("late", ZoneWorld.AfterCutOff.AddDays(-2), 9, new()
        {
            SoldMilliVolume = 5_000_000,
        }));
        while (world.Zone.UnderWay is not null) { world.Step(); }

        var once = quiet.Run("r", "2026-11", 2_000);
        Assert.Equal(once.FactsHash, world.Zone.Run("r")!.FactsHash);
        Assert.NotEqual(once.FactsHash, world.Run("again", "2026-11", 2_000).FactsHash);
    }

    [Fact]
    public void Only_what_was_confirmed_is_announced_and_explains_the_next_base()
    {
        var world = Drawn(new Draw(2), sellers: 3);
        world.Run("oct", "2026-10", 3_000);
        Assert.Null(world["s1"].Base(November.Previous));
        world.Confirm("oct");
        var estimate = world["s1"].Base(November)!;

        world.Run("nov", "2026-11", 2_500);
        world.Confirm("nov");

        var view = world["s1"].Base(November)!;
        Assert.True(estimate.Base.IsEstimate);
        Assert.False(view.Base.IsEstimate);
        Assert.Equal(world["s1"].ConfirmedBase(November.Previous), view.Before);
        Assert.Equal(
            view.Base.BaseVolume - view.Before!.BaseVolume,
            view.Change.Parts.Sum(part => part.ChangeVolume));
        Assert.Equal(view.Before.BaseVolume, view.Base.Record.PreviousVolume);
        Assert.Equal(6, view.Change.Parts.Length);
    }

    [Fact]
    public void What_is_left_goes_to_the_market_once_under_the_runs_own_id()
    {
        var world = Drawn(new Draw(3), sellers: 2);
        var run = world.Run("r", "2026-11", 50_000);

        var bases = world.Zone.Sellers.Sum(seller => world[seller].Draft("r")!.Base.BaseVolume!.Value);
        Assert.Equal(new CapacityChange("allocation/r", new(50_000 - bases)), run.Offered());
        world.Confirm("r");
        Assert.Empty(world.Zone.Offering);
        Assert.Equal(CapacityStatus.Changed, world.Zone.Run("r")!.Offer);
    }

    [Fact]
    public void An_override_counts_in_runs_that_begin_after_it_and_outdates_those_before()
    {
        var world = Drawn(new Draw(4), sellers: 2);
        world.Run("before", "2026-11", 9_000);
        world.Do(world.Zone.Set(new("2026-12", "s0", 77, "a fair"), ZoneWorld.AfterCutOff).Events);

        Assert.True(world.Zone.Run("before")!.IsOutdated);
        Assert.Equal(
            ConfirmStatus.RunOutdated,
            world.Zone.Confirm(new("c", "before"), ZoneWorld.AfterCutOff).Answer);
        world.Run("after", "2026-11", 9_000);
        var bases = world["s0"].Draft("after")!.Run.Bases;
        Assert.Equal((Stage.Regular, Stage.Override), (bases[0].Record.Stage, bases[1].Record.Stage));
        Assert.Equal(77, bases[1].BaseVolume);
    }

    [Fact]
    public void An_override_that_is_taken_away_is_as_if_it_never_was()
    {
        var world = Drawn(new Draw(4), sellers: 2);
        world.Run("r", "2026-11", 9_000);
        world.Do(world.Zone.Set(new("2026-11", "s0", 77, "a fair"), ZoneWorld.AfterCutOff).Events);
        world.Do(world.Zone.Set(new("2026-11", "s0", null, "no fair"), ZoneWorld.AfterCutOff).Events);

        Assert.False(world.Zone.Run("r")!.IsOutdated);
        Assert.Empty(world.Zone.Overrides("2026-11", "", 10));
    }

    [Fact]
    public void Sellers_without_profile_facts_base_or_bid_take_no_part()
    {
        var world = Drawn(new Draw(5), sellers: 1);
        world.Report("long-ago", new("d", new(2020, 1, 1), 0, new() { UsedVolume = 1 }));
        world.Do(world.Zone.EnterBidders(["bidder", "bidder"]));
        world.Do(world.Zone.EnterBidders(["bidder"]));

        var run = world.Run("r", "2026-11", 1_000);

        Assert.Equal(["bidder", "s0"], world.Zone.SellersOf(run, "", 10).AsEnumerable());
        Assert.Equal((2, 2), (run.Sellers, run.WithoutProfile));
        Assert.Null(world["long-ago"].Draft("r"));
    }

    [Theory]
    [InlineData("a/b", "2026-11", 1, RunStatus.IdMalformed)]
    [InlineData("done", "2026-11", 1, RunStatus.IdReused)]
    [InlineData("confirm-done", "2026-11", 1, RunStatus.IdReused)]
    [InlineData("new", "2026-Q4", 1, RunStatus.PeriodMalformed)]
    [InlineData("new", "2026-12", -1, RunStatus.CapacityNegative)]
    [InlineData("new", "2026-12", 10_000_000_000_001, RunStatus.CapacityOutOfRange)]
    [InlineData("new", "2025-09", 1, RunStatus.PeriodOver)]
    [InlineData("new", "2026-12", 1, RunStatus.CutOffNotReached)]
    [InlineData("new", "2026-11", 1, RunStatus.AlreadyConfirmed)]
    [InlineData("done", "2026-11", 1_000, RunStatus.Begun)]
    public void The_first_refusal_of_a_run_is_given_and_nothing_changes(
        string id, string period, long capacity, RunStatus answer)
    {
        var world = Drawn(new Draw(6), sellers: 1);
        world.Run("done", "2026-11", 1_000);
        world.Confirm("done");

        ZoneWorld.Refuses(
            answer, world.Zone.Begin(new(id, period, [capacity]), ZoneWorld.AfterCutOff));
    }

    [Fact]
    public void Of_a_period_that_is_long_over_it_is_told_first_that_its_bases_are_confirmed()
    {
        var world = Drawn(new Draw(6), sellers: 1);
        world.Run("done", "2026-11", 1_000);
        world.Confirm("done");
        var later = ZoneWorld.AfterCutOff.AddYears(2);

        ZoneWorld.Refuses(RunStatus.AlreadyConfirmed, world.Zone.Begin(new("new", "2026-11", [1]), later));
        ZoneWorld.Refuses(RunStatus.PeriodOver, world.Zone.Begin(new("new", "2026-12", [1]), later));
        ZoneWorld.Refuses(
            RunScheduleStatus.AlreadyConfirmed, world.Zone.Schedule(new("new", "2026-11", [1]), later));
    }

    [Fact]
    public void One_run_at_a_time_and_none_before_the_day_after_the_cut_off()
    {
        var world = new ZoneWorld();
        Assert.Equal(
            RunStatus.CutOffNotReached,
            world.Zone.Begin(new("r", "2026-11", [1]), new(2026, 10, 18)).Answer);
        world.Do(world.Zone.Begin(new("r", "2026-11", [1]), ZoneWorld.AfterCutOff).Events);

        Assert.Equal(
            RunStatus.RunUnderWay,
            world.Zone.Begin(new("s", "2026-11", [1]), ZoneWorld.AfterCutOff).Answer);
        Assert.Equal(
            ConfirmStatus.RunUnderWay,
            world.Zone.Confirm(new("c", "r"), ZoneWorld.AfterCutOff).Answer);
        Assert.Equal(
            RunStatus.ZoneUnknown, new Zone().Begin(new("r", "2026-11", [1]), default).Answer);
    }

    [Fact]
    public void A_seller_never_goes_back_to_an_earlier_run()
    {
        var world = Drawn(new Draw(7), sellers: 1);
        var first = world.Run("first", "2026-11", 1_000).Step();
        world.Run("second", "2026-11", 1_000);

        Assert.Throws<InvalidOperationException>(
            () => world["s0"].Enter("s0", first, false, ZoneWorld.AfterCutOff));
    }

    [Theory]
    [InlineData("2026-1", "s0", 1, "n", OverrideStatus.PeriodMalformed)]
    [InlineData("2026-12", "who", 1, "n", OverrideStatus.SellerUnknown)]
    [InlineData("2026-12", "s0", -1, "n", OverrideStatus.VolumeNegative)]
    [InlineData("2026-12", "s0", 10_000_000_000_001, "n", OverrideStatus.VolumeTooLarge)]
    [InlineData("2026-12", "s0", 1, "", OverrideStatus.NoteMalformed)]
    [InlineData("2026-12", "s0", -1, "", OverrideStatus.NoteMalformed)]
    [InlineData("2026-11", "s0", -1, "n", OverrideStatus.VolumeNegative)]
    [InlineData("2026-12", "s0", 0, "n", OverrideStatus.Set)]
    [InlineData("2026-12", "s0", 10_000_000_000_000, "n", OverrideStatus.Set)]
    [InlineData("2026-11", "s0", 1, "n", OverrideStatus.AlreadyConfirmed)]
    [InlineData("2025-09", "s0", 1, "n", OverrideStatus.PeriodOver)]
    [InlineData("2025-10", "s0", 1, "n", OverrideStatus.Set)]
    [InlineData("2036-11", "s0", 1, "n", OverrideStatus.PeriodTooFar)]
    [InlineData("2036-10", "s0", 1, "n", OverrideStatus.Set)]
    public void The_first_refusal_of_an_override_is_given(
        string period, string seller, long volume, string note, OverrideStatus answer)
    {
        var world = Drawn(new Draw(8), sellers: 1);
        world.Run("done", "2026-11", 1_000);
        world.Confirm("done");

        Assert.Equal(answer, world.Zone.Set(new(period, seller, volume, note), ZoneWorld.AfterCutOff).Answer);
    }

    [Fact]
    public void A_note_has_1_to_500_characters_and_overrides_come_in_pages_by_seller()
    {
        var world = Drawn(new Draw(10), sellers: 3);
        OverrideStatus Set(string seller, int length)
        {
            var set = world.Zone.Set(
                new("2026-12", seller, 7, new string('n', length)), ZoneWorld.AfterCutOff);
            world.Do(set.Events);
            return set.Answer;
        }

        Assert.Equal(OverrideStatus.NoteMalformed, Set("s0", 501));
        Assert.All(["s2", "s0", "s1"], seller => Assert.Equal(OverrideStatus.Set, Set(seller, 500)));
        Assert.Equal(["s0", "s1"], world.Zone.Overrides("2026-12", "", 2).Select(of => of.Seller));
        Assert.Equal(["s2"], world.Zone.Overrides("2026-12", "s1", 2).Select(of => of.Seller));
        Assert.Empty(world.Zone.Overrides("2026-11", "", 2));
        Assert.Equal(
            OverrideStatus.ZoneUnknown,
            new Zone().Set(new("2026-12", "s0", 7, "n"), ZoneWorld.AfterCutOff).Answer);
    }

    [Fact]
    public void An_override_of_a_period_that_is_long_over_is_withdrawn_and_not_set_again()
    {
        var world = Drawn(new Draw(9), sellers: 1);
        var later = ZoneWorld.AfterCutOff.AddYears(2);
        var set = new BaseOverride("2026-12", "s0", 77, "a fair");
        world.Do(world.Zone.Set(set, ZoneWorld.AfterCutOff).Events);

        Assert.Equal(OverrideStatus.Set, world.Zone.Set(set, later).Answer);
        Assert.Equal(OverrideStatus.PeriodOver, world.Zone.Set(set with { Volume = 78 }, later).Answer);
        Assert.Single(world.Zone.Set(set with { Volume = null }, later).Events);
    }

    private static ZoneWorld Drawn(Draw draw, int sellers)
    {
        var world = new ZoneWorld();
        for (var seller = 0; seller < sellers; seller++)
        {
            for (var back = 1; back < 200; back++)
            {
                world.Report($"s{seller}", new(
                    $"d{back}", ZoneWorld.AfterCutOff.AddDays(-back), 0, draw.Figures() with
                    {
                        SoldMilliVolume = draw.Long(0, 20_000),
                        UnitsSold = draw.Long(0, 50),
                        InStockPpm = null,
                        UsedVolume = draw.Long(0, 900),
                    }));
            }
        }
        return world;
    }
}
