using Clearing.Allocation.Facts;

namespace Clearing.Gateway;

/// <summary>A report of one day of a seller in a zone. What is left out is unknown.</summary>
internal sealed record DayReportBody : IBody<DayReportBody>
{
    public static string Example =>
        """
        {"report_id":"d-2026-10-01","day":"2026-10-01","used_volume":15000,"inbound_volume":800,
         "sold_milli_volume":290000,"units_sold":145,"on_hand_units":52000,"excess_units":1500,
         "stranded_units":300,"in_stock_ppm":940000,"sales_minor":3000000}
        """;

    [Description("Chosen by you, unique among the seller's reports and returns in the zone.")]
    public string? ReportId { get; init; }

    [Description("A date in the region's time zone.")]
    public required DateOnly Day { get; init; }

    [Description("0 or more, default 0: the highest revision of a day gives its facts, as a whole.")]
    public long? Revision { get; init; }

    [Description("Cubic feet on hand, on the day's average.")]
    public long? UsedVolume { get; init; }

    [Description("Cubic feet of open shipments.")]
    public long? InboundVolume { get; init; }

    [Description("Thousandths of a cubic foot that were shipped to customers.")]
    public long? SoldMilliVolume { get; init; }

    [Description("Units that were shipped to customers.")]
    public long? UnitsSold { get; init; }

    [Description("Units on hand.")]
    public long? OnHandUnits { get; init; }

    [Description("Units on hand beyond 90 days of supply.")]
    public long? ExcessUnits { get; init; }

    [Description("Units on hand that cannot be sold.")]
    public long? StrandedUnits { get; init; }

    [Description("The share of demand-weighted products in stock, 0 to 1000000.")]
    public long? InStockPpm { get; init; }

    [Description("Net sales in minor units, without what is reported as a return.")]
    public Int128? SalesMinor { get; init; }

    public static DayReportBody Read(Members members)
    {
        var body = ReadOne(members, members.Id("report_id"));
        members.RefuseOthers();
        return body;
    }

    internal static DayReportBody ReadOne(Members members, string reportId) => new()
    {
        ReportId = reportId,
        Day = members.Day("day"),
        Revision = members.NumberIfAny("revision"),
        UsedVolume = members.NumberIfAny("used_volume"),
        InboundVolume = members.NumberIfAny("inbound_volume"),
        SoldMilliVolume = members.NumberIfAny("sold_milli_volume"),
        UnitsSold = members.NumberIfAny("units_sold"),
        OnHandUnits = members.NumberIfAny("on_hand_units"),
        ExcessUnits = members.NumberIfAny("excess_units"),
        StrandedUnits = members.NumberIfAny("stranded_units"),
        InStockPpm = members.NumberIfAny("in_stock_ppm"),
        SalesMinor = members.AmountIfAny("sales_minor"),
    };

    internal DayReport ToReport() => new(ReportId!, Day, Revision ?? 0, new()
    {
        UsedVolume = UsedVolume,
        InboundVolume = InboundVolume,
        SoldMilliVolume = SoldMilliVolume,
        UnitsSold = UnitsSold,
        OnHandUnits = OnHandUnits,
        ExcessUnits = ExcessUnits,
        StrandedUnits = StrandedUnits,
        InStockPpm = InStockPpm,
        SalesMinor = SalesMinor,
    });
}
