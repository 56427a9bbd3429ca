using System.Collections.Immutable;

namespace Clearing.Formats;

/// <summary>Replays a scenario: the whole market in one pure function.</summary>
public static class ScenarioReplay
{
    /// <summary>Drives the scenario's markets and sellers through its events.</summary>
    /// <remarks>
    /// Markets may have any label. After each clearing every seller is notified at once. The period
    /// is not settled: the statements are the provisional ones, which settlement would make final.
    /// </remarks>
    /// <param name="scenario">Markets and events.</param>
    /// <returns>What the rules say the outcome is; refused events are listed, not thrown.</returns>
    public static ReplayResult Run(Scenario scenario)
    {
        var sellers = new SortedDictionary<string, SellerAccount>(StringComparer.Ordinal);
        var markets = scenario.Markets.ToDictionary(
            market => market.Key, market => new ReplayedMarket(market.Key, market.Value, sellers));
        var rejected = ImmutableArray.CreateBuilder<RejectedEvent>();
        for (var index = 0; index < scenario.Events.Length; index++)
        {
            var happened = scenario.Events[index];
            var refusal = markets.TryGetValue(happened.Market, out var market)
                ? market.Play(happened, index)
                : Words.Of(BidStatus.MarketUnknown);
            if (refusal is not null) { rejected.Add(new RejectedEvent(index, refusal)); }
        }
        return new ReplayResult(
            scenario.Id,
            markets.Values.ToImmutableSortedDictionary(
                market => market.Label, market => market.Result(), StringComparer.Ordinal),
            rejected.DrainToImmutable());
    }
}
