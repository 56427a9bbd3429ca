using Clearing.Instruments.Health;

namespace Clearing.Instruments.Reports;

/// <summary>A market in a health report.</summary>
/// <param name="Market">Its name, <c>region/storageType/period</c>.</param>
/// <param name="Findings">One for each measure, in their order.</param>
/// <param name="Rounds">Its cleared rounds, by number.</param>
public sealed record ReportedMarket(
    string Market, IReadOnlyList<HealthFinding> Findings, IReadOnlyList<ReportedRound> Rounds)
{
    /// <summary>How many measures raise an alarm.</summary>
    public int Alarms => Findings.Count(finding => finding.Flagged);

    /// <summary>What a monitor found, as a report shows it.</summary>
    public static ReportedMarket Of(MarketHealth health) => new(
        health.Market.Market, health.Findings, [.. health.Market.Rounds.Select(ReportedRound.Of)]);
}

/// <summary>A round in a health report; fees in micros, null without an award.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Granted">Cubic feet granted.</param>
/// <param name="AtLowest">Cubic feet of that at the lowest max fee.</param>
/// <param name="Fee">Its fee.</param>
/// <param name="RepricedTo">What earlier awards were lowered to; null if to nothing.</param>
/// <param name="Depth">The fee at which a twentieth of the volume is counted from below.</param>
public sealed record ReportedRound(
    int Number, long Granted, long AtLowest, long? Fee, long? RepricedTo, long? Depth)
{
    /// <summary>An observed round, as a report shows it.</summary>
    public static ReportedRound Of(ObservedRound round) => new(
        round.Number, round.Granted,
        round.Awards.Where(award => award.MaxFee == round.Lowest).Sum(award => award.Volume),
        round.Fee, round.RepricedTo, round.Depth);
}

/// <summary>How often a measure raises an alarm in honest markets of a model.</summary>
/// <param name="Model">The model.</param>
/// <param name="Rate">The share of markets.</param>
/// <param name="Half">Half the width of its 95 % interval.</param>
public sealed record ReportedRate(string Model, double Rate, double Half)
{
    /// <summary>The rates that the lab found, by measure.</summary>
    public static IReadOnlyList<ReportedRate> Of(string measure) =>
    [
        .. HonestMarkets.Of(measure).Select(honest => new ReportedRate(
            honest.Model, honest.RatePpm / 1e6, honest.HalfPpm / 1e6)),
    ];
}

/// <summary>What a report is about.</summary>
/// <param name="Markets">The markets.</param>
/// <param name="Regions">Their regions, by name.</param>
/// <param name="Rates">The rates of false alarms of a measure, by model.</param>
public sealed record HealthReport(
    IReadOnlyList<ReportedMarket> Markets, IReadOnlyList<RegionHealth> Regions,
    Func<string, IReadOnlyList<ReportedRate>> Rates)
{
    /// <summary>The regions of markets, by name.</summary>
    public static IReadOnlyList<RegionHealth> RegionsOf(IEnumerable<ReportedMarket> markets) =>
    [
        .. markets
            .GroupBy(market => market.Market.Split('/')[0], StringComparer.Ordinal)
            .OrderBy(region => region.Key, StringComparer.Ordinal)
            .Select(region => RegionHealth.Of(
                region.Key,
                [
                    .. region.Select(market => (
                        market.Alarms > 0,
                        market.Findings.Single(found => found.Id == RegionHealth.LastRound).Value)),
                ]) with
            {
                LowestByRound = RegionHealth.SharesOf(region.Select(market =>
                    market.Rounds.Where(round => round.Fee is not null)
                        .Select(round => (round.Number, round.Fee!.Value)))),
            }),
    ];
}
