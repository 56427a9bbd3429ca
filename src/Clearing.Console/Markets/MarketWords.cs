namespace Clearing.Pages.Markets;

/// <summary>A market's rules in words.</summary>
internal static class MarketWords
{
    /// <summary>Tie rule, pricing rule and credit in one line.</summary>
    public static string Rules(MarketConfig config) =>
        $"{Tie(config.TieRule)} · {Pricing(config.PricingRule)} · credit {Shown.Ppm(config.CreditRatePpm)}, up to "
        + (config.CreditCapPpm == 1_000_000 ? "the whole charge" : $"{Shown.Ppm(config.CreditCapPpm)} of the charge");

    public static string Tie(TieRule rule) => rule switch
    {
        TieRule.TimePriority => "time priority",
        TieRule.ProRata => "pro rata",
        TieRule.EqualSplit => "equal split",
        _ => "lottery",
    };

    public static string Pricing(PricingRule rule) => rule switch
    {
        PricingRule.LowestGranted => "lowest granted fee",
        PricingRule.ReserveIfUndersubscribed => "reserve if undersubscribed",
        _ => "highest rejected fee",
    };

    /// <summary>Why a bid got nothing in a round.</summary>
    public static string Why(Reason reason) => reason switch
    {
        Reason.BelowReserve => "below the reserve",
        Reason.SellerCap => "your cap in this market was reached",
        Reason.MinFill => "less was left than you take",
        Reason.NoCapacity => "there was no space",
        Reason.TieLost => "space ended among equal fees",
        Reason.Outbid => "outbid",
        _ => "",
    };
}
