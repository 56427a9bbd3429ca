using System.Net;
using System.Text;
using Clearing.Instruments.Health;
using Clearing.Lab.Health;

namespace Clearing.Client.Lab;

/// <summary>A health report as one self-contained HTML page with plots.</summary>
internal static class HealthPage
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

    internal static string Of(HealthReport report)
    {
        var page = new StringBuilder(Head);
        Measures(page, report);
        foreach (var region in report.Regions)
        {
            var last = region.LastRoundAlarm
                ? "; <strong>the last round sets the fee too often</strong>"
                : "";
            page.Append(
                $"<p>Region {Text(region.Region)}: {region.Markets} markets,"
                + $" {region.Alarms} with an alarm{last}.</p>\n");
        }
        foreach (var market in report.Markets) { Market(page, market); }
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void Measures(StringBuilder page, HealthReport report)
    {
        page.Append("<h2>Measures</h2>\n<table>\n<tr><th>Measure</th><th>Definition</th>"
            + "<th>Alarm</th>");
        foreach (var honest in report.Honest)
        {
            page.Append($"<th>False alarms, honest {Text(honest.Model)} markets</th>");
        }
        page.Append("</tr>\n");
        foreach (var measure in HealthMeasure.All)
        {
            page.Append($"<tr><td>{Text(measure.Name)}</td><td>{Text(measure.Definition)}</td>"
                + $"<td>{(measure.CanAlarm ? Text(measure.Threshold) : "none")}</td>");
            foreach (var honest in report.Honest)
            {
                var rate = honest.Rates[measure.Id];
                page.Append(FormattableString.Invariant(
                    $"<td class=\"number\">{100 * rate.Mean:F1} % ± {100 * rate.Half:F1}</td>"));
            }
            page.Append("</tr>\n");
        }
        page.Append("</table>\n");
    }

    private static void Market(StringBuilder page, MarketHealth health)
    {
        page.Append($"<h2>{Text(health.Market.Market)}</h2>\n"
            + $"<p>{health.Market.Rounds.Count} rounds, {health.Alarms} alarms.</p>\n<table>\n"
            + "<tr><th>Measure</th><th>Value</th><th>What raised the alarm</th></tr>\n");
        foreach (var finding in health.Findings)
        {
            var value = finding.Value is { } number
                ? FormattableString.Invariant($"{number:0.####}")
                : "–";
            var alarm = finding.Flagged ? $"<strong>Alarm.</strong> {Text(finding.Detail)}" : "";
            page.Append(
                $"<tr{(finding.Flagged ? " class=\"alarm\"" : "")}>"
                + $"<td>{Text(HealthMeasure.Of(finding.Id).Name)}</td>"
                + $"<td class=\"number\">{value}</td><td>{alarm}</td></tr>\n");
        }
        page.Append("</table>\n");
        page.Append(HealthPlots.Fees(health.Market)).Append('\n');
        page.Append(HealthPlots.Setters(health.Market)).Append('\n');
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
