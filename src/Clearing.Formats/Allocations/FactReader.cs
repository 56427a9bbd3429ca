using System.Collections.Immutable;
using Clearing.Allocation.Facts;

namespace Clearing.Formats.Allocations;

/// <summary>Reads reports and returns; null means that a figure is unknown.</summary>
internal static class FactReader
{
    private const int MaxDays = 3_660;

    internal static DayFigures Figures(JsonMembers members) => new()
    {
        UsedVolume = members.NumberOrNull("used_volume"),
        InboundVolume = members.NumberOrNull("inbound_volume"),
        SoldMilliVolume = members.NumberOrNull("sold_milli_volume"),
        UnitsSold = members.NumberOrNull("units_sold"),
        OnHandUnits = members.NumberOrNull("on_hand_units"),
        ExcessUnits = members.NumberOrNull("excess_units"),
        StrandedUnits = members.NumberOrNull("stranded_units"),
        InStockPpm = members.NumberOrNull("in_stock_ppm"),
        SalesMinor = members.AmountOrNull("sales_minor"),
    };

    /// <summary>The figures of an object that holds nothing else.</summary>
    internal static DayFigures OnlyFigures(JsonMembers members)
    {
        var figures = Figures(members);
        members.RefuseOthers();
        return figures;
    }

    internal static DayReport Report(JsonMembers members) => new(
        members.Text("report"),
        members.Day("day"),
        members.NumberOrNull("revision") ?? 0,
        Figures(members));

    internal static SalesReturn Return(JsonMembers members) => new(
        members.Text("report"), members.Day("sold_on"), members.Amount("returned_minor"));

    /// <summary>Expands blocks of consecutive days; each day has its block's figures.</summary>
    internal static ImmutableArray<DayFigures> Blocks(JsonMembers input)
    {
        var days = ImmutableArray.CreateBuilder<DayFigures>();
        foreach (var place in input.List("blocks"))
        {
            var block = input.At(place);
            var count = block.Number("days", 0, MaxDays);
            var figures = OnlyFigures(block.Object("report"));
            block.RefuseOthers();
            for (var day = 0; day < count; day++) { days.Add(figures); }
        }
        return days.ToImmutable();
    }
}
