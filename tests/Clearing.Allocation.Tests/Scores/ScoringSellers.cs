using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Scores;

namespace Clearing.Allocation.Tests.Scores;

public class ScoringSellers
{
    private static readonly AllocationConfig Config = new();

    [Fact]
    public void A_score_is_that_of_the_naive_rule()
    {
        Draw.Many(300, draw =>
        {
            var config = Config with
            {
                Weights = new(draw.Int(0, 3), draw.Int(0, 3), draw.Int(0, 3), draw.Int(1, 3)),
                ScoreMinDays = draw.Of(0, 28, 60),
                FactorKnots = draw.Of(
                    Config.FactorKnots, new Curve(new Knot(500, 7)),
                    new Curve(new(0, 1), new(500, 1), new(501, 900_000))),
            };
            var days = Days(draw);

            var score = ScoreRule.Of(days, config);

            Assert.Equal(
                NaiveScore.Of(days, config).Points,
                new[]
                {
                    score.Factors.SellThrough.Points, score.Factors.Excess.Points,
                    score.Factors.Stranded.Points, score.Factors.InStock.Points,
                });
            Assert.Equal(
                NaiveScore.Of(days, config) with { Points = null! },
                (score.Score, score.ScoreFactorPpm, null!));
            Assert.InRange(score.Score ?? 0, 0, 1_000);
        });
    }

    [Fact]
    public void More_sold_less_excess_or_stranded_and_more_in_stock_never_lower_a_score()
    {
        Draw.Many(400, draw =>
        {
            var days = Days(draw);
            var at = draw.Int(0, days.Length - 1);
            var day = days[at];
            var before = ScoreRule.Of(days, Config).Score;

            days[at] = draw.Int(0, 3) switch
            {
                0 => day with { SoldMilliVolume = day.SoldMilliVolume + draw.Long(0, 9_999) },
                1 => day with { ExcessUnits = Part(draw, day.ExcessUnits) },
                2 => day with { StrandedUnits = Part(draw, day.StrandedUnits) },
                _ => day with
                {
                    InStockPpm = day.InStockPpm is { } share ? draw.Long(share, 1_000_000) : null,
                },
            };

            var after = ScoreRule.Of(days, Config);
            // Sales of a seller without space in use make its first factor known.
            if (Known(after) == Known(ScoreRule.Of(With(days, at, day), Config)))
            {
                Assert.True(!(after.Score < before), $"{before} became {after.Score}");
            }
        });
    }

    [Fact]
    public void Twenty_eight_days_with_a_known_use_are_rated_and_one_less_is_not()
    {
        DayFigures day = new() { UsedVolume = 10, SoldMilliVolume = 1_000, InStockPpm = 1 };

        Assert.NotNull(ScoreRule.Of(Enumerable.Repeat(day, 28), Config).Score);
        Assert.Null(ScoreRule.Of(Enumerable.Repeat(day, 27), Config).Score);
        Assert.Equal(
            1_000_000, ScoreRule.Of(Enumerable.Repeat(day, 27), Config).ScoreFactorPpm);
    }

    [Fact]
    public void Known_factors_without_weight_give_no_score()
    {
        DayFigures day = new() { UsedVolume = 10, InStockPpm = 900_000 };
        var config = Config with { Weights = new(1, 1, 1, 0) };

        var score = ScoreRule.Of(Enumerable.Repeat(day, 91), config);

        Assert.Null(score.Score);
        Assert.Equal(700, score.Factors.InStock.Points);
    }

    [Fact]
    public void No_days_are_no_score_and_no_factor()
    {
        Assert.Equal(
            new SellerScore(new(default, default, default, default), 0, null, 1_000_000),
            ScoreRule.Of([], Config));
    }

    [Theory]
    [InlineData(-5, 10)]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(2, 10)]
    [InlineData(3, 9)]
    [InlineData(5, 8)]
    [InlineData(7, 8)]
    [InlineData(8, 8)]
    [InlineData(9, 0)]
    [InlineData(99, 0)]
    public void A_curve_rounds_toward_the_first_knot_of_a_piece_and_is_flat_outside(
        long place, long value)
    {
        var curve = new Curve(new(0, 10), new(5, 8), new(8, 8), new(9, 0));

        Assert.Equal(value, curve.At(place));
    }

    [Fact]
    public void The_largest_figures_are_scored()
    {
        DayFigures day = new()
        {
            UsedVolume = 1,
            SoldMilliVolume = DayFigures.MaxMilliVolume,
            OnHandUnits = DayFigures.MaxVolume,
            ExcessUnits = DayFigures.MaxVolume,
        };

        var score = ScoreRule.Of(Enumerable.Repeat(day, 91), Config);

        Assert.Equal((1_000L, 0L), (score.Factors.SellThrough.Points, score.Factors.Excess.Points));
    }

    private static DayFigures[] Days(Draw draw)
    {
        var pattern = Enumerable.Range(0, draw.Int(1, 4)).Select(_ => draw.Figures()).ToArray();
        return [.. Enumerable.Range(0, 91).Select(_ => draw.Of(pattern))];
    }

    private static long? Part(Draw draw, long? part) =>
        part is { } units ? draw.Long(0, units) : null;

    private static DayFigures[] With(DayFigures[] days, int at, DayFigures day)
    {
        DayFigures[] copy = [.. days];
        copy[at] = day;
        return copy;
    }

    private static (bool, bool, bool, bool) Known(SellerScore score) => (
        score.Factors.SellThrough.Points is null, score.Factors.Excess.Points is null,
        score.Factors.Stranded.Points is null, score.Factors.InStock.Points is null);
}
