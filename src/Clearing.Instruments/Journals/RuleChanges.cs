using Ties = Clearing.Market.Markets.TieRule;

namespace Clearing.Instruments.Journals;

/// <summary>Other rules for a closed market; what is null stays as it was.</summary>
public sealed record RuleChanges
{
    /// <summary>Splits the marginal fee level.</summary>
    public TieRule? TieRule { get; init; }

    /// <summary>The seed of the lottery tie rule.</summary>
    public string? LotterySeed { get; init; }

    /// <summary>Sets the round's fee.</summary>
    public PricingRule? PricingRule { get; init; }

    /// <summary>The reserve of every round.</summary>
    public Fee? Reserve { get; init; }

    /// <summary>The volume that must stand behind a repricing fee.</summary>
    public CubicFeet? RepricingMinVolume { get; init; }

    /// <summary>The share of fresh volume that must stand behind it, per million.</summary>
    public int? RepricingSupportPpm { get; init; }

    /// <summary>The most that any seller may hold.</summary>
    public CubicFeet? SellerCap { get; init; }

    /// <summary>Credit earned per million of sales.</summary>
    public int? CreditRatePpm { get; init; }

    /// <summary>The part of the charge that credits may offset, per million.</summary>
    public int? CreditCapPpm { get; init; }

    /// <summary>
    /// Why a market cannot be played under the changes, a sentence without its subject; null if it can.
    /// </summary>
    public string? Refusal(MarketHistory history)
    {
        var config = Of(history);
        if (LotterySeed is not null && config.TieRule != Ties.SeededLottery)
        {
            return "draws no lots, so that another lottery seed would change nothing";
        }
        if (ConfigRule.LacksSeed(config)) { return "draws lots and needs a lottery seed"; }
        return ConfigRule.Allows(config) ? null : "cannot have these rules together";
    }

    /// <summary>The configuration of a market with the changes.</summary>
    public MarketConfig Of(MarketHistory history)
    {
        var config = history.Config;
        return config with
        {
            TieRule = TieRule ?? config.TieRule,
            LotterySeed = LotterySeed ?? config.LotterySeed,
            PricingRule = PricingRule ?? config.PricingRule,
            RepricingMinVolume = RepricingMinVolume ?? config.RepricingMinVolume,
            RepricingSupportPpm = RepricingSupportPpm ?? config.RepricingSupportPpm,
            CreditRatePpm = CreditRatePpm ?? config.CreditRatePpm,
            CreditCapPpm = CreditCapPpm ?? config.CreditCapPpm,
            // A replay has no clock and no operators: what was recorded as bound binds at once.
            ContestWindowSeconds = 0,
            FourEyesCut = null,
            SellerCaps = SellerCap is { } cap
                ? [.. history.Sellers.Select(seller => new SellerCap(seller, cap))]
                : config.SellerCaps,
        };
    }
}
