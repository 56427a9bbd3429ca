using Clearing.Allocation.Facts;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A seller's report of one day in a zone. Figures left out are unknown.</summary>
internal sealed record DayReportBody : IBody<DayReportBody>
{
    public static string Example =>
        """
        {"report_id":"d-2026-10-01","day":"2026-10-01","used_volume":15000,"inbound_volume":800,
         "sold_milli_volume":290000,"units_sold":145,"on_hand_units":52000,"excess_units":1500,
         "stranded_units":300,"in_stock_ppm":940000,"sales_minor":3000000}
        """;

    [ZoneCommandId]
    [Description(
        "Chosen by you, unique among the seller's reports and returns in the zone: the "
        + "idempotency key.")]
    public string? ReportId { get; init; }

    [Description("The day of the figures, in the region's time zone; not after today.")]
    public required DateOnly Day { get; init; }

    [Whole(0, LeftToMarket = true)]
    [Description("The revision; default 0. The highest revision of a day gives all of its facts.")]
    public long? Revision { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description("The cubic feet on hand, on the day's average.")]
    public long? UsedVolume { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description("The cubic feet of open shipments.")]
    public long? InboundVolume { get; init; }

    [Whole(0, DayFigures.MaxMilliVolume, LeftToMarket = true)]
    [Description("The volume that was shipped to customers, in thousandths of a cubic foot.")]
    public long? SoldMilliVolume { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description("The units that were shipped to customers.")]
    public long? UnitsSold { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description("The units on hand.")]
    public long? OnHandUnits { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description("The units on hand beyond 90 days of supply: at most on_hand_units.")]
    public long? ExcessUnits { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description("The units on hand that cannot be sold: at most on_hand_units.")]
    public long? StrandedUnits { get; init; }

    [Whole(0, 1_000_000, LeftToMarket = true)]
    [Description("The share of products in stock, weighted by demand, per million.")]
    public long? InStockPpm { get; init; }

    [Description("The net sales in minor units, without what is reported as a return.")]
    public Int128? SalesMinor { get; init; }

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
