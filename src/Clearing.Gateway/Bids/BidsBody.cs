using System.ComponentModel.DataAnnotations;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Many bids of one seller in one market.</summary>
internal sealed record BidsBody : IBody<BidsBody>
{
    public static string Example =>
        """
        {"market":"us-east/standard/2026-Q4","bids":[
          {"bid_id":"b-1","max_fee_micros":1250000,"max_volume":600},
          {"bid_id":"b-2","max_fee_micros":900000,"max_volume":400}]}
        """;

    public static bool IsBatch => true;

    [MarketKey, Description("The market: region/storage_type/period.")]
    public required string Market { get; init; }

    [Length(1, 10_000), Description("The bids, each decided separately.")]
    public required ImmutableArray<OneBid> Bids { get; init; }
}

/// <summary>One bid of many, with the same members as a single bid.</summary>
internal sealed record OneBid
{
    [IdText, Description("As in a single bid.")]
    public required string BidId { get; init; }

    [Whole(0, LeftToMarket = true), Description("As in a single bid, in micros per cubic foot.")]
    public required long MaxFeeMicros { get; init; }

    [Whole(1, LeftToMarket = true), Description("As in a single bid, in cubic feet.")]
    public required long MaxVolume { get; init; }

    [Whole(0, LeftToMarket = true), Description("As in a single bid, in cubic feet; default 0.")]
    public long? MinVolume { get; init; }

    [Description("As in a single bid; default PERIOD.")]
    public TimeInForce? TimeInForce { get; init; }

    internal Bid ToBid(string seller) => new(
        BidId, seller, new Fee(MaxFeeMicros), new CubicFeet(MaxVolume),
        new CubicFeet(MinVolume ?? 0), TimeInForce ?? Market.Bids.TimeInForce.Period);
}
