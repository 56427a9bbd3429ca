using Clearing.Allocation.Runs;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Grains;

// A market opens at the first announcement that names its period.
internal sealed partial class ZoneRunner
{
    private Task OpenMarkets(RunReport run) => Task.WhenAll(
        Enumerable.Range(0, RunTerms.Periods).Select(run.Step().PeriodAt)
            .Where(period => period.LastDay >= today())
            .Select(period => grains.GetGrain<IRoundGrain>($"{key}/{period}"))
            .Select(market => Insist(() => market.Open(MarketConfig()))));

    // A market that an operator opened keeps its configuration.
    private MarketConfig MarketConfig() => new()
    {
        Currency = zone().Terms!.Currency,
        MinorExponent = zone().Terms!.MinorExponent,
        CreditsFrom = CreditSource.Days,
    };
}
