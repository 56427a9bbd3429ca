namespace Clearing.Market.Sellers;

/// <summary>How much one seller may keep, so that no one fills the memory that all share.</summary>
/// <remarks>A command that goes beyond it is neither decided nor remembered.</remarks>
/// <param name="OpenBids">The most open bids in one market; 1 or more. Default 100_000.</param>
/// <param name="Refusals">
/// The most refusals that a market, or the seller's own account, remembers of it; 1 or more. Default
/// 10_000.
/// </param>
/// <param name="Commands">
/// The most bids, amendments and cancellations in one market, which remembers them for good; 1 or more.
/// Default 1_000_000. Beyond it an open bid can still be cancelled, which each bid can be once.
/// </param>
/// <param name="Reports">
/// The most reports of sales and use in the seller's own account, which remembers them for good; 1 or
/// more. Default 1_000_000. What operators review and correct there counts, and is never refused for it.
/// </param>
[GenerateSerializer, Alias("Clearing.SellerQuota"), Immutable]
public sealed record SellerQuota(
    int OpenBids = 100_000, int Refusals = 10_000, int Commands = 1_000_000,
    int Reports = 1_000_000)
{
    /// <summary>
    /// The quota that a refused bid has reached; null if it was refused for another cause.
    /// </summary>
    /// <param name="refusal">Why the bid was refused.</param>
    public int? LimitOf(BidStatus refusal) => refusal switch
    {
        BidStatus.OpenBidsFull => OpenBids,
        BidStatus.CommandsFull => Commands,
        BidStatus.RefusalsFull => Refusals,
        _ => null,
    };
}
