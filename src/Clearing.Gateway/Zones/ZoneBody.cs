using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Overages;
using Clearing.Allocation.Zones;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The configuration of a zone.</summary>
internal sealed record ZoneBody : IBody<ZoneBody>, IChecked
{
    public static string Example =>
        """
        {"time_zone":"America/New_York","periods":"MONTH","currency":"USD",
         "rules":{"floor_volume":25,"weights":{"sell_through":350,"excess":300,"stranded":150,
          "in_stock":200}}}
        """;

    public static bool IsBatch => true;

    [RegularExpression(ZoneKey.Pattern)]
    [Description("The zone of the path, as an answer has it; it may be left out.")]
    public string? Zone { get; init; }

    [Length(1, 64)]
    [Description("The region's IANA time zone, by which days begin and end. It can never change.")]
    public required string TimeZone { get; init; }

    [Description("The kind of the zone's periods: months or quarters. It can never change.")]
    public required PeriodKind Periods { get; init; }

    [Shaped("^[A-Z]{3}$", "must be three capital letters, as in ISO 4217")]
    [Description("The ISO 4217 code of sales and fees. It can never change.")]
    public required string Currency { get; init; }

    [Whole(0, 6)]
    [Description(
        "The decimal digits of the minor unit. They must be those of ISO 4217 where it lists the "
        + "currency, which are the default; otherwise they must be there.")]
    public int? MinorExponent { get; init; }

    [Description(
        "The numbers in the rules. Each one that is left out gets its default, also where the zone has "
        + "another value: send all that you want to keep. The default of overage_rate_micros is 10000000, "
        + "for GBP 7800000 and for EUR 9061390: with another currency it should be there.")]
    public AllocationConfig? Rules { get; init; }

    private int? Exponent => MinorExponent ?? Iso4217.ExponentOf(Currency ?? "");

    public void Check(JsonMembers members)
    {
        if (Currency is not null && Exponent is null)
        {
            members.Refuse("minor_exponent", "is missing: ISO 4217 does not list the currency");
        }
    }

    /// <summary>The terms; a rate that the rules do not name is the usual one of the currency.</summary>
    /// <param name="place">The JSON that the body was read from.</param>
    internal ZoneTerms ToTerms(JsonPlace? place)
    {
        var rules = Rules ?? new AllocationConfig();
        var namesRate = place?.Find("rules")?.Find("overage_rate_micros") is
        {
            Kind: not JsonValueKind.Null,
        };
        return new(
            TimeZone, Periods, Currency, Exponent!.Value,
            namesRate ? rules : rules with { OverageRateMicros = OverageRates.Of(Currency) });
    }
}
