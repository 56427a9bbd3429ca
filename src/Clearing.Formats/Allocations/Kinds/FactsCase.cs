using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Allocation.Facts;

namespace Clearing.Formats.Allocations.Kinds;

/// <summary>Reports and returns of one seller and zone, in the order of their arrival.</summary>
internal sealed record FactsCase(FactWindow Window, ImmutableArray<FactOp> Ops) : ICaseKind
{
    internal static FactsCase Read(JsonMembers input, CaseConfig _) => new(
        new(Today: input.Day("today"), Oldest: input.Day("oldest")),
        [.. input.List("ops").Select(place => FactOp.Read(input, place, maySettle: false))]);

    public void Write(Utf8JsonWriter json)
    {
        var book = new FactBook();
        json.WriteStartArray("answers");
        foreach (var op in Ops)
        {
            var (answer, events) = op.DecideOn(book, Window);
            foreach (var fact in events) { book.Apply(fact); }
            json.WriteStringValue(Words.Of(answer));
        }
        json.WriteEndArray();
        json.WriteList("days", book.Days.Where(day => day.Revision is not null), day =>
        {
            json.WriteDay("day", day.Day);
            json.WriteInt128("revision", day.Revision);
            Write(json, day.Figures);
        });
        json.WriteStartObject("returns");
        foreach (var day in book.Days.Where(day => day.ReturnedMinor is not null))
        {
            json.WriteInt128(JsonWriting.Text(day.Day), day.ReturnedMinor);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DayFigures figures)
    {
        WriteKnown("used_volume", figures.UsedVolume);
        WriteKnown("inbound_volume", figures.InboundVolume);
        WriteKnown("sold_milli_volume", figures.SoldMilliVolume);
        WriteKnown("units_sold", figures.UnitsSold);
        WriteKnown("on_hand_units", figures.OnHandUnits);
        WriteKnown("excess_units", figures.ExcessUnits);
        WriteKnown("stranded_units", figures.StrandedUnits);
        WriteKnown("in_stock_ppm", figures.InStockPpm);
        WriteKnown("sales_minor", figures.SalesMinor);

        void WriteKnown(string name, Int128? figure)
        {
            if (figure is { } known) { json.WriteInt128(name, known); }
        }
    }
}
