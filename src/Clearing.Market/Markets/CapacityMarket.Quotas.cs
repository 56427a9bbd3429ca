namespace Clearing.Market.Markets;

public sealed partial class CapacityMarket
{
    private readonly Dictionary<string, int> _refusalsOf = new(StringComparer.Ordinal);

    /// <summary>
    /// How much each seller may keep in this market; null, the default, for no limit.
    /// </summary>
    /// <remarks>The quota limits only decisions: facts are applied regardless of it.</remarks>
    public SellerQuota? Quota { get; init; }

    private BidStatus WithinQuota(string seller, BidStatus status, int accepted, int refused) =>
        status switch
        {
            BidStatus.Accepted when _bids.OpenBidsOf(seller) + accepted >= Quota?.OpenBids =>
                BidStatus.OpenBidsFull,
            BidStatus.Accepted when CommandsAreFull(seller, accepted) => BidStatus.CommandsFull,
            BidStatus.AboveSellerCap when MemoryIsFull(seller, refused) => BidStatus.RefusalsFull,
            _ => status,
        };

    // A cancellation counts but is never refused: its bid has been counted, and it closes it for good.
    private bool CommandsAreFull(string seller, int more = 0) =>
        BidFactCount(seller) + more >= Quota?.Commands;

    private bool MemoryIsFull(string seller, int more = 0) =>
        _refusalsOf.GetValueOrDefault(seller) + more >= Quota?.Refusals;

    private void CountRefusal(string seller) =>
        _refusalsOf[seller] = _refusalsOf.GetValueOrDefault(seller) + 1;
}
