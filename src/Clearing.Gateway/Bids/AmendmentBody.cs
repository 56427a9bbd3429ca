using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>A change of a standing bid. Members left out stay unchanged.</summary>
internal sealed record AmendmentBody : IBody<AmendmentBody>
{
    public static string Example =>
        """
        {"market":"us-east/standard/2026-Q4","amendment_id":"a-1","bid_id":"b-1042",
         "max_fee_micros":1300000}
        """;

    [MarketKey, Description("The market: region/storage_type/period.")]
    public required string Market { get; init; }

    [CommandId]
    [Description("Chosen by you, unique among yours in the market: the idempotency key.")]
    public string? AmendmentId { get; init; }

    [IdText, Description("The id of the bid to change.")]
    public required string BidId { get; init; }

    [Whole(0, LeftToMarket = true)]
    [Description("The new max fee, in micros per cubic foot; any other fee loses time priority.")]
    public long? MaxFeeMicros { get; init; }

    [Whole(1, LeftToMarket = true)]
    [Description("The new max volume, in cubic feet; more loses time priority, less keeps it.")]
    public long? MaxVolume { get; init; }

    [Whole(0, LeftToMarket = true)]
    [Description("The new min volume, in cubic feet; more loses time priority, less keeps it.")]
    public long? MinVolume { get; init; }

    [Description("The new time in force; a change keeps time priority.")]
    public TimeInForce? TimeInForce { get; init; }

    internal Amendment ToAmendment(string seller) => new(
        AmendmentId!, BidId, seller,
        MaxFeeMicros is { } fee ? new Fee(fee) : null,
        MaxVolume is { } most ? new CubicFeet(most) : null,
        MinVolume is { } least ? new CubicFeet(least) : null,
        TimeInForce);
}
