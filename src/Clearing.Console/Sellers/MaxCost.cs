namespace Clearing.Pages.Sellers;

/// <summary>What a bid can cost at most.</summary>
internal static class MaxCost
{
    /// <summary>A fee on a volume, by the market's own rule of rounding.</summary>
    public static Money Cost(Fee fee, long volume, MarketConfig config) => ChargeRule.Of(
        fee, volume, new MoneyTerms(
            config.Currency, config.MinorExponent, config.CreditRatePpm, config.CreditCapPpm));
}
