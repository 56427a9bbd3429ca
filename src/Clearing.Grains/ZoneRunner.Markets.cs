using Clearing.Allocation.Runs;
using Clearing.Contracts;
using Clearing.Market;

namespace Clearing.Grains;

// A market opens at the first announcement that names its period.
internal sealed partial class ZoneRunner
{
    private async Task OpenMarkets(RunReport run)
    {
        ActAs(zone().ConfirmerOf(run));
        await Task.WhenAll(
            Enumerable.Range(0, RunTerms.Periods).Select(run.Step().PeriodAt)
                .Where(period => period.LastDay >= today())
                .Select(period => grains.GetGrain<IRoundGrain>($"{key}/{period}"))
                .Select(market => Insist(() => market.Open(MarketConfig()))));
    }

    // A market has on record who confirmed the run that opens it and changes its capacity. It holds
    // for the calls of the asynchronous method that calls this.
    private static void ActAs(Act? confirmer)
    {
        if (confirmer is null) { return; }
        RequestContext.Set(CallContext.By, confirmer.By);
        CallContext.ActBecause(confirmer.Reason, confirmer.RequestId);
    }

    // A market that an operator opened keeps its configuration.
    private MarketConfig MarketConfig() => new()
    {
        Currency = zone().Terms!.Currency,
        MinorExponent = zone().Terms!.MinorExponent,
        CreditsFrom = CreditSource.Days,
    };
}
