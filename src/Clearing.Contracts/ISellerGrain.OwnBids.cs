using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Contracts;

// What a seller sees of its own bids.
public partial interface ISellerGrain
{
    /// <summary>The seller's bids in a market, by the seller's own running number.</summary>
    [Alias("Bids")]
    [May(Role.Seller, Scope.Seller)]
    Task<ImmutableArray<BidView>> Bids(string market);

    /// <summary>
    /// A page of the seller's bids in a market, by the seller's own running number. Prefer it to
    /// <see cref="Bids"/> for a seller with many.
    /// </summary>
    /// <param name="market">The market.</param>
    /// <param name="stage">Only bids of this stage match; null for every stage.</param>
    /// <param name="after">Only bids with a higher number match; 0 for all.</param>
    /// <param name="most">The most bids to give, 0 to 1,001; with 0 they are only counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    [Alias("BidPage")]
    [May(Role.Seller, Scope.Seller)]
    Task<BidPage> BidPage(string market, BidStage? stage, long after, int most);

    /// <summary>One of the seller's bids in a market; null if it placed none with this id.</summary>
    /// <param name="market">The market.</param>
    /// <param name="bid">The bid's id.</param>
    [Alias("Bid")]
    [May(Role.Seller, Scope.Seller)]
    Task<BidView?> Bid(string market, string bid);

    /// <summary>
    /// How many facts the seller's bids in a market have: they are numbered from 1 without gaps.
    /// </summary>
    /// <param name="market">The market.</param>
    [Alias("BidFactCount")]
    [May(Role.Seller, Scope.Seller)]
    Task<long> BidFactCount(string market);

    /// <summary>A page of what the seller did to its bids in a market, by number.</summary>
    /// <param name="market">The market.</param>
    /// <param name="after">The last number already seen; 0 from the start.</param>
    /// <param name="most">1 to 1_000 facts.</param>
    [Alias("BidFacts")]
    [May(Role.Seller, Scope.Seller)]
    Task<ImmutableArray<BidFact>> BidFacts(string market, long after, int most);

    /// <summary>
    /// A page of what the seller did to its bids in all its markets. Facts of one market come in
    /// their order; those of several are merged by time.
    /// </summary>
    /// <param name="region">Only markets of this region; null for all.</param>
    /// <param name="after">The place of the last fact already seen; empty from the start.</param>
    /// <param name="most">1 to 1_000 facts.</param>
    /// <exception cref="ArgumentException"><c>after</c> is not a place.</exception>
    [Alias("AllBidFacts")]
    [May(Role.Seller, Scope.Seller)]
    Task<ImmutableArray<MarketBidFact>> AllBidFacts(string? region, string after, int most);

    /// <summary>
    /// True if a place can be one that <see cref="AllBidFacts"/> gave: the seller is in all markets
    /// that it names, and none of its numbers is beyond the last.
    /// </summary>
    /// <param name="place">The place; empty for the start.</param>
    [Alias("HasBidPlace")]
    [May(Role.Seller, Scope.Seller)]
    Task<bool> HasBidPlace(string place);
}
