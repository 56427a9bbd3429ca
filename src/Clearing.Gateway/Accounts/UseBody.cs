using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The volume of its allocation that a seller used.</summary>
internal sealed record UseBody : IBody<UseBody>
{
    public static string Example =>
        """
        {"market":"us-east/standard/2026-Q4","report_id":"u-1","average_used":550}
        """;

    [MarketKey, Description("The market: region/storage_type/period.")]
    public required string Market { get; init; }

    [CommandId]
    [Description("Chosen by you, unique for the seller in the region: the idempotency key.")]
    public string? ReportId { get; init; }

    [Whole(0, LeftToMarket = true)]
    [Description("In cubic feet: how much was stored, on the average of the period.")]
    public required long AverageUsed { get; init; }
}
