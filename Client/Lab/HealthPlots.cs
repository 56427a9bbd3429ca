using Clearing.Instruments.Health;
using Clearing.Lab.Health;
using ScottPlot;

namespace Clearing.Client.Lab;

/// <summary>The plots of a health report, as SVG for a page.</summary>
internal static class HealthPlots
{
    private const int Width = 860;
    private const int Height = 360;

    /// <summary>The fees of rounds, and the final fees of their awards.</summary>
    internal static string Fees(ObservedMarket market)
    {
        var rounds = market.Rounds.Where(round => round.Awards.Count > 0).ToArray();
        var plot = LabPlots.Begin($"Fees by round, {market.Market}", "round", "fee");
        var xs = rounds.Select(round => (double)round.Number).ToArray();
        Line(plot, "round fee", xs, rounds.Select(round => round.Fee!.Value / 1e6), 1);
        Line(plot, "in the end", xs, rounds.Select(round => round.Awards[0].FinalFee / 1e6), 0);
        Line(
            plot, "fee at 5 % of the volume", xs,
            rounds.Select(round => round.Depth!.Value / 1e6), 2);
        plot.Axes.Bottom.SetTicks(xs, [.. rounds.Select(round => $"{round.Number}")]);
        plot.ShowLegend(Alignment.UpperRight);
        return Svg(plot);
    }

    /// <summary>The share of each round's volume at its lowest granted fee.</summary>
    internal static string Setters(ObservedMarket market)
    {
        var rounds = market.Rounds.Where(round => round.Awards.Count > 0).ToArray();
        var plot = LabPlots.Begin(
            $"Volume at the lowest granted fee, {market.Market}", "round", "% of the round");
        foreach (var round in rounds)
        {
            var setters = round.Awards.Where(award => award.MaxFee == round.Lowest)
                .Sum(award => (double)award.Volume);
            plot.Add.Bar(round.Number, 100 * setters / round.Granted).Color = LabPlots.Colours[0];
        }
        plot.Add.HorizontalLine(1, 1, LabPlots.Colours[1]).LegendText = "1 %";
        plot.Axes.Bottom.SetTicks(
            [.. rounds.Select(round => (double)round.Number)],
            [.. rounds.Select(round => $"{round.Number}")]);
        plot.ShowLegend(Alignment.UpperRight);
        return Svg(plot);
    }

    private static void Line(
        Plot plot, string name, double[] xs, IEnumerable<double> ys, int colour)
    {
        var line = plot.Add.Scatter(xs, ys.ToArray(), LabPlots.Colours[colour]);
        line.LegendText = name;
        line.LineWidth = 2;
        line.MarkerSize = 7;
    }

    /// <summary>A plot as SVG, without the XML declaration, which no page may contain.</summary>
    private static string Svg(Plot plot)
    {
        var text = plot.GetSvgXml(Width, Height);
        return text[text.IndexOf("<svg", StringComparison.Ordinal)..];
    }
}
