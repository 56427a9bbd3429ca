using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>A bid as a seller sends it.</summary>
internal sealed record BidBody : IBody<BidBody>
{
    public static string Example =>
        """
        {"market":"us-east/standard/2026-Q4","bid_id":"b-1042","max_fee_micros":1250000,"max_volume":600,
         "min_volume":100,"time_in_force":"PERIOD"}
        """;

    [MarketKey, Description("The market: region/storage_type/period.")]
    public required string Market { get; init; }

    [CommandId]
    [Description("Chosen by you, unique among yours in the market: the idempotency key.")]
    public string? BidId { get; init; }

    [Whole(0, LeftToMarket = true)]
    [Description("The highest fee you accept, in micros of the major unit per cubic foot.")]
    public required long MaxFeeMicros { get; init; }

    [Whole(1, LeftToMarket = true)]
    [Description("The most that you take, in cubic feet: a multiple of the market's lot.")]
    public required long MaxVolume { get; init; }

    [Whole(0, LeftToMarket = true)]
    [Description(
        "The least that you take, in cubic feet: a multiple of the market's lot and at most "
        + "max_volume; default 0.")]
    public long? MinVolume { get; init; }

    [Description(
        "How long the ungranted rest stands: PERIOD, the default, in later rounds too; ROUND, until "
        + "the next clearing.")]
    public TimeInForce? TimeInForce { get; init; }

    internal Bid ToBid(string seller) => new(
        BidId!, seller, new Fee(MaxFeeMicros), new CubicFeet(MaxVolume),
        new CubicFeet(MinVolume ?? 0), TimeInForce ?? Clearing.Market.Bids.TimeInForce.Period);
}
