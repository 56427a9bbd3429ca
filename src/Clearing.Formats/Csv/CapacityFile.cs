using System.Collections.Immutable;
using System.Text;
using Clearing.Market;

namespace Clearing.Formats;

/// <summary>
/// Reads clearings from CSV: <c>region,round,capacity_delta,reserve_fee_micros</c>; each round of
/// a region once.
/// </summary>
public sealed class CapacityFile : ICsvRows
{
    private static readonly CsvColumn[] Columns =
        [new("region"), new("round"), new("capacity_delta"), new("reserve_fee_micros")];

    private readonly List<CapacityRow> _rows = [];
    private readonly Dictionary<(string Region, int Round), long> _lines = [];

    private CapacityFile()
    {
    }

    /// <summary>The clearings in the order of the file.</summary>
    public ImmutableArray<CapacityRow> Rows => [.. _rows];

    /// <summary>Reads a whole file of clearings.</summary>
    /// <param name="input">UTF-8 text; read to its end and not closed.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <returns>All the clearings, or all the errors.</returns>
    public static Parsed<CapacityFile> Read(Stream input, string file)
    {
        var errors = new FormatErrors(file);
        var rows = new CapacityFile();
        new CsvTable(input, Columns, errors).Read(rows);
        return new Parsed<CapacityFile>(rows, errors);
    }

    void ICsvRows.Add(CsvRow row)
    {
        var region = Encoding.ASCII.GetString(row.Id(0));
        var round = (int)row.Number(1, least: 1, most: int.MaxValue);
        var delta = row.Number(2, least: long.MinValue);
        var reserve = row.Number(3, least: 0);
        if (region.Length > 0 && round > 0 && !_lines.TryAdd((region, round), row.Line))
        {
            row.Fail(1, $"must be once in its region: it is on line {_lines[(region, round)]} too");
        }
        _rows.Add(new(region, new RoundTerms(round, new CubicFeet(delta), new Fee(reserve))));
    }
}
