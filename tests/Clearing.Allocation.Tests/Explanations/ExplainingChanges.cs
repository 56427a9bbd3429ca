using Clearing.Allocation.Bases;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Explanations;

namespace Clearing.Allocation.Tests.Explanations;

public class ExplainingChanges
{
    private static readonly AllocationConfig Defaults = new();
    private static readonly BaseRules Rules = new(500_000, 100, 250_000, 25, null);

    private static readonly BaseRecord Old =
        Stored(new(Stage.Regular, 0, Rules, 700, 1_000_000, 0, 600, Ration.None));

    [Fact]
    public void The_parts_of_a_regular_base_add_up_to_its_change_and_never_oppose_their_input()
    {
        Draw.Many(1_000, draw =>
        {
            var (old, now) = (Record(draw), Record(draw));

            var explanation = Explanation.Of(old, now);

            Assert.Equal(6, explanation.Parts.Length);
            Assert.Equal(now.BaseVolume - old.BaseVolume, explanation.ChangeVolume);
            Assert.Equal(explanation.ChangeVolume, explanation.Parts.Sum(of => of.ChangeVolume));
            Same(BasePart.Projection, now.NeedVolume.CompareTo(old.NeedVolume));
            Same(BasePart.Score, now.ScoreFactorPpm.CompareTo(old.ScoreFactorPpm));
            Same(BasePart.Use, now.UseVolume.CompareTo(old.UseVolume));
            if (now.PreviousVolume is { } previous && old.PreviousVolume is { } before)
            {
                Same(BasePart.Previous, previous.CompareTo(before));
            }

            void Same(BasePart part, int direction) =>
                Assert.NotEqual(
                    -1, Math.Sign(explanation.Parts[(int)part].ChangeVolume) * direction);
        });
    }

    [Fact]
    public void The_limit_of_720_in_the_readme_is_explained_by_its_parts()
    {
        var before = Stored(Old with { NeedVolume = 600 });
        var use = UseOfExtra.Of(91 * 50, 91 * 40, 7, 7, Defaults);
        var now = Stored(Old with
        {
            NeedVolume = 640,
            ScoreFactorPpm = Defaults.FactorKnots.At(737),
            UseVolume = use.UseVolume,
            Ration = new(RationKind.AboveFloor, 9_634, 10_000),
        });

        Assert.Equal((600L, 720L), (before.BaseVolume!.Value, now.BaseVolume!.Value));
        Assert.Equal(
            [0, 40, 89, 18, 0, -27],
            Explanation.Of(before, now).Parts.Select(of => of.ChangeVolume));
    }

    [Fact]
    public void A_part_is_zero_where_its_input_did_not_change()
    {
        Assert.All(Explanation.Of(Old, Old).Parts, of => Assert.Equal(0, of.ChangeVolume));
    }

    [Fact]
    public void Another_stage_is_the_one_part_of_a_change()
    {
        var now = Old with { Stage = Stage.Override, BaseVolume = 900 };

        var explanation = Explanation.Of(Old, now);

        Assert.Equal([(BasePart.Stage, 200L)], explanation.Parts.AsEnumerable());
    }

    [Fact]
    public void The_rules_explain_a_change_within_another_stage()
    {
        var old = Old with { Stage = Stage.Individual, BaseVolume = 15 };

        var explanation = Explanation.Of(old, old with { BaseVolume = 20 });

        Assert.Equal([(BasePart.Rules, 5L)], explanation.Parts.AsEnumerable());
    }

    [Fact]
    public void Without_an_earlier_base_or_a_limit_the_change_is_unknown()
    {
        var free = Old with { Stage = Stage.New, BaseVolume = null };

        Assert.Equal((null, 0), Shown(Explanation.Of(null, Old)));
        Assert.Equal((null, 0), Shown(Explanation.Of(free, Old)));
        Assert.Equal((null, 0), Shown(Explanation.Of(Old, free)));
    }

    [Fact]
    public void Awards_are_one_more_part_of_the_change_of_an_allocation()
    {
        var change = Explanation.Of(Old, Old with { Stage = Stage.Override, BaseVolume = 900 });

        var allocation = change.AndAwards(before: 50, now: 20);

        Assert.Equal(170, allocation.ChangeVolume);
        Assert.Equal(
            [(BasePart.Stage, 200L), (BasePart.Awards, -30L)], allocation.Parts.AsEnumerable());
        Assert.Equal((null, 0), Shown(Explanation.Of(null, Old).AndAwards(50, 20)));
    }

    private static (long?, int) Shown(Explanation of) => (of.ChangeVolume, of.Parts.Length);

    private static BaseRecord Record(Draw draw) => Stored(new(
        Stage.Regular, 0,
        Rules with { FloorVolume = draw.Of(0L, 25L), CeilingVolume = draw.Maybe(30, () => 800) },
        draw.Long(0, 1_500), draw.Long(500_000, 1_250_000), draw.Long(-200, 200),
        draw.Maybe(70, () => draw.Long(0, 1_000)),
        draw.Of(
            Ration.None, new(RationKind.AboveFloor, draw.Int(0, 9), 10),
            new(RationKind.BelowFloor, draw.Int(0, 9), 10))));

    private static BaseRecord Stored(BaseRecord record) =>
        record with { BaseVolume = record.Recomputed() };
}
