namespace Clearing.Market.Markets;

/// <summary>What a market's configuration may be.</summary>
public static class ConfigRule
{
    private const int Million = 1_000_000;

    /// <summary>True if every value is in its range and no seller is capped twice.</summary>
    /// <param name="config">The configuration.</param>
    public static bool Allows(MarketConfig config) =>
        config.Currency is { Length: 3 } currency && currency.All(char.IsAsciiLetterUpper)
        && config.MinorExponent is >= 0 and <= 6
        && config.Lot.Value >= 1
        && config.Tick.Micros >= 1
        && Enum.IsDefined(config.TieRule)
        && Enum.IsDefined(config.PricingRule)
        && config.LotterySeed is not null
        && (config.LotterySeed.Length > 0 || config.TieRule != TieRule.SeededLottery)
        && config.RepricingMinVolume.Value >= 0
        && config.RepricingSupportPpm is >= 0 and <= Million
        && config.CreditRatePpm is >= 0 and <= 10 * Million
        && config.CreditCapPpm is >= 0 and <= Million
        && LimitsAllowed(config)
        && CapsAllowed(config);

    /// <summary>True if two configurations say the same, the sequence of caps aside.</summary>
    /// <param name="a">A configuration.</param>
    /// <param name="b">Another one.</param>
    public static bool Same(MarketConfig a, MarketConfig b)
    {
        var (capsOfA, capsOfB) = (a.SellerCaps, b.SellerCaps);
        return Plain(a) == Plain(b)
            && capsOfA.IsDefault == capsOfB.IsDefault
            && (capsOfA.IsDefault || capsOfA.ToHashSet().SetEquals(capsOfB));
    }

    // What was named is the same as what followed from currency, lot or tick.
    private static MarketConfig Plain(MarketConfig config) =>
        config with
        {
            SellerCaps = default,
            MinorExponent = config.MinorExponent,
            CurveMinBids = config.CurveMinBids,
            CurveMinVolume = config.CurveMinVolume,
            CurveBand = config.CurveBand,
        };

    private static bool LimitsAllowed(MarketConfig config) =>
        config.HighestMaxFee is not { Micros: < 0 }
        && config.SmallestMaxVolume is not { Value: < 0 }
        && config.CapShareOfBasePpm is not < 0
        && config.CapFloor.Value >= 0;

    private static bool CapsAllowed(MarketConfig config) =>
        !config.SellerCaps.IsDefault
        && config.SellerCaps.All(cap => IdRule.Allows(cap.Seller) && cap.Cap.Value >= 0)
        && config.SellerCaps.DistinctBy(cap => cap.Seller).Count() == config.SellerCaps.Length;
}
