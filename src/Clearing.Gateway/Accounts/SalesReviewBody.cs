using System.ComponentModel.DataAnnotations;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>An operator's decision about a sales report.</summary>
internal sealed record SalesReviewBody : IBody<SalesReviewBody>
{
    public static string Example =>
        """
        {"market":"us-east/standard/2026-Q4","review_id":"v-1","report_id":"s-1",
         "state":"CONFIRMED","reason":"the invoices agree"}
        """;

    [MarketKey, Description("The market: region/storage_type/period.")]
    public required string Market { get; init; }

    [CommandId]
    [Description("Chosen by you, unique for the seller in the region: the idempotency key.")]
    public string? ReviewId { get; init; }

    [IdText, Description("The id of the report that is reviewed.")]
    public required string ReportId { get; init; }

    [Description("The report's new state: CONFIRMED earns credit; HELD and DISPUTED earn none.")]
    public required SalesState State { get; init; }

    [Length(1, NoteRule.MaxLength), Description("The reason; the seller sees it.")]
    public required string Reason { get; init; }

    internal SalesReview ToReview() => new(Market, ReportId, State, Reason)
    {
        Id = ReviewId!,
    };
}
