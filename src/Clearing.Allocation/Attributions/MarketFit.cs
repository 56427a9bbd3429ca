using Clearing.Allocation.Calendars;
using Clearing.Allocation.Zones;

namespace Clearing.Allocation.Attributions;

/// <summary>Which markets fit their zone.</summary>
public static class MarketFit
{
    /// <summary>
    /// Decides whether a market fits its zone: its money is the zone's, and where credits come from
    /// days, so is the kind of its period. The zone's terms that are compared never change.
    /// </summary>
    /// <remarks>
    /// Overage is billed in the zone's currency, in whatever kind of market, and one account never
    /// mixes two. A market with typed reports of sales needs no zone.
    /// </remarks>
    /// <param name="market">The market's key.</param>
    /// <param name="config">The market's configuration.</param>
    /// <param name="zone">The terms of the market's zone; null if it is not configured.</param>
    public static OpenStatus Check(MarketKey market, MarketConfig config, ZoneTerms? zone)
    {
        if (zone is not null)
        {
            return Differing(market, config, zone) is null ? OpenStatus.Opened : OpenStatus.ZoneDiffers;
        }
        return config.CreditsFrom == CreditSource.Days ? OpenStatus.ZoneUnknown : OpenStatus.Opened;
    }

    /// <summary>The first term of a market that does not fit its zone; null if all fit.</summary>
    /// <param name="market">The market's key.</param>
    /// <param name="config">The market's configuration.</param>
    /// <param name="zone">The terms of the market's zone.</param>
    public static MarketTerm? Differing(MarketKey market, MarketConfig config, ZoneTerms zone) =>
        config.CreditsFrom == CreditSource.Days && !HasZone(market, zone) ? MarketTerm.Period
        : config.Currency != zone.Currency ? MarketTerm.Currency
        : config.MinorExponent != zone.MinorExponent ? MarketTerm.MinorExponent
        : null;

    /// <summary>
    /// Whether a market's period is one of its zone: the zone is then told what sellers win there.
    /// </summary>
    /// <param name="market">The market's key.</param>
    /// <param name="zone">The terms of the market's zone; null if it is not configured.</param>
    public static bool HasZone(MarketKey market, ZoneTerms? zone) =>
        zone is not null && Period.Parse(market.Period)?.Kind == zone.Periods;
}
