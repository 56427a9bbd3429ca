using System.Collections.Immutable;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Tests.Bases;

public class SharingSpace
{
    private static readonly DateOnly FirstDay = new(2026, 11, 1);
    private static readonly AllocationConfig Config = new();

    // A run whose seller's target does not fit is never computed, and no other run of the zone begins.
    [Fact]
    public void Even_the_largest_need_times_the_largest_factor_has_a_target()
    {
        var rules = BaseRules.Of(Config);

        var steps = rules.Target(long.MaxValue, 1_000_000_000, DayFigures.MaxVolume, null);
        var stepped = rules.Target(long.MaxValue, 1_000_000_000, 0, DayFigures.MaxVolume);

        Assert.Equal(1_000_000_000_000_000_000, steps.ScoredVolume);
        Assert.Equal(steps.ScoredVolume + DayFigures.MaxVolume, steps.TargetVolume);
        Assert.Equal(DayFigures.MaxVolume / 2 * 3, stepped.TargetVolume);
    }

    [Fact]
    public void Bases_are_those_of_the_naive_rule_and_with_what_is_offered_are_the_capacity()
    {
        Draw.Many(600, draw =>
        {
            var config = Configured(draw);
            var sellers = Sellers(draw);
            var capacity = Capacity(draw, sellers);
            var naive = new NaiveBases(FirstDay, capacity, sellers, config);

            var bases = PeriodBases.Of(FirstDay, capacity, sellers, config);

            Assert.Equal(naive.Room, bases.Share.RoomVolume);
            Assert.Equal(naive.Offered, bases.OfferedVolume);
            foreach (var (of, seller) in bases.Sellers.Zip(sellers))
            {
                Assert.Equal(naive.Base(seller), of.BaseVolume);
            }
            var given = bases.Sellers.Aggregate(
                (Int128)0, (sum, of) => sum + (of.BaseVolume ?? of.ReservedVolume!.Value));
            Assert.Equal(capacity, given + bases.OfferedVolume);
        });
    }

    [Fact]
    public void A_regular_base_is_at_most_its_target_and_within_floor_and_ceiling()
    {
        Draw.Many(600, draw =>
        {
            var config = Configured(draw);
            var sellers = Sellers(draw);
            var bases = PeriodBases.Of(FirstDay, Capacity(draw, sellers), sellers, config);

            foreach (var of in bases.Sellers.Where(of => of.Target.Steps is not null))
            {
                Assert.True(of.BaseVolume <= of.Target.Steps!.TargetVolume);
                Assert.True(of.BaseVolume <= (config.CeilingVolume ?? long.MaxValue));
                Assert.True(of.BaseVolume >= config.FloorVolume
                    || bases.Share.Ration.Kind == RationKind.BelowFloor);
            }
        });
    }

    [Fact]
    public void More_of_an_input_never_lowers_ones_base_and_never_raises_anothers()
    {
        Draw.Many(600, draw =>
        {
            var config = Configured(draw);
            SellerTerms[] sellers = [.. Sellers(draw).Select(of => of with { OverrideVolume = null })];
            var capacity = Capacity(draw, sellers);
            var before = PeriodBases.Of(FirstDay, capacity, sellers, config).Sellers;
            var at = draw.Int(0, sellers.Length - 1);
            if (before[at].Target.Steps is null) { return; }

            var more = draw.Long(0, 500);
            sellers[at] = draw.Int(0, 3) switch
            {
                0 => sellers[at] with { NeedVolume = sellers[at].NeedVolume + more },
                1 => sellers[at] with { ScoreFactorPpm = sellers[at].ScoreFactorPpm + more * 999 },
                2 => sellers[at] with { UseVolume = sellers[at].UseVolume + more },
                _ => sellers[at] with { PreviousVolume = sellers[at].PreviousVolume + more },
            };
            var after = PeriodBases.Of(FirstDay, capacity, sellers, config).Sellers;

            for (var i = 0; i < sellers.Length; i++)
            {
                var change = (after[i].BaseVolume ?? 0) - (before[i].BaseVolume ?? 0);
                Assert.True(i == at ? change >= 0 : change <= 0, $"{i} changed by {change}");
            }
        });
    }

