using System.Xml.Linq;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Explanations;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Sellers;
using Clearing.Pages.Charts;
using Clearing.Pages.Sellers;

namespace Clearing.Pages.Tests.Sellers;

public class ExplainingLimits
{
    private static readonly AllocationConfig Config = new();
    private static readonly BaseRules Bounds = BaseRules.Of(Config);
    private static readonly Period Quarter = Period.Of(new(2026, 10, 1), PeriodKind.Quarter);

    [Fact]
    public void Parts_are_told_in_the_order_of_the_rules_and_add_up_to_the_change()
    {
        var view = View(
            Regular(Quarter.Previous, need: 830, factor: 1_062_100, use: 0, previous: null, Ration.None),
            Regular(Quarter, need: 905, factor: 958_750, use: -13, previous: 881, Short));

        var parts = LimitWords.Parts(view, Config.CoverWeeks);

        Assert.Equal(
            ["Rules", "Projection", "Score", "Use of extra", "Previous base", "Ration"],
            parts.Select(part => part.Name));
        Assert.Equal(
            view.Base.BaseVolume - view.Before!.BaseVolume, parts.Sum(part => part.Change));
        Assert.Equal("No rule changed.", parts[0].What);
        Assert.Equal(
            "You are expected to need 905 ft³ at the peak, 75 more than for 2026-Q3.", parts[1].What);
        Assert.Equal("need × 1.0621 became need × 0.95875", parts[2].How);
        Assert.Equal("From 881, 661 to 1,321 was open, so this did not bind.", parts[4].What);
        Assert.Equal(
            "Space was short: everybody gets 83.9 % of what is above the floor of 25.", parts[5].What);
    }

    [Fact]
    public void A_step_that_bound_says_what_was_wanted()
    {
        var view = View(
            Regular(Quarter.Previous, 400, 1_000_000, 0, null, Ration.None),
            Regular(Quarter, 2_000, 1_000_000, 0, 400, Ration.None));

        Assert.Equal(
            "From 400, 300 to 600 was open, and that bound: 2,000 was wanted.",
            LimitWords.Parts(view, null)[4].What);
    }

    [Fact]
    public void A_base_that_is_set_in_another_way_is_explained_by_that_alone()
    {
        var view = View(
            Regular(Quarter.Previous, 400, 1_000_000, 0, null, Ration.None),
            new(
                Quarter, false,
                new(Stage.Override, 500, Bounds, 400, 1_000_000, 0, 400, Ration.None), null, null));

        var part = Assert.Single(LimitWords.Parts(view, null));

        Assert.Equal(
            (100, "Before: from need, score and use. Now: the operator set it, with a note."),
            (part.Change, part.What));
    }

    [Fact]
    public void Without_a_base_before_there_is_nothing_to_compare() =>
        Assert.Empty(LimitWords.Parts(View(null, Regular(Quarter, 400, 1_000_000, 0, null, Ration.None)), null));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_picture_goes_from_dot_to_dot_and_stays_inside_its_frame(int width)
    {
        var drawing = new LimitDrawing(
            ("2026-Q3", 896), [("Rules", 0), ("Projection", 82), ("Ration", -258)], ("2026-Q4", 720));
        var frame = drawing.Frames[width];

        var svg = XElement.Parse($"<svg>{drawing.Draw(frame)}</svg>");

        var dots = svg.Descendants("circle").Select(dot => (double)dot.Attribute("cx")!).ToArray();
        Assert.Equal(2, dots.Length);
        Assert.True(dots[1] < dots[0]);
        var bars = svg.Descendants("rect").ToArray();
        Assert.Equal(2, bars.Length);
        Assert.Equal(
            dots[1], (double)bars[1].Attribute("x")!, tolerance: 0.2);
        Assert.All(bars, bar => Assert.InRange(
            (double)bar.Attribute("x")! + (double)bar.Attribute("width")!, 0, frame.Width));
        Assert.Equal(
            "Limit from 896 to 720: Rules 0, Projection +82, Ration −258.", drawing.Sentence);
    }

    [Fact]
    public void A_day_above_the_limit_has_the_colour_of_what_is_wrong()
    {
        ImmutableArray<EffectiveDay> days = [Day(1, 600), Day(2, 800), Day(4, 700)];
        var drawing = new UseDrawing(days, 720, []);

        var svg = XElement.Parse($"<svg>{drawing.Draw(Frame.Three(220, 200)[1])}</svg>");

        Assert.Equal(
            ["fg", "fb", "fg"], svg.Descendants("rect").Select(bar => bar.Attribute("class")!.Value));
        Assert.Contains(
            "at most 800 cubic feet, 700 on the last day; 720 may be used", drawing.Sentence);
    }

    [Fact]
    public void The_line_of_what_might_be_used_has_the_number_of_its_last_day()
    {
        // An award of 5,500 ft³ joined on the day after the last one that is known.
        var drawing = new UseDrawing([Day(1, 600), Day(2, 690)], 6_220, [(new(2026, 10, 3), 5_500)]);

        var svg = XElement.Parse($"<svg>{drawing.Draw(Frame.Three(220, 200)[1])}</svg>");

        Assert.Contains("limit 720, now 6,220", svg.Descendants("text").Select(text => text.Value));
        // What was used then is drawn against what might be used then.
        Assert.All(svg.Descendants("rect"), bar => Assert.InRange((double)bar.Attribute("height")!, 100, 220));
        Assert.EndsWith("690 on the last day; 720 might be used then, and 6,220 now.", drawing.Sentence);
    }

    private static EffectiveDay Day(int day, long used) => new(
        new(2026, 10, day), 0, new DayFigures { UsedVolume = used }, null);

    private static Ration Short => new(RationKind.AboveFloor, 180_400, 214_900);

    private static PlannedBase Regular(
        Period period, long need, long factor, long use, long? previous, Ration ration)
    {
        var steps = Bounds.Target(need, factor, use, previous);
        var volume = ration.Base(steps.TargetVolume, Bounds.FloorVolume);
        return new(
            period, false,
            new(Stage.Regular, volume, Bounds, need, factor, use, previous, ration), steps, null);
    }

    private static BaseView View(PlannedBase? before, PlannedBase now)
    {
        var snapshot = RunSnapshot.Of(
            "shop", [], UseOfExtra.None, null, new(2026, 9, 20), Config);
        return new(now, new("run", 1, now.Period, snapshot) { Bases = [now] }, before, []);
    }
}
