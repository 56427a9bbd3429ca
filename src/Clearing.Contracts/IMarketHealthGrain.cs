namespace Clearing.Contracts;

/// <summary>Watches one market. Key: the market, <c>region/storageType/period</c>.</summary>
/// <remarks>It reads the journal and never holds up the market.</remarks>
[Alias("Clearing.IMarketHealthGrain")]
public interface IMarketHealthGrain : IGrainWithStringKey
{
    /// <summary>
    /// What a monitor finds in the market as it stands; null if no round of it is cleared.
    /// </summary>
    /// <remarks>
    /// Until the settlement only auditors see the measures that rest on bids which stand: for
    /// others these have no value.
    /// </remarks>
    [Alias("Readings"), ResponseTimeout("00:02:00")]
    [May(Role.Operator | Role.Auditor, Scope.Market)]
    Task<MarketReadings?> Readings();
}
