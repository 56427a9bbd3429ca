using Clearing.Allocation.Attributions;
using Clearing.Allocation.Zones;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Which member does not fit a zone that is configured.</summary>
internal static class ZoneDifference
{
    /// <summary>The first of a zone's terms that cannot be changed and would be; null if none would.</summary>
    /// <param name="sent">The terms to configure the zone with.</param>
    /// <param name="known">The zone's terms.</param>
    public static RefusedMember? Of(ZoneTerms sent, ZoneTerms known) =>
        Differing("time_zone", sent.TimeZone, known.TimeZone)
        ?? Differing("periods", Words.Of(sent.Periods), Words.Of(known.Periods))
        ?? OfMoney(sent.Currency, sent.MinorExponent, known);

    /// <summary>What of a market does not fit its zone; null if all does.</summary>
    /// <param name="market">The market's key.</param>
    /// <param name="sent">The configuration to open the market with.</param>
    /// <param name="zone">The terms of its zone.</param>
    public static RefusedMember? Of(MarketKey market, MarketConfig sent, ZoneTerms zone) =>
        MarketFit.Differing(market, sent, zone) switch
        {
            null => null,
            MarketTerm.Period => new("period", market.Period, ZonePlaces.KindOf(zone)),
            _ => OfMoney(sent.Currency, sent.MinorExponent, zone),
        };

    private static RefusedMember? OfMoney(string currency, int exponent, ZoneTerms zone) =>
        Differing("currency", currency, zone.Currency)
        ?? Differing("minor_exponent", $"{exponent}", $"{zone.MinorExponent}");

    private static RefusedMember? Differing(string field, string sent, string known) =>
        sent == known ? null : new(field, sent, $"The zone has {known}.");
}
