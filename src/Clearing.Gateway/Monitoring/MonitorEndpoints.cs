using Clearing.Instruments.Health;

namespace Clearing.Gateway;

/// <summary>Whether markets look honest, for those who watch them.</summary>
internal static class MonitorEndpoints
{
    private const int MarketsAtOnce = 8;

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(MarketInPath.Pattern + "/health", OfMarket).For(Role.Operator | Role.Auditor)
            .Produces<HealthAnswer>()
            .WithSummary(
                "Who set the fees, who could move them, and what looks suspicious: every measure "
                + "with its definition, threshold and rate of false alarms.");
        v1.MapGet(MarketInPath.Pattern + "/health.html", PageOfMarket)
            .For(Role.Operator | Role.Auditor).Produces<string>(contentType: "text/html")
            .WithSummary("The same as a page with charts, to read, print and file.");
        v1.MapGet("/regions/{region}/health", OfRegion).For(Role.Operator | Role.Auditor)
            .Produces<RegionHealthAnswer>()
            .WithSummary(
                "A region's markets that have a cleared round, taken together, and which of them "
                + "raise an alarm.");
        v1.MapGet("/regions/{region}/health.html", PageOfRegion)
            .For(Role.Operator | Role.Auditor).Produces<string>(contentType: "text/html")
            .WithSummary("The same as a page with charts.");
    }

    private static async Task<IResult> OfMarket(
        MarketInPath market, Caller caller, Cluster cluster, CancellationToken cancellationToken)
    {
        var health = await HealthOf(market.Key, caller, cluster, cancellationToken);
        return health is null
            ? (await cluster.MarketUnknown(market.Key, cancellationToken)
                ?? Problem.Of(Codes.RoundUnknown, "market", market.Key)).Result()
            : TypedResults.Ok(health);
    }

    /// <summary>A market's health as the caller may see it; null before its first round.</summary>
    internal static async Task<HealthAnswer?> HealthOf(
        string market, Caller caller, Cluster cluster, CancellationToken cancellationToken) =>
        await Readings(market, caller, cluster, cancellationToken) is { } seen
            ? HealthAnswer.Of(seen)
            : null;

    private static async Task<IResult> PageOfMarket(
        MarketInPath market, Caller caller, Cluster cluster, HttpContext context,
        CancellationToken cancellationToken)
    {
        var seen = await Readings(market.Key, caller, cluster, cancellationToken);
        return seen is null
            ? (await cluster.MarketUnknown(market.Key, cancellationToken)
                ?? Problem.Of(Codes.RoundUnknown, "market", market.Key)).Result()
            : HealthPages.Of([seen], context);
    }

    private static async Task<IResult> PageOfRegion(
        RegionInPath at, Caller caller, Cluster cluster, HttpContext context,
        CancellationToken cancellationToken) =>
        HealthPages.Of(await AllReadings(at.Name, caller, cluster, cancellationToken), context);

    private static async Task<IResult> OfRegion(
        RegionInPath at, Caller caller, Cluster cluster, CancellationToken cancellationToken)
    {
        var seen = await AllReadings(at.Name, caller, cluster, cancellationToken);
        var all = RegionHealth.Of(
            at.Name,
            [
                .. seen.Select(market => (
                    market.Readings.Any(reading => reading.IsAlarm),
                    LastRoundOf(market))),
            ]);
        return TypedResults.Ok(new RegionHealthAnswer(
            at.Name, all.Markets, all.Alarms, HealthFinding.Ppm(all.LastRoundShare),
            all.LastRoundAlarm,
            [
                .. seen.Select(market => new MarketAlarmsAnswer(
                    market.Market,
                    [
                        .. market.Readings.Where(reading => reading.IsAlarm)
                            .Select(reading => reading.Measure),
                    ])),
            ]));
    }

    private static async Task<List<MarketReadings>> AllReadings(
        string region, Caller caller, Cluster cluster, CancellationToken cancellationToken)
    {
        var markets = await cluster.Ask(cluster.Directory.List(region), cancellationToken);
        var seen = new List<MarketReadings>();
        foreach (var some in markets.Chunk(MarketsAtOnce))
        {
            var readings = await Task.WhenAll(some.Select(
                market => Readings(market, caller, cluster, cancellationToken)));
            seen.AddRange(readings.OfType<MarketReadings>());
        }
        return seen;
    }

    private static double? LastRoundOf(MarketReadings market) => market.Readings
        .Single(reading => reading.Measure == RegionHealth.LastRound).ValuePpm / 1e6;

    private static async Task<MarketReadings?> Readings(
        string market, Caller caller, Cluster cluster, CancellationToken cancellationToken)
    {
        var seen = await cluster.Ask(cluster.Health(market).Readings(), cancellationToken);
        return caller.Roles.HasFlag(Role.Auditor) ? seen : seen?.ForOperators();
    }
}
