using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Closes the rest of a bid.</summary>
internal sealed record CancellationBody : IBody<CancellationBody>
{
    public static string Example =>
        """
        {"market":"us-east/standard/2026-Q4","cancellation_id":"x-1","bid_id":"b-1042"}
        """;

    [MarketKey, Description("The market: region/storage_type/period.")]
    public required string Market { get; init; }

    [CommandId]
    [Description("Chosen by you, unique among yours in the market: the idempotency key.")]
    public string? CancellationId { get; init; }

    [IdText, Description("The id of the bid whose ungranted rest is closed.")]
    public required string BidId { get; init; }
}
