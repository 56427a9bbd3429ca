using System.Globalization;
using System.Text;

namespace Clearing.Instruments.Reports;

/// <summary>The charts of a health report, as SVG that a page can contain.</summary>
/// <remarks>
/// They need neither fonts nor native libraries, so that a server can draw them. The colours are
/// those of Okabe and Ito, which people with colour blindness can tell apart.
/// </remarks>
internal static class RoundCharts
{
    private const double Width = 860;
    private const double Height = 320;
    private const double Left = 70;
    private const double Right = 20;
    private const double Top = 50;
    private const double Bottom = 40;
    private const string Blue = "#0072B2";
    private const string Orange = "#D55E00";
    private const string Green = "#009E73";

    /// <summary>The fees of rounds, and the final fees of their awards.</summary>
    public static string Fees(ReportedMarket market)
    {
        var rounds = market.Rounds.Where(round => round.Fee is not null).ToArray();
        var fees = rounds.Select(round => round.Fee!.Value / 1e6).ToArray();
        var final = rounds.Select(round => Final(market, round) / 1e6).ToArray();
        var depth = rounds.Select(round => (round.Depth ?? round.Fee!.Value) / 1e6).ToArray();
        var top = Most([.. fees, .. final, .. depth]);
        var chart = Begin($"Fees by round, {market.Market}", rounds, top, "");
        Line(chart, fees, top, Orange, "round fee", 0);
        Line(chart, final, top, Blue, "in the end", 1);
        // It is sealed for operators while the market is open.
        if (rounds.All(round => round.Depth is not null))
        {
            Line(chart, depth, top, Green, "fee at 5 % of the volume", 2);
        }
        return chart.Append("</svg>").ToString();
    }

    /// <summary>The share of each round's volume at its lowest granted fee.</summary>
    public static string Setters(ReportedMarket market)
    {
        var rounds = market.Rounds.Where(round => round.Granted > 0).ToArray();
        var shares = rounds.Select(round => 100.0 * round.AtLowest / round.Granted).ToArray();
        var top = Most(shares);
        var chart = Begin(
            $"Volume at the lowest granted fee, {market.Market}", rounds, top, " %");
        for (var i = 0; i < shares.Length; i++)
        {
            var (x, y) = (X(i, shares.Length), Y(shares[i], top));
            chart.Append(Text(
                $"<rect x=\"{x - 12:F1}\" y=\"{y:F1}\" width=\"24\""
                + $" height=\"{Height - Bottom - y:F1}\" fill=\"{Blue}\"><title>{shares[i]:F2} %</title></rect>\n"));
        }
        return chart.Append("</svg>").ToString();
    }

    /// <summary>What a round's awards pay after all rounds, micros.</summary>
    private static long Final(ReportedMarket market, ReportedRound round) => market.Rounds
        .Where(later => later.Number > round.Number)
        .Aggregate(round.Fee!.Value, (fee, later) => Math.Min(fee, later.RepricedTo ?? fee));

    private static StringBuilder Begin(
        string title, ReportedRound[] rounds, double top, string unit)
    {
        var chart = new StringBuilder(Text(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\""
            + $" role=\"img\" aria-label=\"{HealthPage.Text(title)}\" font-family=\"system-ui, sans-serif\""
            + $" font-size=\"13\">\n<text x=\"{Left}\" y=\"18\" font-size=\"15\">"
            + $"{HealthPage.Text(title)}</text>\n"));
        for (var part = 0; part <= 4; part++)
        {
            var value = top * part / 4;
            var y = Y(value, top);
            chart.Append(Text(
                $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:F1}\" y2=\"{y:F1}\""
                + $" stroke=\"#ddd\"/>\n<text x=\"{Left - 8}\" y=\"{y + 4:F1}\""
                + $" text-anchor=\"end\">{value:0.##}{unit}</text>\n"));
        }
        for (var i = 0; i < rounds.Length; i++)
        {
            chart.Append(Text(
                $"<text x=\"{X(i, rounds.Length):F1}\" y=\"{Height - Bottom + 20}\""
                + $" text-anchor=\"middle\">{rounds[i].Number}</text>\n"));
        }
        return chart.Append(Text(
            $"<text x=\"{Width / 2}\" y=\"{Height - 4}\" text-anchor=\"middle\">round</text>\n"));
    }

    private static void Line(
        StringBuilder chart, double[] values, double top, string colour, string name, int place)
    {
        var points = values.Select((value, i) => Text(
            $"{X(i, values.Length):F1},{Y(value, top):F1}"));
        chart.Append(Text(
            $"<polyline points=\"{string.Join(' ', points)}\" fill=\"none\" stroke=\"{colour}\""
            + " stroke-width=\"2\"/>\n"));
        for (var i = 0; i < values.Length; i++)
        {
            chart.Append(Text(
                $"<circle cx=\"{X(i, values.Length):F1}\" cy=\"{Y(values[i], top):F1}\" r=\"4\""
                + $" fill=\"{colour}\"><title>{name}: {values[i]:0.######}</title></circle>\n"));
        }
        chart.Append(Text(
            $"<text x=\"{Left + (210 * place)}\" y=\"38\" fill=\"{colour}\">● {name}</text>\n"));
    }

    private static double X(int i, int count) =>
        Left + ((Width - Left - Right) * (i + 0.5) / count);

    private static double Y(double value, double top) =>
        Height - Bottom - ((Height - Bottom - Top) * value / top);

    private static double Most(double[] values) =>
        values.Length > 0 && values.Max() > 0 ? values.Max() : 1;

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);

    private static string Text(string text) => text;
}
