namespace Clearing.Market.Markets;

// The same decisions with the limit that a refusal is about, taken from the state they rest on.
public sealed partial class CapacityMarket
{
    /// <summary>Decides on an amendment, and gives the limit that a refusal is about.</summary>
    /// <param name="amendment">What to change; null members stay as they are.</param>
    public Decision<AmendReceipt, MarketEvent> AmendBid(Amendment amendment)
    {
        var known = _commands.Knows(amendment.Seller, amendment.Id);
        var (status, events) = Amend(amendment);
        return new(
            new AmendReceipt(
                status, known && status != AmendStatus.IdReused, LimitOf(status, amendment)),
            events);
    }

    /// <summary>Decides on a cancellation, and gives the limit that a refusal is about.</summary>
    /// <param name="cancellation">The bid to close.</param>
    public Decision<CancelReceipt, MarketEvent> CancelBid(Cancellation cancellation)
    {
        var known = _commands.Knows(cancellation.Seller, cancellation.Id);
        var (status, events) = Cancel(cancellation);
        return new(
            new CancelReceipt(
                status, known && status != CancelStatus.IdReused,
                status == CancelStatus.RefusalsFull ? Quota?.Refusals : null),
            events);
    }

    /// <summary>Decides on a relinquishment, and gives the limit that a refusal is about.</summary>
    /// <param name="relinquishment">What to offer back.</param>
    public Decision<RelinquishReceipt, MarketEvent> OfferBack(Relinquishment relinquishment)
    {
        var known = _commands.Knows(relinquishment.Seller, relinquishment.Id);
        var (status, events) = Relinquish(relinquishment);
        return new(
            new RelinquishReceipt(
                status, known && status != RelinquishStatus.IdReused,
                LimitOf(status, relinquishment)),
            events);
    }

    private long? LimitOf(AmendStatus status, Amendment amendment) => status switch
    {
        AmendStatus.RefusalsFull => Quota?.Refusals,
        AmendStatus.CommandsFull => Quota?.Commands,
        AmendStatus.VolumeBelowGranted => _bids.GrantedOf(_bids.Find(amendment.BidId, amendment.Seller)),
        AmendStatus.MinVolumeOutOfRange => RangeLimit(amendment),
        AmendStatus.AboveSellerCap => LatestCapOf(amendment.Seller),
        _ => _config is { } rules ? BidRule.LimitOf(status, rules) : null,
    };

    // An amendment of one volume breaks the other one, as it stands.
    private long? RangeLimit(Amendment amendment)
    {
        if (amendment.MinVolume?.Value < 0) { return 0; }
        var row = _bids.Find(amendment.BidId, amendment.Seller);
        if (row < 0) { return null; }
        var standing = _bids.BidOf(row);
        return amendment.MinVolume is null
            ? standing.MinVolume.Value
            : (amendment.MaxVolume ?? standing.MaxVolume).Value;
    }

    private long? LimitOf(RelinquishStatus status, Relinquishment relinquishment) => status switch
    {
        RelinquishStatus.RefusalsFull => Quota?.Refusals,
        RelinquishStatus.VolumeAboveHeld
            when _awards.Find(relinquishment.AwardId, relinquishment.Seller) is { } place =>
            _awards.HeldAndNotOnOffer(place),
        _ => null,
    };
}
