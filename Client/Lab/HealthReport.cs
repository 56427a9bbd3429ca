using Clearing.Lab.Health;

namespace Clearing.Client.Lab;

/// <summary>A region's markets together.</summary>
/// <param name="Region">The region's name.</param>
/// <param name="Markets">The number of its markets.</param>
/// <param name="Alarms">The number of markets that raise an alarm.</param>
/// <param name="LastRoundShare">The share of markets with the lowest fee last.</param>
internal sealed record RegionHealth(
    string Region, int Markets, int Alarms, double? LastRoundShare)
{
    private const int FewMarkets = 5;

    /// <summary>True if the last round sets the fee too often.</summary>
    internal bool LastRoundAlarm => Markets >= FewMarkets && LastRoundShare > 0.6;
}

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
        .Select(region =>
        {
            var last = region.Select(market => market["last_round_sets_lowest"].Value)
                .OfType<double>().ToArray();
            return new RegionHealth(
                region.Key, region.Count(), region.Count(market => market.Alarms > 0),
                last.Length == 0 ? null : last.Average());
        });
}
