using System.Collections.Immutable;
using System.Text;

namespace Clearing.Formats;

/// <summary>
/// Reads the expected clearings of the real book; the columns are those of
/// <c>samples/aemo/aemo.clearing.csv</c>.
/// </summary>
public sealed class ExpectedClearingFile : ICsvRows
{
    private static readonly CsvColumn[] Columns =
    [
        new("region"), new("round"), new("interval_end"), new("bids"), new("offered_volume"),
        new("capacity"), new("granted_volume"), new("unsold_volume"), new("awards"),
        new("partial_awards"), new("marginal_fee_bids"), new("round_fee_micros"),
        new("implied_price"), new("rrp"), new("implied_minus_rrp"),
    ];

    private readonly List<ExpectedClearing> _rows = [];

    private ExpectedClearingFile()
    {
    }

    /// <summary>The clearings in the order of the file.</summary>
    public ImmutableArray<ExpectedClearing> Rows => [.. _rows];

    /// <summary>Reads a whole file of expected clearings.</summary>
    /// <param name="input">UTF-8 text; read to its end and not closed.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <returns>All the clearings, or all the errors.</returns>
    public static Parsed<ExpectedClearingFile> Read(Stream input, string file)
    {
        var errors = new FormatErrors(file);
        var rows = new ExpectedClearingFile();
        new CsvTable(input, Columns, errors).Read(rows);
        return new Parsed<ExpectedClearingFile>(rows, errors);
    }

    void ICsvRows.Add(CsvRow row) => _rows.Add(new ExpectedClearing(
        Encoding.ASCII.GetString(row.Id(0)),
        (int)row.Number(1, least: 1, most: int.MaxValue),
        Encoding.ASCII.GetString(row.Id(2)),
        Capacity: row.Number(5, least: 0),
        Granted: row.Number(6, least: 0),
        Awards: (int)row.Number(8, least: 0, most: int.MaxValue),
        PartialAwards: (int)row.Number(9, least: 0, most: int.MaxValue),
        RoundFeeMicros: row.Number(11, least: 0)));
}
