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

    private const int Most = 10_000;

    public static bool IsBatch => true;

    [Description("The market: region/storage_type/period.")]
    public required string Market { get; init; }

    [Description("1 to 10,000 bids, each decided by itself.")]
    public required ImmutableArray<OneBid> Bids { get; init; }

    public static BidsBody Read(Members members)
    {
        var body = new BidsBody
        {
            Market = members.Market(),
            Bids = members.List("bids", Most, ReadOne),
        };
        members.RefuseOthers();
        return body;
    }

    private static OneBid ReadOne(Members members)
    {
        var bid = new OneBid
        {
            BidId = members.Text("bid_id"),
            MaxFeeMicros = members.Number("max_fee_micros"),
            MaxVolume = members.Number("max_volume"),
            MinVolume = members.NumberIfAny("min_volume"),
            TimeInForce = members.WordIfAny("time_in_force", Words.TimesInForce),
        };
        members.RefuseOthers();
        return bid;
    }
}

/// <summary>One bid of many; its members mean what they mean in a single bid.</summary>
internal sealed record OneBid
{
    public required string BidId { get; init; }

    public required long MaxFeeMicros { get; init; }

    public required long MaxVolume { get; init; }

    public long? MinVolume { get; init; }

    public TimeInForce? TimeInForce { get; init; }

    internal Bid ToBid(string seller) => new(
        BidId, seller, new Fee(MaxFeeMicros), new CubicFeet(MaxVolume),
        new CubicFeet(MinVolume ?? 0), TimeInForce ?? Market.Bids.TimeInForce.Period);
}