    [Fact]
    public void More_capacity_lowers_nobodys_base()
    {
        Draw.Many(600, draw =>
        {
            var config = Configured(draw);
            var sellers = Sellers(draw);
            var capacity = Capacity(draw, sellers);

            var before = PeriodBases.Of(FirstDay, capacity, sellers, config).Sellers;
            var after = PeriodBases.Of(
                FirstDay, capacity + draw.Long(0, 999), sellers, config).Sellers;

            Assert.All(
                before.Zip(after), pair => Assert.False(pair.Second.BaseVolume < pair.First.BaseVolume));
        });
    }

    [Fact]
    public void Parts_of_a_zone_add_up_to_its_sum_in_any_sequence()
    {
        Draw.Many(100, draw =>
        {
            SellerTarget[] targets =
                [.. Sellers(draw).Select(of => StageRule.Of(of, FirstDay, Config))];
            var whole = targets.Aggregate(default(ZoneSum), (sum, of) => sum + of);
            draw.Shuffle(targets);
            var cut = draw.Int(0, targets.Length);

            var first = targets[..cut].Aggregate(default(ZoneSum), (sum, of) => sum + of);
            var rest = targets[cut..].Aggregate(default(ZoneSum), (sum, of) => sum + of);

            Assert.Equal(whole, first + rest);
        });
    }

    [Theory]
    [InlineData(100, Stage.Override)]
    [InlineData(null, Stage.Individual)]
    public void An_override_comes_before_the_plan_and_the_plan_before_a_young_account(
        int? set, Stage stage)
    {
        SellerTerms terms = new()
        {
            Seller = "s",
            OverrideVolume = set,
            Plan = Plan.Individual,
            AccountStarted = FirstDay,
        };

        Assert.Equal(stage, StageRule.Of(terms, FirstDay, Config).Stage);
    }

    [Fact]
    public void A_young_account_has_no_limit_and_what_it_may_need_is_reserved()
    {
        SellerTerms terms = new()
        {
            Seller = "s",
            AccountStarted = FirstDay.AddDays(1 - (39 * 7)),
            NeedVolume = 30,
            PeakUsedVolume = 40,
        };

        var young = PeriodBases.Of(FirstDay, 100, [terms], Config).Sellers[0];
        var old = StageRule.Of(
            terms with { AccountStarted = FirstDay.AddDays(-39 * 7) }, FirstDay, Config);
        var small = StageRule.Of(
            terms, FirstDay, Config with { NewSellerRule = NewSellerRule.Fixed });

        Assert.Equal((null, 40L), (young.BaseVolume, young.ReservedVolume!.Value));
        Assert.Equal(Stage.Regular, old.Stage);
        Assert.Equal((Stage.New, 25L, true), (small.Stage, small.FixedVolume, small.HasLimit));
    }

    [Fact]
    public void A_seller_without_a_profile_is_professional_and_not_new()
    {
        Assert.Equal(
            Stage.Regular, StageRule.Of(new() { Seller = "s" }, FirstDay, Config).Stage);
    }

    [Fact]
    public void Where_other_stages_take_more_than_there_is_the_market_starts_in_deficit()
    {
        SellerTerms[] sellers =
            [new() { Seller = "a", OverrideVolume = 90 }, new() { Seller = "b", NeedVolume = 70 }];

        var bases = PeriodBases.Of(FirstDay, 50, sellers, Config);

        Assert.Equal(new Ration(RationKind.BelowFloor, 0, 25), bases.Share.Ration);
        Assert.Equal(0, bases.Sellers[1].BaseVolume);
        Assert.Equal(-40, bases.OfferedVolume);
    }

