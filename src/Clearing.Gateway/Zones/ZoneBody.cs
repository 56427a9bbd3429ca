using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Zones;
using Clearing.Formats;
using Clearing.Formats.Allocations;

namespace Clearing.Gateway;

/// <summary>What is to hold in a zone.</summary>
internal sealed record ZoneBody : IBody<ZoneBody>
{
    public static string Example =>
        """
        {"time_zone":"America/New_York","periods":"MONTH","currency":"USD",
         "rules":{"floor_volume":25,"weights":{"sell_through":350,"excess":300,"stranded":150,
          "in_stock":200}}}
        """;

    public static bool IsBatch => true;

    [Description("The region's IANA time zone: a day begins and ends by it. It stays once set.")]
    public required string TimeZone { get; init; }

    [Description("Months or quarters, one kind for good.")]
    public required PeriodKind Periods { get; init; }

    [Description("ISO 4217 code of sales and fees; stays once set.")]
    public required string Currency { get; init; }

    [Description("Decimal digits of the minor unit, 0 to 6; default ISO 4217's for the currency.")]
    public required int MinorExponent { get; init; }

    [Description("The numbers of the rules; what is left out has its default.")]
    public required AllocationConfig Rules { get; init; }

    public static ZoneBody Read(Members members)
    {
        var currency = members.Text("currency");
        var exponent = members.NumberIfAny("minor_exponent", 0, 6) ?? Iso4217.ExponentOf(currency);
        if (exponent is null)
        {
            members.Refuse("minor_exponent", "must be there: ISO 4217 does not list the currency");
        }
        var body = new ZoneBody
        {
            TimeZone = members.TextWithin("time_zone", most: 64),
            Periods = members.Word("periods", Words.All<PeriodKind>()),
            Currency = currency,
            MinorExponent = (int)(exponent ?? 0),
            Rules = members.ObjectIfAny("rules", AllocationRules.Read) ?? new AllocationConfig(),
        };
        members.RefuseOthers();
        return body;
    }

    internal ZoneTerms ToTerms() => new(TimeZone, Periods, Currency, MinorExponent, Rules);
}
