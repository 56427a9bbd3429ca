namespace Clearing.Market.Bids;

/// <summary>
/// What a bid may be under a market's configuration, whatever else is in the book.
/// </summary>
public static class BidRule
{
    /// <summary>
    /// The first refusal that applies, in the order of the status; null if none does.
    /// </summary>
    public static BidStatus? Refusal(Bid bid, MarketConfig rules)
    {
        if (FeeRefusal(bid.MaxFee, rules) is { } fee) { return fee; }
        if (VolumeRefusal(bid.MaxVolume.Value, rules) is { } volume) { return volume; }
        if (bid.MinVolume.Value < 0 || bid.MinVolume.Value > bid.MaxVolume.Value)
        {
            return BidStatus.MinVolumeOutOfRange;
        }
        if (bid.MinVolume.Value % rules.Lot.Value != 0) { return BidStatus.MinVolumeOffLot; }
        return Enum.IsDefined(bid.TimeInForce) ? null : BidStatus.TimeInForceUnknown;
    }

    /// <summary>
    /// The limit that a refused bid broke, of the configuration or its own max volume; null twice if
    /// it broke none.
    /// </summary>
    public static (Fee? Fee, CubicFeet? Volume) LimitOf(Bid bid, BidStatus refusal, MarketConfig rules) =>
        refusal switch
        {
            BidStatus.FeeOffTick => (rules.Tick, null),
            BidStatus.FeeAboveLimit => (rules.HighestMaxFee, null),
            BidStatus.VolumeOffLot or BidStatus.MinVolumeOffLot => (null, rules.Lot),
            BidStatus.VolumeBelowLimit => (null, rules.SmallestMaxVolume),
            BidStatus.MinVolumeOutOfRange =>
                (null, bid.MinVolume.Value < 0 ? new CubicFeet(0) : bid.MaxVolume),
            _ => (null, null),
        };

    /// <summary>
    /// The same limit of a refused amendment, in micros or cubic feet; null if it broke none.
    /// </summary>
    public static long? LimitOf(AmendStatus refusal, MarketConfig rules) => refusal switch
    {
        AmendStatus.FeeOffTick => rules.Tick.Micros,
        AmendStatus.FeeAboveLimit => rules.HighestMaxFee?.Micros,
        AmendStatus.VolumeOffLot or AmendStatus.MinVolumeOffLot => rules.Lot.Value,
        AmendStatus.VolumeBelowLimit => rules.SmallestMaxVolume?.Value,
        _ => null,
    };

    /// <summary>The same refusal of an amended bid.</summary>
    public static AmendStatus Amended(BidStatus refusal) => refusal switch
    {
        BidStatus.FeeNegative => AmendStatus.FeeNegative,
        BidStatus.FeeOffTick => AmendStatus.FeeOffTick,
        BidStatus.FeeAboveLimit => AmendStatus.FeeAboveLimit,
        BidStatus.VolumeNotPositive => AmendStatus.VolumeNotPositive,
        BidStatus.VolumeOffLot => AmendStatus.VolumeOffLot,
        BidStatus.VolumeBelowLimit => AmendStatus.VolumeBelowLimit,
        BidStatus.MinVolumeOutOfRange => AmendStatus.MinVolumeOutOfRange,
        BidStatus.MinVolumeOffLot => AmendStatus.MinVolumeOffLot,
        BidStatus.TimeInForceUnknown => AmendStatus.TimeInForceUnknown,
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };

    private static BidStatus? FeeRefusal(Fee fee, MarketConfig rules)
    {
        if (fee.Micros < 0) { return BidStatus.FeeNegative; }
        if (fee.Micros % rules.Tick.Micros != 0) { return BidStatus.FeeOffTick; }
        return rules.HighestMaxFee is { } highest && fee.Micros > highest.Micros
            ? BidStatus.FeeAboveLimit
            : null;
    }

    private static BidStatus? VolumeRefusal(long volume, MarketConfig rules)
    {
        if (volume <= 0) { return BidStatus.VolumeNotPositive; }
        if (volume % rules.Lot.Value != 0) { return BidStatus.VolumeOffLot; }
        return rules.SmallestMaxVolume is { } smallest && volume < smallest.Value
            ? BidStatus.VolumeBelowLimit
            : null;
    }
}
