using Clearing.Instruments.Health;
using Clearing.Instruments.Reports;
using Clearing.Lab.Health;

namespace Clearing.Client.Lab;

/// <summary>The health of all markets, and how often honest ones raise an alarm.</summary>
/// <param name="Markets">The markets.</param>
/// <param name="Honest">Honest markets of the lab.</param>
internal sealed record MarketsHealth(
    IReadOnlyList<MarketHealth> Markets, IReadOnlyList<FalseAlarms> Honest)
{
    /// <summary>The regions, by name.</summary>
    internal IReadOnlyList<RegionHealth> Regions =>
        HealthReport.RegionsOf(Markets.Select(ReportedMarket.Of));

    /// <summary>The same as a page shows it.</summary>
    internal HealthReport ToReport() => new(
        [.. Markets.Select(ReportedMarket.Of)], Regions,
        measure =>
        [
            .. Honest.Select(model => new ReportedRate(
                model.Model, model.Rates[measure].Mean, model.Rates[measure].Half)),
        ]);
}
