using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>Checks that the market's rules agree with the independent models (I9).</summary>
internal sealed class FoldChecker(Truth truth, Action<string> fail)
{
    public Dictionary<string, CapacityMarket> Markets { get; } = [];

    public Dictionary<string, SellerAccount> Sellers { get; } = [];

    public void Check()
    {
        foreach (var (key, events) in truth.MarketEvents)
        {
            var market = new CapacityMarket(key);
            foreach (var happened in events)
            {
                if (happened is RoundClosed closed) { CheckRepeats(market, closed); }
                if (happened is RoundCleared cleared) { CheckRepeats(market, cleared); }
                if (happened is RoundProvisional of) { CheckRepeats(market, of.Outcome); }
                market.Apply(happened);
            }
            Markets.Add(key, market);
        }
        foreach (var (seller, events) in truth.SellerEvents)
        {
            var account = new SellerAccount(seller);
            foreach (var happened in events) { account.Apply(happened); }
            Sellers.Add(seller, account);
        }
    }

    /// <summary>Checks that closing with the recorded nonce gives the recorded hash.</summary>
    private void CheckRepeats(CapacityMarket market, RoundClosed recorded)
    {
        if (recorded.Nonce is null || market.CloseAgain(recorded) != recorded)
        {
            fail($"{market.Key}: closing round {recorded.Round} again gives another hash (I9)");
        }
    }

    /// <summary>Checks that clearing again gives the recorded result, byte for byte.</summary>
    private void CheckRepeats(CapacityMarket market, RoundCleared recorded)
    {
        var again = market.ClearAgain(recorded);
        if (again?.ResultHash != recorded.ResultHash)
        {
            fail($"{market.Key}: clearing {recorded.Terms} again gives another result (I9)");
        }
    }
}
