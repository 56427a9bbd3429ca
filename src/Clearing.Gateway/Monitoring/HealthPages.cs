using Clearing.Instruments.Health;
using Clearing.Instruments.Reports;

namespace Clearing.Gateway;

/// <summary>Health reports as pages that people can read, print and file.</summary>
internal static class HealthPages
{
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    public static IResult Of(IEnumerable<MarketReadings> seen, HttpContext context)
    {
        ReportedMarket[] markets = [.. seen.Select(Market)];
        // The page has a style of its own and neither scripts nor links.
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return TypedResults.Content(
            HealthPage.Of(new HealthReport(
                markets, HealthReport.RegionsOf(markets), ReportedRate.Of)),
            "text/html; charset=utf-8");
    }

    private static ReportedMarket Market(MarketReadings seen) => new(
        seen.Market,
        [
            .. seen.Readings.Select(reading => new HealthFinding(
                reading.Measure, reading.ValuePpm / 1e6, reading.IsAlarm, reading.Detail)),
        ],
        [
            .. seen.Rounds.Select(round => new ReportedRound(
                round.Round, round.Granted.Value, round.SetterVolume.Value, round.Fee?.Micros,
                round.RepricedTo?.Micros, round.DepthFee?.Micros)),
        ]);
}
