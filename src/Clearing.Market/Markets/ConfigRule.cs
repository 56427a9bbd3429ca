using System.Diagnostics.CodeAnalysis;

namespace Clearing.Market.Markets;

/// <summary>What a market's configuration may be.</summary>
public static class ConfigRule
{
    /// <summary>The most decimal digits that a minor unit may have.</summary>
    public const int MaxMinorExponent = 6;

    /// <summary>The most credit that may be earned per million of incremental sales.</summary>
    public const int MaxCreditRatePpm = 10 * MaxPartPpm;

    /// <summary>The whole of something, in parts per million.</summary>
    public const int MaxPartPpm = 1_000_000;

    /// <summary>The longest time for which a round may stay provisional, in seconds: 30 days.</summary>
    public const int MaxContestWindowSeconds = 30 * 24 * 60 * 60;

    /// <summary>The shape of a currency's code, as in ISO 4217.</summary>
    public const string CurrencyPattern = "^[A-Z]{3}$";

    /// <summary>True if every value is in its range and no seller is capped twice.</summary>
    /// <param name="config">The configuration.</param>
    public static bool Allows(MarketConfig config) =>
        IsCurrency(config.Currency)
        && config.MinorExponent is >= 0 and <= MaxMinorExponent
        && config.Lot.Value >= 1
        && config.Tick.Micros >= 1
        && Enum.IsDefined(config.TieRule)
        && Enum.IsDefined(config.PricingRule)
        && Enum.IsDefined(config.CreditsFrom)
        && config.LotterySeed is not null
        && !LacksSeed(config)
        && config.RepricingMinVolume.Value >= 0
        && config.RepricingSupportPpm is >= 0 and <= MaxPartPpm
        && config.CreditRatePpm is >= 0 and <= MaxCreditRatePpm
        && config.CreditCapPpm is >= 0 and <= MaxPartPpm
        && LimitsAllowed(config)
        && config.ContestWindowSeconds is >= 0 and <= MaxContestWindowSeconds
        && !(config.FourEyesSettlement < Money.Zero)
        && config.FourEyesCut is not { Value: < 0 }
        && !(config.FourEyesCorrection < Money.Zero)
        && CapsAllowed(config);

    /// <summary>True if the text has the shape of a currency's code; false for null.</summary>
    /// <param name="currency">The text.</param>
    public static bool IsCurrency([NotNullWhen(true)] string? currency) =>
        currency is { Length: 3 } && currency.All(char.IsAsciiLetterUpper);

    /// <summary>True if the lottery tie rule is to be used and has no seed.</summary>
    /// <param name="config">The configuration.</param>
    public static bool LacksSeed(MarketConfig config) =>
        config.TieRule == TieRule.SeededLottery && config.LotterySeed.Length == 0;

    /// <summary>True if two configurations say the same, the order of caps aside.</summary>
    /// <param name="a">A configuration.</param>
    /// <param name="b">Another one.</param>
    public static bool Same(MarketConfig a, MarketConfig b)
    {
        var (capsOfA, capsOfB) = (a.SellerCaps, b.SellerCaps);
        return Plain(a) == Plain(b)
            && capsOfA.IsDefault == capsOfB.IsDefault
            && (capsOfA.IsDefault || capsOfA.ToHashSet().SetEquals(capsOfB));
    }

    // A value that was named explicitly equals the same value derived from currency, lot or tick.
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
        && config.CapFloor.Value >= 0
        && !(config.SalesReview < Money.Zero)
        && !(config.SalesReview is not null && config.CreditsFrom == CreditSource.Days);

    private static bool CapsAllowed(MarketConfig config) =>
        !config.SellerCaps.IsDefault
        && config.SellerCaps.All(cap => IdRule.Allows(cap.Seller) && cap.Cap.Value >= 0)
        && config.SellerCaps.DistinctBy(cap => cap.Seller).Count() == config.SellerCaps.Length;
}
