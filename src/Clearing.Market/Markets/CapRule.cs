namespace Clearing.Market.Markets;

/// <summary>The cap that a seller's base limit sets on what it may hold in a market.</summary>
public static class CapRule
{
    private const int PartsPerMillion = 1_000_000;

    /// <summary>The configured share of the base limit, or the floor where that is more.</summary>
    /// <param name="config">The market's configuration; null if it was never opened.</param>
    /// <param name="baseLimit">The seller's base limit in the market's region and storage
    /// type.</param>
    /// <returns>The cap in cubic feet; null where the market caps nobody by base limit.</returns>
    public static CubicFeet? FromBase(MarketConfig? config, CubicFeet baseLimit)
    {
        if (config?.CapShareOfBasePpm is not { } share) { return null; }
        var ofBase = (long)((Int128)baseLimit.Value * share / PartsPerMillion);
        return new CubicFeet(Math.Max(ofBase, config.CapFloor.Value));
    }
}
