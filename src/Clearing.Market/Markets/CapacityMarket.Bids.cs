using System.Collections.Immutable;

namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    /// <summary>Decides on each bid separately: one bad bid does not spoil the others.</summary>
    /// <param name="bids">The bids of one seller; a repeated bid gets its first answer.</param>
    /// <param name="cap">The seller's cap from its base limit; null if there is none.</param>
    /// <param name="accepted">Bids of the seller that count against its quota beforehand.</param>
    /// <param name="refused">Refusals of the seller that count against its quota beforehand.</param>
    public Decision<ImmutableArray<BidReceipt>, MarketEvent> Place(
        ImmutableArray<Bid> bids, CubicFeet? cap = null, int accepted = 0, int refused = 0)
    {
        var placing = new Placing(this, cap, accepted, refused);
        var receipts = ImmutableArray.CreateBuilder<BidReceipt>(bids.Length);
        foreach (var bid in bids)
        {
            receipts.Add(placing.Decide(bid));
        }
        return new(receipts.MoveToImmutable(), placing.Events());
    }

    /// <summary>Decides on an amendment. Repeating an amendment returns its first answer.</summary>
    /// <param name="amendment">What to change; null members stay as they are.</param>
    public Decision<AmendStatus, MarketEvent> Amend(Amendment amendment)
    {
        if (!IdRule.Allows(amendment.Id)) { return AmendStatus.IdMalformed; }
        if (!IdRule.Allows(amendment.Seller)) { return AmendStatus.BidUnknown; }
        if (_commands.Answer(amendment.Seller, amendment.Id, amendment, AmendStatus.IdReused)
            is { } first)
        {
            return first;
        }
        if (Stage == MarketStage.Unknown) { return AmendStatus.MarketUnknown; }
        if (!IdRule.Allows(amendment.BidId)) { return AmendStatus.BidUnknown; }
        var status = Refusal(amendment, out var row, out var amended);
        if (status == AmendStatus.Amended)
        {
            if (CommandsAreFull(amendment.Seller)) { return AmendStatus.CommandsFull; }
            return new(status, AmendedEvent(amendment, row, amended!));
        }
        if (Stage == MarketStage.Settled || !MayPass(status, amendment)) { return status; }
        if (MemoryIsFull(amendment.Seller)) { return AmendStatus.RefusalsFull; }
        return new(status, new AmendmentRefused(amendment, status));
    }

    /// <summary>
    /// Decides on a cancellation. Repeating a cancellation returns its first answer.
    /// </summary>
    /// <param name="cancellation">The bid to close.</param>
    public Decision<CancelStatus, MarketEvent> Cancel(Cancellation cancellation)
    {
        if (!IdRule.Allows(cancellation.Id)) { return CancelStatus.IdMalformed; }
        if (!IdRule.Allows(cancellation.Seller)) { return CancelStatus.BidUnknown; }
        if (_commands.Answer(cancellation.Seller, cancellation.Id, cancellation, CancelStatus.IdReused)
            is { } first)
        {
            return first;
        }
        if (Stage == MarketStage.Unknown) { return CancelStatus.MarketUnknown; }
        if (!IdRule.Allows(cancellation.BidId)) { return CancelStatus.BidUnknown; }
        var row = _bids.Find(cancellation.BidId, cancellation.Seller);
        if (row >= 0 && _bids.IsOpen(row) && !InClosedBook(row))
        {
            return new(CancelStatus.Cancelled, new BidCancelled(cancellation));
        }
        var status = row < 0 ? CancelStatus.BidUnknown
            : !_bids.IsOpen(row) ? CancelStatus.BidNotOpen
            : CancelStatus.BookClosed;
        if (Stage == MarketStage.Settled) { return status; }
        if (MemoryIsFull(cancellation.Seller)) { return CancelStatus.RefusalsFull; }
        return new(status, new CancellationRefused(cancellation, status));
    }

    private AmendStatus Refusal(Amendment amendment, out int row, out Bid? amended)
    {
        amended = null;
        row = _bids.Find(amendment.BidId, amendment.Seller);
        if (row < 0) { return AmendStatus.BidUnknown; }
        if (!_bids.IsOpen(row)) { return AmendStatus.BidNotOpen; }
        if (InClosedBook(row)) { return AmendStatus.BookClosed; }
        var standing = _bids.BidOf(row);
        amended = standing with
        {
            MaxFee = amendment.MaxFee ?? standing.MaxFee,
            MaxVolume = amendment.MaxVolume ?? standing.MaxVolume,
            MinVolume = amendment.MinVolume ?? standing.MinVolume,
            TimeInForce = amendment.TimeInForce ?? standing.TimeInForce,
        };
        if (amended.MaxVolume.Value < _bids.GrantedOf(row))
        {
            return AmendStatus.VolumeBelowGranted;
        }
        if (BidRule.Refusal(amended, Rules) is { } refusal) { return BidRule.Amended(refusal); }
        var raised = amended.MaxVolume.Value > standing.MaxVolume.Value;
        return raised && AboveBaseCap(amended) ? AmendStatus.AboveSellerCap : AmendStatus.Amended;
    }

    private BidAmended AmendedEvent(Amendment amendment, int row, Bid amended)
    {
        var standing = _bids.BidOf(row);
        var losesPriority = amended.MaxFee != standing.MaxFee
            || amended.MaxVolume.Value > standing.MaxVolume.Value
            || amended.MinVolume.Value > standing.MinVolume.Value;
        return new BidAmended(
            amendment, amended.MaxFee, amended.MaxVolume, amended.MinVolume, amended.TimeInForce,
            losesPriority ? _bids.Count + 1L : row + 1L);
    }

    private bool AboveBaseCap(Bid bid) => bid.MaxVolume.Value > LatestCapOf(bid.Seller);

    // A refusal that rests on the standing bid may pass; one that rests on the amendment's own
    // content and the configuration cannot.
    private static bool MayPass(AmendStatus status, Amendment amendment) => status switch
    {
        AmendStatus.BidUnknown or AmendStatus.BidNotOpen or AmendStatus.BookClosed
            or AmendStatus.VolumeBelowGranted or AmendStatus.AboveSellerCap => true,
        AmendStatus.MinVolumeOutOfRange =>
            amendment.MaxVolume is null || amendment.MinVolume is null,
        _ => false,
    };

    private bool InClosedBook(int row) => _closed is { } closed && row < closed.ThroughSequence;
}
