namespace Clearing.Lab.Equilibrium;

/// <summary>
/// Bidders with one fee each for a fixed volume, who know each other's values. The product's core
/// clears, and all pay the lowest granted fee. The earlier bidder has priority at a tie.
/// </summary>
/// <param name="demands">The volume of each bidder.</param>
/// <param name="values">What a cubic foot is worth to each of them.</param>
/// <param name="capacity">The available volume.</param>
/// <param name="reserve">The lowest eligible fee.</param>
public sealed class FlatDemandGame(
    long[] demands, long[] values, long capacity, long reserve = 0)
{
    private readonly ClearingWorkspace _workspace = new();

    /// <summary>The values of the bidders.</summary>
    public long[] Values => values;

    /// <summary>The fee of a set of bids; 0 if nothing is granted.</summary>
    public double Price(long[] bids) => Clear(bids).RoundFee ?? 0;

    /// <summary>What a bidder gains under a set of bids.</summary>
    public double Payoff(int bidder, long[] bids)
    {
        var price = Price(bids);
        return (values[bidder] - price) * _workspace.Granted[bidder];
    }

    /// <summary>
    /// The bidder's own bid if none is better against the others, and otherwise the lowest of the
    /// best ones, from 0 up to a limit.
    /// </summary>
    public long BestReply(int bidder, long[] bids, long highest)
    {
        var own = bids[bidder];
        var (best, most) = (own, Payoff(bidder, bids));
        for (var bid = 0L; bid <= highest; bid++)
        {
            bids[bidder] = bid;
            var payoff = Payoff(bidder, bids);
            if (payoff > most) { (best, most) = (bid, payoff); }
        }
        bids[bidder] = own;
        return best;
    }

    /// <summary>True if no bidder gains by another bid up to its value.</summary>
    public bool IsEquilibrium(long[] bids)
    {
        for (var bidder = 0; bidder < bids.Length; bidder++)
        {
            var payoff = Payoff(bidder, bids);
            var tried = (long[])bids.Clone();
            for (tried[bidder] = 0; tried[bidder] <= values[bidder]; tried[bidder]++)
            {
                if (Payoff(bidder, tried) > payoff) { return false; }
            }
        }
        return true;
    }

    private ClearingOutcome Clear(long[] bids)
    {
        var columns = new ClearingColumns
        {
            MaxFee = bids,
            Want = demands,
            Need = [],
            Seller = [],
            SellerEnds = null,
        };
        var terms = new ClearingTerms(
            capacity, reserve, Lot: 1, TieRule.TimePriority, PricingRule.LowestGranted);
        return ClearingCore.Clear(columns, terms, null, _workspace);
    }
}
