using Clearing.Pages.Reading;

namespace Clearing.Pages.Sellers;

/// <summary>The bids and awards that the address of a seller's page names.</summary>
/// <param name="Bid">The bid to change; "new" for another one.</param>
/// <param name="Cancel">The bid to cancel.</param>
/// <param name="Offer">The award of which space is offered back.</param>
/// <param name="End">The award whose rest is to end.</param>
/// <param name="Award">The award whose fee is explained.</param>
internal sealed record AskedParts(string? Bid, string? Cancel, string? Offer, string? End, string? Award)
{
    /// <summary>The failure of the first part that the seller does not have; null if it has all.</summary>
    /// <param name="bids">The seller's bids in the market; null if the reader may not see them.</param>
    /// <param name="statement">The seller's statement of the market; null if there is none.</param>
    public Failure? Unknown(ImmutableArray<BidView>? bids, Statement? statement)
    {
        bool HasBid(string id) => bids is not { } known || known.Any(view => view.Bid.Id == id);
        bool HasAward(string id) => statement?.Awards.Any(line => line.AwardId == id) == true;
        const string OfBid = "a bid of the seller in this market";
        const string OfAward = "an award of the seller in this market";
        return Bid is not null and not "new" && !HasBid(Bid) ? Failure.OfParameter("bid", Bid, "new or " + OfBid)
            : Cancel is not null && !HasBid(Cancel) ? Failure.OfParameter("cancel", Cancel, OfBid)
            : Offer is not null && !HasAward(Offer) ? Failure.OfParameter("offer", Offer, OfAward)
            : End is not null && !HasAward(End) ? Failure.OfParameter("end", End, OfAward)
            : Award is not null && !HasAward(Award) ? Failure.OfParameter("award", Award, OfAward)
            : null;
    }
}
