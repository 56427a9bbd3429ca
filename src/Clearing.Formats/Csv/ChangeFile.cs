using System.Collections.Immutable;
using System.Text;
using Clearing.Market;

namespace Clearing.Formats;

/// <summary>
/// Reads changes of bids from CSV: <c>region,round,bid_id,op,max_fee_micros</c>; the op is
/// <c>amend</c>, with the new fee, or <c>cancel</c>, without one.
/// </summary>
public sealed class ChangeFile : ICsvRows
{
    private static readonly CsvColumn[] Columns =
        [new("region"), new("round"), new("bid_id"), new("op"), new("max_fee_micros")];

    private readonly List<BidChange> _rows = [];

    private ChangeFile()
    {
    }

    /// <summary>The changes in the order of the file.</summary>
    public ImmutableArray<BidChange> Rows => [.. _rows];

    /// <summary>Reads a whole file of changes.</summary>
    /// <param name="input">UTF-8 text; read to its end and not closed.</param>
    /// <param name="file">The file's name for errors.</param>
    /// <returns>All the changes, or all the errors.</returns>
    public static Parsed<ChangeFile> Read(Stream input, string file)
    {
        var errors = new FormatErrors(file);
        var rows = new ChangeFile();
        new CsvTable(input, Columns, errors).Read(rows);
        return new Parsed<ChangeFile>(rows, errors);
    }

    void ICsvRows.Add(CsvRow row)
    {
        var region = Encoding.ASCII.GetString(row.Id(0));
        var round = (int)row.Number(1, least: 1, most: int.MaxValue);
        var bid = Encoding.ASCII.GetString(row.Id(2));
        Fee? fee = null;
        if (row.Text(3).SequenceEqual("amend"u8))
        {
            fee = new Fee(row.Number(4, least: 0));
        }
        else if (!row.Text(3).SequenceEqual("cancel"u8))
        {
            row.Fail(3, "must be amend or cancel");
        }
        else if (!row.Text(4).IsEmpty)
        {
            row.Fail(4, "must be empty where the op is cancel");
        }
        _rows.Add(new(region, round, bid, fee));
    }
}
