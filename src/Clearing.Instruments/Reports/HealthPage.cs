using System.Net;
using System.Text;
using Clearing.Instruments.Health;

namespace Clearing.Instruments.Reports;

/// <summary>A health report as one self-contained HTML page with plots.</summary>
public static class HealthPage
{
    private const string Head =
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Market health</title>
        <style>
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem;
          padding: 0 1rem; }
        table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
        th, td { border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: left;
          vertical-align: top; }
        td.number { text-align: right; font-variant-numeric: tabular-nums; }
        tr.alarm { background: #fdecea; }
        svg { max-width: 100%; height: auto; }
        </style>
        </head>
        <body>
        <h1>Market health</h1>
        """;

    /// <summary>Writes the page.</summary>
    /// <param name="report">What it is about.</param>
    public static string Of(HealthReport report)
    {
        var page = new StringBuilder(Head);
        Measures(page, report);
        foreach (var region in report.Regions)
        {
            var last = region.LastRoundAlarm
                ? "; <strong>the last round sets the fee too often</strong>"
                : "";
            var lowest = region.LowestByRound.Count > 0
                ? $" The lowest fee came in {Text(region.LowestText)}."
                : "";
            page.Append(
                $"<p>Region {Text(region.Region)}: {Count(region.Markets, "market")},"
                + $" {region.Alarms} with an alarm{last}.{lowest}</p>\n");
        }
        foreach (var market in report.Markets) { Market(page, market); }
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void Measures(StringBuilder page, HealthReport report)
    {
        page.Append("<h2>Measures</h2>\n<table>\n<tr><th>Measure</th><th>Definition</th>"
            + "<th>Alarm</th>");
        foreach (var honest in report.Rates(HealthMeasure.All[0].Id))
        {
            page.Append($"<th>False alarms, honest {Text(honest.Model)} markets</th>");
        }
        page.Append("</tr>\n");
        foreach (var measure in HealthMeasure.All)
        {
            page.Append($"<tr><td>{Text(measure.Name)}</td><td>{Text(measure.Definition)}</td>"
                + $"<td>{(measure.CanAlarm ? Text(measure.Threshold) : "none")}</td>");
            foreach (var honest in report.Rates(measure.Id))
            {
                page.Append(FormattableString.Invariant(
                    $"<td class=\"number\">{100 * honest.Rate:F1} %")
                    + FormattableString.Invariant($" ± {100 * honest.Half:F1}</td>"));
            }
            page.Append("</tr>\n");
        }
        page.Append("</table>\n");
    }

    private static void Market(StringBuilder page, ReportedMarket market)
    {
        page.Append($"<h2>{Text(market.Market)}</h2>\n"
            + $"<p>{Count(market.Rounds.Count, "round")}, {Count(market.Alarms, "alarm")}.</p>\n<table>\n"
            + "<tr><th>Measure</th><th>Value</th><th>What raised an alarm, or comes near to it</th></tr>\n");
        foreach (var finding in market.Findings)
        {
            var value = finding.Value is { } number
                ? FormattableString.Invariant($"{number:0.####}")
                : "–";
            var alarm = (finding.Flagged ? "<strong>Alarm.</strong> " : "") + Text(finding.Detail);
            page.Append(
                $"<tr{(finding.Flagged ? " class=\"alarm\"" : "")}>"
                + $"<td>{Text(HealthMeasure.Of(finding.Id).Name)}</td>"
                + $"<td class=\"number\">{value}</td><td>{alarm}</td></tr>\n");
        }
        page.Append("</table>\n");
        page.Append(RoundCharts.Fees(market)).Append('\n');
        page.Append(RoundCharts.Setters(market)).Append('\n');
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    internal static string Text(string text) => WebUtility.HtmlEncode(text);
}
