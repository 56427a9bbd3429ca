using Clearing.Allocation.Calendars;
using Clearing.Allocation.Zones;

namespace Clearing.Allocation.Attributions;

/// <summary>Which markets can credit sales from days.</summary>
public static class DaysMarketRule
{
    /// <summary>
    /// Decides whether a market whose credits come from days fits its zone. The zone's terms that
    /// are compared never change.
    /// </summary>
    /// <param name="market">The market's key.</param>
    /// <param name="config">The market's configuration.</param>
    /// <param name="zone">The terms of the market's zone; null if it is not configured.</param>
    public static OpenStatus Check(MarketKey market, MarketConfig config, ZoneTerms? zone)
    {
        if (config.CreditsFrom != CreditSource.Days) { return OpenStatus.Opened; }
        if (zone is null) { return OpenStatus.ZoneUnknown; }
        return Period.Parse(market.Period)?.Kind == zone.Periods
            && config.Currency == zone.Currency
            && config.MinorExponent == zone.MinorExponent
                ? OpenStatus.Opened
                : OpenStatus.ZoneDiffers;
    }
}
