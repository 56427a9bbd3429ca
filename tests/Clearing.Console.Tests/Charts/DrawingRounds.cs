using System.Xml.Linq;
using Clearing.Pages.Charts;

namespace Clearing.Pages.Tests.Charts;

public class DrawingRounds
{
    private static readonly MarketConfig Config = new();

    [Fact]
    public void Winners_are_steps_and_losing_bids_one_block_without_steps()
    {
        var report = Rounds.Round(1, 4_000_000, granted: 300, asked: 900);
        var curve = Curve((5_000_000, 100), (4_000_000, 300), (3_000_000, 200), (2_000_000, 300));

        var svg = Svg(new CurveDrawing(curve, report, Config).Draw(Frame.Three(350, 280)[1]));

        var line = svg.Descendants("path").Single().Attribute("d")!.Value;
        Assert.Equal(2, line.Count(step => step == 'H'));
        Assert.Single(svg.Descendants("rect"), rect => rect.Attribute("fill")?.Value == "url(#hatch)");
    }

    [Fact]
    public void After_the_settlement_losing_bids_have_steps_of_their_own()
    {
        var report = Rounds.Round(1, 4_000_000, granted: 300, asked: 900);
        var curve = Curve((5_000_000, 100), (4_000_000, 300), (3_000_000, 200), (2_000_000, 300));

        var svg = Svg(new CurveDrawing(curve, report, Config, isWhole: true).Draw(Frame.Three(350, 280)[1]));

        var line = svg.Descendants("path").Single().Attribute("d")!.Value;
        Assert.Equal(4, line.Count(step => step == 'H'));
        Assert.DoesNotContain(svg.Descendants("rect"), rect => rect.Attribute("fill") is not null);
        Assert.Contains("4 losing bids", Texts(svg));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_sealed_demand_is_hatched_and_not_drawn_as_what_was_granted(int width)
    {
        var sealed_ = Rounds.Round(1, 4_000_000, granted: 300) with { EligibleDemand = null };

        var svg = Svg(new VolumesDrawing([sealed_]).Draw(Frame.Three(230, 200)[width]));

        Assert.Single(svg.Descendants("rect"), rect => rect.Attribute("fill")?.Value == "url(#hatch)");
        Assert.DoesNotContain(svg.Descendants("line"), line => line.Attribute("class")?.Value == "sr w2");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Labels_of_seventy_rounds_keep_apart(int width)
    {
        ImmutableArray<RoundReport> rounds =
        [
            .. Enumerable.Range(1, 70).Select(number => Rounds.Round(
                number, 9_000_000 - number * 50_000, repricedTo: 9_000_000 - number * 50_000, repriced: number)),
        ];
        Drawing[] drawings =
        [
            new FeeHistoryDrawing(rounds, Config).Draw(Frame.Three(320, 240)[width]),
            new VolumesDrawing([.. rounds.TakeLast(24)]).Draw(Frame.Three(230, 200)[width]),
        ];
        foreach (var texts in drawings.Select(drawing => Svg(drawing).Descendants("text").ToArray()))
        {
            var rows = texts.Where(text => text.Attribute("text-anchor")?.Value == "middle")
                .GroupBy(text => (string)text.Attribute("y")!);
            foreach (var row in rows)
            {
                var xs = row.Select(text => (double)text.Attribute("x")!).Order().ToArray();
                Assert.All(xs.Zip(xs.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 14));
            }
            Assert.All(texts, text => Assert.InRange((double)text.Attribute("y")!, 0, 320));
        }
    }

    [Fact]
    public void The_limit_rises_on_the_day_of_an_award()
    {
        var award = new DateOnly(2026, 11, 20);
        var drawing = new UseDrawing([], 700, [(award, 200)]);

        Assert.Equal((500L, 700L), (drawing.LimitOn(award.AddDays(-1)), drawing.LimitOn(award)));
        Assert.Null(new UseDrawing([], null, [(award, 200)]).LimitOn(award));
    }

    [Theory]
    [InlineData(null, "What you may use, in cubic feet: base 720, b@1 500.")]
    [InlineData(690L, "What you may use, in cubic feet: base 720, b@1 500; in use 690, free 530.")]
    [InlineData(1_300L, "What you may use, in cubic feet: base 720, b@1 500; in use 1,300, 80 above.")]
    public void What_is_in_use_is_drawn_below_what_may_be(long? used, string said)
    {
        var drawing = new PartsDrawing([("base", 720), ("b@1", 500)], used);

        Assert.Equal(said, drawing.Sentence);
        var frame = drawing.Frames[1];
        var bars = Svg(drawing.Draw(frame)).Descendants("rect").ToArray();
        Assert.Equal(used is null ? 2 : 3, bars.Length);
        Assert.All(bars, bar => Assert.InRange(
            (double)bar.Attribute("x")! + (double)bar.Attribute("width")!, 0, frame.Width));
        Assert.Equal(used > 1_220, bars[^1].Attribute("class")!.Value == "fb");
    }

    [Fact]
    public void The_curve_marks_capacity_fee_and_reserve()
    {
        var report = Rounds.Round(1, 4_000_000, granted: 300, asked: 900);
        var drawing = new CurveDrawing(Curve((5_000_000, 400), (4_000_000, 500)), report, Config);

        var texts = Texts(drawing.Draw(Frame.Three(350, 280)[1]));

        Assert.Contains("capacity 300", texts);
        Assert.Contains("round fee 4.00: all winners pay it", texts);
        Assert.Contains("reserve 1.50", texts);
        Assert.Contains("capacity 300", drawing.Sentence);
    }

    [Fact]
    public void A_fee_history_says_what_each_rounds_winners_pay_now()
    {
        var drawing = new FeeHistoryDrawing(Rounds.Story, Config);

        Assert.Equal(new Fee(4_000_000), drawing.Now(Rounds.Story[0]));
        Assert.Equal(new Fee(4_250_000), drawing.Now(Rounds.Story[2]));
        Assert.Contains("4.00 now: rounds 1, 2", Texts(drawing.Draw(Frame.Three(320, 240)[1])));
    }

    [Fact]
    public void A_round_that_granted_nothing_is_a_gap_and_not_a_zero()
    {
        Fee?[] fees = [new(2_000_000), null, new(3_000_000)];

        var svg = Svg(Spark.Draw(fees));

        Assert.Equal(2, svg.Descendants("path").Single().Attribute("d")!.Value.Count(step => step == 'M'));
    }

    [Fact]
    public void An_awards_fee_falls_in_steps_and_a_dearer_round_changes_nothing()
    {
        var texts = Texts(new AwardFeeDrawing(
            Rounds.Costumes, Rounds.Story, new MoneyTerms("USD", 2, 150_000, 1_000_000))
            .Draw(Frame.Three(220, 230)[1]));

        Assert.Contains("4.25: no change", texts);
        Assert.Contains("you pay 4.00", texts);
    }

    [Fact]
    public void Names_that_sellers_choose_are_text_and_never_markup()
    {
        var drawing = new PartsDrawing([("<script>alert(1)</script>", 1_000)]).Draw(Frame.Three(66, 66)[2]);

        Assert.DoesNotContain("<script", drawing.ToString());
        Assert.Contains("<script>alert(1)</script> 1,000", Texts(drawing));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_chart_stays_inside_its_frame(int width)
    {
        (Func<Frame, Drawing> Draw, ImmutableArray<Frame> Frames)[] charts =
        [
            (new FeeHistoryDrawing(Rounds.Story, Config).Draw, Frame.Three(320, 240)),
            (new VolumesDrawing(Rounds.Story).Draw, Frame.Three(230, 200)),
            (new CalendarDrawing(Rounds.Story, [], 2).Draw, CalendarDrawing.Frames),
        ];
        foreach (var (draw, frames) in charts)
        {
            var frame = frames[width];
            foreach (var shape in Svg(draw(frame)).Descendants("rect"))
            {
                var (x, wide) = ((double)shape.Attribute("x")!, (double)shape.Attribute("width")!);
                Assert.InRange(x + wide, 0, frame.Width + 1);
            }
        }
    }

    private static RoundCurve Curve(params (long Fee, long Volume)[] levels)
    {
        var steps = ImmutableArray.CreateBuilder<CurveStep>();
        Int128 sum = 0;
        foreach (var (fee, volume) in levels)
        {
            sum += volume;
            steps.Add(new CurveStep(new Fee(fee), new Fee(fee), 2, volume, volume, sum, sum));
        }
        return new RoundCurve(1, levels.Length, true, steps.ToImmutable());
    }

    private static XElement Svg(Drawing drawing) => XElement.Parse($"<svg>{drawing}</svg>");

    private static string[] Texts(Drawing drawing) => Texts(Svg(drawing));

    private static string[] Texts(XElement svg) =>
        [.. svg.Descendants("text").Select(text => text.Value)];
}
