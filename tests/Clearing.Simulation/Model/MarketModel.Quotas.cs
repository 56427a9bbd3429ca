using Clearing.Market;

namespace Clearing.Simulation;

internal sealed partial class MarketModel
{
    private readonly Dictionary<string, int> _refusalsOf = new(StringComparer.Ordinal);

    private void CheckQuota(MarketEvent happened)
    {
        var quota = SiloServices.Quota;
        if (happened is BidsPlaced placed)
        {
            foreach (var seller in placed.Bids.Select(bid => bid.Seller).Distinct())
            {
                var open = Bids.Values.Count(bid => bid.Seller == seller && bid.Stage == BidStage.Open);
                if (open > quota.OpenBids) { Wrong($"leaves {seller} {open} open bids", happened); }
            }
        }
        if (RefusedSeller(happened) is not { } refused) { return; }
        _refusalsOf[refused] = _refusalsOf.GetValueOrDefault(refused) + 1;
        if (_refusalsOf[refused] > quota.Refusals) { Wrong($"is a refusal of {refused} too many", happened); }
    }

    private static string? RefusedSeller(MarketEvent happened) => happened switch
    {
        BidRefused refused => refused.Bid.Seller,
        AmendmentRefused refused => refused.Amendment.Seller,
        CancellationRefused refused => refused.Cancellation.Seller,
        RelinquishmentRefused refused => refused.Relinquishment.Seller,
        _ => null,
    };
}
