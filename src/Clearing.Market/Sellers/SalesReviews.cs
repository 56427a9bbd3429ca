namespace Clearing.Market.Sellers;

/// <summary>Whether a report of sales earns credit.</summary>
[GenerateSerializer, Alias("Clearing.SalesState")]
public enum SalesState
{
    /// <summary>It earns credit.</summary>
    Confirmed = 0,

    /// <summary>It waits for an operator and earns nothing.</summary>
    Held = 1,

    /// <summary>An operator disputes it; it earns nothing.</summary>
    Disputed = 2,
}

/// <summary>A report of sales as it stands in the account.</summary>
/// <param name="Id">The report's id.</param>
/// <param name="Incremental">In minor units of the market's currency; negative for returns.</param>
/// <param name="State">Whether it earns credit.</param>
/// <param name="Reason">Why an operator decided so; null if none has.</param>
[GenerateSerializer, Alias("Clearing.SalesRecord"), Immutable]
public sealed record SalesRecord(
    string Id, Money Incremental, SalesState State = SalesState.Confirmed, string? Reason = null);

/// <summary>What an operator decides about a report of sales.</summary>
/// <param name="Market">The market, <c>region/storageType/period</c>.</param>
/// <param name="ReportId">The report's id.</param>
/// <param name="State">What it is to be.</param>
/// <param name="Reason">Why: 1 to 200 characters; the seller sees it.</param>
[GenerateSerializer, Alias("Clearing.SalesReview"), Immutable]
public sealed record SalesReview(string Market, string ReportId, SalesState State, string Reason);

/// <summary>
/// What became of a review of sales. When several refusals apply, the first listed is returned.
/// </summary>
[GenerateSerializer, Alias("Clearing.ReviewStatus")]
public enum ReviewStatus
{
    /// <summary>The report is in that state (or was already).</summary>
    Reviewed = 0,

    /// <summary>The seller has no such report in this market.</summary>
    ReportUnknown = 1,

    /// <summary>The state is not one of the defined values.</summary>
    StateUnknown = 2,

    /// <summary>The reason is empty or too long.</summary>
    ReasonMalformed = 3,

    /// <summary>The market is settled: only corrections count.</summary>
    MarketSettled = 4,
}
