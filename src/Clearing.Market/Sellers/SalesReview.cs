using System.Text.Json.Serialization;

namespace Clearing.Market.Sellers;

/// <summary>What an operator decides about a report of sales.</summary>
/// <param name="Market">The market, <c>region/storageType/period</c>.</param>
/// <param name="ReportId">The report's id.</param>
/// <param name="State">The new state.</param>
/// <param name="Reason">Why: 1 to 200 characters; the seller sees it.</param>
[GenerateSerializer, Alias("Clearing.SalesReview"), Immutable]
public sealed record SalesReview(string Market, string ReportId, SalesState State, string Reason)
{
    /// <summary>
    /// Chosen by the operator, unique for the seller in the region. Null only in a journal
    /// that is older.
    /// </summary>
    [Id(0), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }
}