    [Fact]
    public void The_use_of_extra_space_adds_what_was_used_and_offset_less_what_stood_empty()
    {
        var use = UseOfExtra.Of(91 * 100 + 90, 91 * 40, 50, 150, Config);

        Assert.Equal((100L, 40L, 333_333L), (use.HeldVolume, use.UsedVolume, use.OffsetPpm));
        Assert.Equal((6L, 15L, -9L), (use.BonusVolume, use.UnusedPenaltyVolume, use.UseVolume));
        Assert.Equal(1_000_000, UseOfExtra.Of(0, 0, 0, 0, Config).OffsetPpm);
    }

    [Fact]
    public void A_step_is_rounded_down_and_always_allows_a_hundred_more()
    {
        var rules = BaseRules.Of(Config);

        Assert.Equal(45 + 100, rules.Target(9_999, 1_000_000, 0, 45).SteppedVolume);
        Assert.Equal(451 + 225, rules.Target(9_999, 1_000_000, 0, 451).SteppedVolume);
        Assert.Equal(451 - 112, rules.Target(0, 1_000_000, -50, 451).SteppedVolume);
        Assert.Equal(0, rules.Target(10, 1_000_000, -50, null).WantedVolume);
        Assert.Equal(100, rules.Target(9_999, 1_000_000, 0, 0).SteppedVolume);
    }

    [Fact]
    public void The_largest_volumes_are_shared_exactly()
    {
        SellerTerms huge = new() { Seller = "a", NeedVolume = DayFigures.MaxVolume };
        var sellers = Enumerable.Range(0, 1_000).Select(at => huge with { Seller = $"{at}" });

        var bases = PeriodBases.Of(FirstDay, DayFigures.MaxVolume, sellers, Config);

        Assert.Equal(9_500_000_000, bases.Sellers[0].BaseVolume);
        Assert.Equal(500_000_000_000, bases.OfferedVolume);
    }

    [Fact]
    public void A_cut_keeps_the_floor_takes_in_proportion_above_it_and_at_least_its_volume()
    {
        Draw.Many(200, draw =>
        {
            long[] bases = [.. Enumerable.Range(0, draw.Int(1, 9)).Select(_ => draw.Long(0, 300))];
            var above = bases.Sum(of => Math.Max(0, of - 25));
            if (above == 0) { return; }
            var volume = draw.Long(1, above);

            var ration = BaseCut.RationOf(above, volume)!;
            var cut = bases.Select(of => BaseCut.Of(of, ration, 25)).ToArray();

            Assert.All(bases.Zip(cut), of => Assert.InRange(
                of.Second, Math.Min(of.First, 25), of.First));
            Assert.InRange(bases.Sum() - cut.Sum(), volume, volume + bases.Length);
            Assert.Null(BaseCut.RationOf(above, above + 1));
        });
    }

    private static AllocationConfig Configured(Draw draw) => Config with
    {
        CeilingVolume = draw.Maybe(30, () => draw.Long(25, 2_000)),
        FloorVolume = draw.Of(0L, 25L),
        MarketSharePpm = draw.Of(0L, 50_000L, 1_000_000L),
        NewSellerRule = draw.Of(NewSellerRule.NoLimit, NewSellerRule.Fixed),
        StepUpMinVolume = draw.Of(0L, 100L),
    };

    private static SellerTerms[] Sellers(Draw draw) =>
    [
        .. Enumerable.Range(0, draw.Int(1, 8)).Select(at => new SellerTerms
        {
            Seller = $"s{at}",
            AccountStarted = draw.Chance(20) ? draw.Day(FirstDay.AddDays(-280), 20) : null,
            Plan = draw.Of(Plan.Professional, Plan.Professional, Plan.Professional, Plan.Individual),
            NeedVolume = draw.Volume(),
            ScoreFactorPpm = draw.Long(500_000, 1_250_000),
            UseVolume = draw.Long(-300, 300),
            PreviousVolume = draw.Maybe(60, draw.Volume),
            PeakUsedVolume = draw.Volume(),
            OverrideVolume = draw.Maybe(10, draw.Volume),
        }),
    ];

    private static long Capacity(Draw draw, SellerTerms[] sellers) => draw.Of(
        0, draw.Long(0, 200), sellers.Sum(of => of.NeedVolume) * draw.Int(1, 20) / 10);
}
