using System.Collections.Immutable;
using Clearing.Contracts;
using Clearing.Market.Curtailments;

namespace Clearing.Grains;

/// <summary>
/// The side of a market's grain that seller grains call: its book. Only silos may call it.
/// </summary>
[Alias("Clearing.IRoundBook")]
public interface IRoundBook : IGrainWithStringKey
{
    /// <summary>Puts bids of one seller in the book, each decided separately.</summary>
    /// <param name="bids">1 to 10_000 bids of one seller.</param>
    /// <param name="baseLimit">The seller's base limit here, in cubic feet.</param>
    /// <returns>A receipt per bid, in the same order.</returns>
    [Alias("Place")]
    Task<ImmutableArray<BidReceipt>> Place(ImmutableArray<Bid> bids, CubicFeet baseLimit);

    /// <summary>
    /// Decides bids like <see cref="Place"/>, unless one of them would be accepted: then none is decided.
    /// For a seller whose account does not know of the market yet.
    /// </summary>
    /// <param name="bids">1 to 10_000 bids of one seller.</param>
    /// <param name="baseLimit">The seller's base limit here, in cubic feet.</param>
    /// <returns>A receipt per refused bid, in the same order; none if no bid was decided.</returns>
    [Alias("PlaceRefused")]
    Task<ImmutableArray<BidReceipt>> PlaceRefused(ImmutableArray<Bid> bids, CubicFeet baseLimit);

    /// <summary>Puts bids of many sellers in the book, each seller's as one call would.</summary>
    /// <param name="sellers">Each seller's bids and base limit.</param>
    /// <returns>For each seller a receipt per bid, in the same order.</returns>
    [Alias("PlaceOf")]
    Task<ImmutableArray<ImmutableArray<BidReceipt>>> PlaceOf(ImmutableArray<SellerBids> sellers);

    /// <summary>
    /// Takes a seller's base limit, from which its cap follows, when it may have changed since the
    /// seller's last bid. For seller grains; taking it again changes nothing.
    /// </summary>
    /// <param name="seller">The seller.</param>
    /// <param name="baseLimit">The seller's base limit here, in cubic feet.</param>
    [Alias("TakeBase")]
    Task TakeBase(string seller, CubicFeet baseLimit);

    /// <summary>What would become of bids of one seller; none is put in the book.</summary>
    /// <param name="bids">1 to 10_000 bids of one seller.</param>
    /// <param name="baseLimit">The seller's base limit here, in cubic feet.</param>
    /// <returns>
    /// A receipt per bid, in the same order; the number of an accepted bid is 0, because it has none.
    /// </returns>
    [Alias("Check")]
    Task<ImmutableArray<BidReceipt>> Check(ImmutableArray<Bid> bids, CubicFeet baseLimit);

    /// <summary>What would become of bids that follow others; none is put in the book.</summary>
    /// <param name="bids">1 to 10_000 bids of one seller.</param>
    /// <param name="baseLimit">The seller's base limit here, in cubic feet.</param>
    /// <param name="accepted">How many of the others would be accepted for the first time.</param>
    /// <param name="refused">How many would be refused above the cap for the first time.</param>
    /// <returns>
    /// A receipt per bid, in the same order; the number of an accepted bid is 0, because it has none.
    /// </returns>
    [Alias("CheckAfter")]
    Task<ImmutableArray<BidReceipt>> CheckAfter(
        ImmutableArray<Bid> bids, CubicFeet baseLimit, int accepted, int refused);

    /// <summary>Amends a standing bid.</summary>
    [Alias("Amend")]
    Task<AmendStatus> Amend(Amendment amendment);

    /// <summary>Closes the rest of a bid.</summary>
    [Alias("Cancel")]
    Task<CancelStatus> Cancel(Cancellation cancellation);

    /// <summary>Offers volume of an award back.</summary>
    [Alias("Relinquish")]
    Task<RelinquishStatus> Relinquish(Relinquishment relinquishment);

    /// <summary>Amends a standing bid, and gives the limit that a refusal is about.</summary>
    [Alias("AmendBid")]
    Task<AmendReceipt> AmendBid(Amendment amendment);

    /// <summary>What would become of an amendment; nothing is changed.</summary>
    [Alias("CheckAmend")]
    Task<AmendReceipt> CheckAmend(Amendment amendment);

    /// <summary>What would become of a cancellation; nothing is changed.</summary>
    [Alias("CheckCancel")]
    Task<CancelReceipt> CheckCancel(Cancellation cancellation);

