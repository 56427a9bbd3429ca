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
        var needsZone = config.CreditsFrom == CreditSource.Days;
        if (zone is null) { return needsZone ? OpenStatus.ZoneUnknown : OpenStatus.Opened; }
        return (!needsZone || HasZone(market, zone))
            && config.Currency == zone.Currency
            && config.MinorExponent == zone.MinorExponent
                ? OpenStatus.Opened
                : OpenStatus.ZoneDiffers;
    }

    /// <summary>
    /// Whether a market's period is one of its zone: the zone is then told what sellers win there.
    /// </summary>
    /// <param name="market">The market's key.</param>
    /// <param name="zone">The terms of the market's zone; null if it is not configured.</param>
    public static bool HasZone(MarketKey market, ZoneTerms? zone) =>
        zone is not null && Period.Parse(market.Period)?.Kind == zone.Periods;
}
