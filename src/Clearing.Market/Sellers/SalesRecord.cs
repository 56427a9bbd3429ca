namespace Clearing.Market.Sellers;

/// <summary>A report of sales as it stands in the account.</summary>
/// <param name="Id">The report's id.</param>
/// <param name="Incremental">In minor units of the market's currency; negative for returns.</param>
/// <param name="State">Whether it earns credit.</param>
/// <param name="Reason">Why an operator decided so; null if none has.</param>
[GenerateSerializer, Alias("Clearing.SalesRecord"), Immutable]
public sealed record SalesRecord(
    string Id, Money Incremental, SalesState State = SalesState.Confirmed, string? Reason = null);
