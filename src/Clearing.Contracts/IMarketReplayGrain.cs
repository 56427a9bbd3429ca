using Clearing.Market;

namespace Clearing.Contracts;

/// <summary>
/// Clears a market's books again, under other rules or with another bid. Key: the market,
/// <c>region/storageType/period</c>.
/// </summary>
/// <remarks>
/// It reads the journal, never holds up the market and changes nothing. All bids but the one asked
/// about are held fixed. Losing bids are sealed until the settlement, so nothing is told before it.
/// </remarks>
[Alias("Clearing.IMarketReplayGrain")]
public interface IMarketReplayGrain : IGrainWithStringKey
{
    /// <summary>The most bids of a market that is replayed.</summary>
    const int MaxBids = 100_000;

    /// <summary>
    /// What a seller's own bid would have got with another fee or volume in a settled market.
    /// </summary>
    /// <param name="seller">The seller.</param>
    /// <param name="bidId">Its bid.</param>
    /// <param name="maxFee">Another max fee; null for its own.</param>
    /// <param name="maxVolume">Another max volume; null for its own.</param>
    [Alias("WhatIf"), ResponseTimeout("00:02:00")]
    [May(Role.Seller, Scope.SellerInMarket)]
    Task<WhatIfReceipt> WhatIf(
        string seller, string bidId, Fee? maxFee, CubicFeet? maxVolume);

    /// <summary>What a settled market would have come to under other rules.</summary>
    /// <param name="rules">The other rules; what is null stays as it was.</param>
    [Alias("Backtest"), ResponseTimeout("00:02:00")]
    [May(Role.Operator | Role.Auditor, Scope.Market)]
    Task<BacktestReceipt> Backtest(OtherRules rules);
}
