using Clearing.Instruments.Health;
using Clearing.Lab.Health;

namespace Clearing.Client.Lab;

/// <summary>The health of all markets, and how often honest ones raise an alarm.</summary>
/// <param name="Markets">The markets.</param>
/// <param name="Honest">Honest markets of the lab.</param>
internal sealed record HealthReport(
    IReadOnlyList<MarketHealth> Markets, IReadOnlyList<FalseAlarms> Honest)
{
    /// <summary>The regions, by name.</summary>
    internal IEnumerable<RegionHealth> Regions => Markets
        .GroupBy(market => market.Market.Region, StringComparer.Ordinal)
        .OrderBy(region => region.Key, StringComparer.Ordinal)
        .Select(region => RegionHealth.Of(
            region.Key,
            [
                .. region.Select(market => (
                    market.Alarms > 0, market[RegionHealth.LastRound].Value)),
            ]));
}