    /// <summary>Closes the rest of a bid, and gives the limit that a refusal is about.</summary>
    [Alias("CancelBid")]
    Task<CancelReceipt> CancelBid(Cancellation cancellation);

    /// <summary>Offers volume of an award back, and gives the limit that a refusal is about.</summary>
    [Alias("OfferBack")]
    Task<RelinquishReceipt> OfferBack(Relinquishment relinquishment);

    /// <summary>
    /// Takes what a run of the zone leaves for the market, for zone grains: its id is kept for them.
    /// </summary>
    [Alias("OfferCapacity")]
    Task<CapacityStatus> OfferCapacity(CapacityChange change);

    /// <summary>Ends what a curtailment left of an award below its min volume.</summary>
    [Alias("EndRest")]
    Task<RestEndStatus> EndRest(RestEnd end);

    /// <summary>What would become of ending a rest; nothing is changed.</summary>
    [Alias("CheckEnd")]
    Task<RestEndStatus> CheckEnd(RestEnd end);

    /// <summary>
    /// What the market says about reports of sales; null until it is open. For seller grains.
    /// </summary>
    [Alias("SalesRule")]
    Task<SalesRule?> SalesRule();

    /// <summary>
    /// The notice of the settlement for a seller that won nothing; null before the settlement, and
    /// for sellers that won. For seller grains: sellers that were billed for their use ask for it.
    /// </summary>
    /// <param name="seller">The seller.</param>
    [Alias("SettlementFor")]
    Task<Notice?> SettlementFor(string seller);

    /// <summary>
    /// Whether one operator may make a correction, or a second one has approved it. For seller grains.
    /// </summary>
    /// <param name="correction">The correction, and whose statement it corrects.</param>
    [Alias("MayCorrect")]
    Task<bool> MayCorrect(SellerCorrection correction);

    /// <summary>
    /// The results that bind nobody, with a seller's own awards, for seller grains.
    /// </summary>
    /// <param name="seller">The seller.</param>
    [Alias("ContestedOf")]
    Task<ImmutableArray<ContestedRound>> ContestedOf(string seller);

    /// <summary>Which of a seller's commands have an answer already, for seller grains.</summary>
    /// <param name="seller">The seller.</param>
    /// <param name="ids">Ids of amendments, cancellations or relinquishments.</param>
    /// <returns>For each id, in the same order, true if it has an answer.</returns>
    [Alias("Answered")]
    Task<ImmutableArray<bool>> Answered(string seller, ImmutableArray<string> ids);

    /// <summary>A seller's own bids, by the seller's own running number, for seller grains.</summary>
    [Alias("BidsOf")]
    Task<ImmutableArray<BidView>> BidsOf(string seller);

    /// <summary>A page of a seller's own bids, for seller grains.</summary>
    [Alias("BidPageOf")]
    Task<BidPage> BidPageOf(string seller, BidStage? stage, long after, int most);

    /// <summary>One of a seller's own bids, for seller grains; null if it has none with the id.</summary>
    [Alias("BidOf")]
    Task<BidView?> BidOf(string seller, string bid);

    /// <summary>
    /// How many facts a seller's own bids have, for seller grains and webhooks of the seller.
    /// </summary>
    [Alias("BidFactCount")]
    Task<long> BidFactCount(string seller);

    /// <summary>
    /// A page of what a seller did to its own bids, by number, for seller grains and webhooks of
    /// the seller.
    /// </summary>
    /// <param name="seller">The seller.</param>
    /// <param name="after">The last number already seen; 0 from the start.</param>
    /// <param name="most">1 or more facts.</param>
    [Alias("BidFacts")]
    Task<ImmutableArray<BidFact>> BidFacts(string seller, long after, int most);

    /// <summary>
    /// A page of the sellers that ever had a bid, in the order of their first one, for zone grains.
    /// </summary>
    /// <param name="skip">Sellers to pass over; 0 or more.</param>
    /// <param name="most">The most sellers to give.</param>
    [Alias("Bidders")]
    Task<ImmutableArray<string>> Bidders(int skip, int most);

    /// <summary>
    /// A proof for a seller that its bids were in the closed book of a cleared round, for seller
    /// grains.
    /// </summary>
    /// <param name="seller">The seller; the proof contains only its own rows.</param>
    /// <param name="round">The round.</param>
    /// <param name="after">The last sequence number already seen; 0 from the start.</param>
    /// <param name="most">1 to 10_000 rows.</param>
    /// <returns>Null if the round was not cleared, or its hashes are of version 1.</returns>
    [Alias("Proof")]
    Task<BidProof?> Proof(string seller, int round, long after, int most);
}
