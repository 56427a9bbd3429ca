using Clearing.Lab.Health;
using Clearing.Lab.Markets;
using Clearing.Lab.Models;
using Clearing.Lab.Runs;

namespace Clearing.Gateway;

/// <summary>Whether markets look honest, for those who watch them.</summary>
internal static class MonitorEndpoints
{
    private const int HonestMarkets = 500;
    private const int MarketsAtOnce = 8;

    // Simulated once in a process, when first asked for: the same seed gives the same rates.
    private static readonly Lazy<Task<FalseAlarms[]>> Honest = new(() => Task.Run(() =>
        new[] { MarketModel.Tight, MarketModel.Balanced, MarketModel.Slack }
            .Select(model => FalseAlarms.Run(
                model, PlayRules.Product, new LabOptions(Replications: HonestMarkets)))
            .ToArray()));

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(MarketInPath.Pattern + "/health", OfMarket).For(Role.Operator | Role.Auditor)
            .Produces<HealthAnswer>()
            .WithSummary(
                "Who set the fees, who could move them, and what looks suspicious: every measure "
                + "with its definition, threshold and rate of false alarms.");
        v1.MapGet("/regions/{region}/health", OfRegion).For(Role.Operator | Role.Auditor)
            .Produces<RegionHealthAnswer>()
            .WithSummary("The markets of a region together, and which of them raise an alarm.");
    }

    private static async Task<IResult> OfMarket(
        MarketInPath market, Caller caller, Cluster cluster, CancellationToken cancellationToken)
    {
        var seen = await Readings(market.Key, caller, cluster, cancellationToken);
        return seen is null
            ? (await cluster.MarketUnknown(market.Key, cancellationToken)
                ?? Problem.Of(Codes.RoundUnknown, "market", market.Key)).Result()
            : TypedResults.Ok(
                HealthAnswer.Of(seen, await Honest.Value.WaitAsync(cancellationToken)));
    }

    private static async Task<IResult> OfRegion(
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
        var all = RegionHealth.Of(
            region,
            [
                .. seen.Select(market => (
                    market.Readings.Any(reading => reading.IsAlarm),
                    LastRoundOf(market))),
            ]);
        return TypedResults.Ok(new RegionHealthAnswer(
            region, all.Markets, all.Alarms, HealthFinding.Ppm(all.LastRoundShare),
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

    private static double? LastRoundOf(MarketReadings market) => market.Readings
        .Single(reading => reading.Measure == RegionHealth.LastRound).ValuePpm / 1e6;

    private static async Task<MarketReadings?> Readings(
        string market, Caller caller, Cluster cluster, CancellationToken cancellationToken)
    {
        var seen = await cluster.Ask(cluster.Health(market).Readings(), cancellationToken);
        return caller.Roles.HasFlag(Role.Auditor) ? seen : seen?.ForOperators();
    }
}
