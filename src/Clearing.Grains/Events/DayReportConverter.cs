using System.Text.Json;
using System.Text.Json.Serialization;
using Clearing.Allocation.Facts;

namespace Clearing.Grains.Events;

/// <summary>
/// A day report as an array: id, day as yyyymmdd, revision, then the figures in the order of their
/// properties, null for unknown; unknown figures at the end are left out.
/// </summary>
/// <remarks>
/// A journal holds more of these than of anything else, and names would double its size.
/// </remarks>
public sealed class DayReportConverter : JsonConverter<DayReport>
{
    private const int FigureCount = 9;

    /// <inheritdoc/>
    public override DayReport Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray);
        Next(ref reader, JsonTokenType.String);
        var id = reader.GetString()!;
        Next(ref reader, JsonTokenType.Number);
        var day = DayOf(reader.GetInt32());
        Next(ref reader, JsonTokenType.Number);
        var revision = reader.GetInt64();
        var figures = new long?[FigureCount];
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            Expect(i < FigureCount);
            figures[i] = reader.TokenType == JsonTokenType.Null ? null : reader.GetInt64();
        }
        return new(id, day, revision, Of(figures));
    }

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer, DayReport value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Id);
        writer.WriteNumberValue(
            (value.Day.Year * 10_000) + (value.Day.Month * 100) + value.Day.Day);
        writer.WriteNumberValue(value.Revision);
        var figures = Of(value.Figures);
        var known = Array.FindLastIndex(figures, figure => figure is not null) + 1;
        foreach (var figure in figures.AsSpan(0, known))
        {
            if (figure is { } number) { writer.WriteNumberValue(number); }
            else { writer.WriteNullValue(); }
        }
        writer.WriteEndArray();
    }

    private static long?[] Of(DayFigures of) =>
    [
        of.UsedVolume, of.InboundVolume, of.SoldMilliVolume, of.UnitsSold, of.OnHandUnits,
        of.ExcessUnits, of.StrandedUnits, of.InStockPpm, (long?)of.SalesMinor,
    ];

    private static DayFigures Of(long?[] figures) => new()
    {
        UsedVolume = figures[0],
        InboundVolume = figures[1],
        SoldMilliVolume = figures[2],
        UnitsSold = figures[3],
        OnHandUnits = figures[4],
        ExcessUnits = figures[5],
        StrandedUnits = figures[6],
        InStockPpm = figures[7],
        SalesMinor = figures[8],
    };

    private static DateOnly DayOf(int day) =>
        new(day / 10_000, day / 100 % 100, day % 100);

    private static void Next(ref Utf8JsonReader reader, JsonTokenType token) =>
        Expect(reader.Read() && reader.TokenType == token);

    private static void Expect(bool holds)
    {
        if (!holds) { throw new JsonException("A day report is an array of id, day and figures."); }
    }
}
