namespace Clearing.Formats;

/// <summary>Reads a file with a header line from its first byte to its last.</summary>
internal sealed class CsvTable(Stream input, CsvColumn[] columns, FormatErrors errors)
{
    internal const int MaxRows = 100_000_000;
    private const string EmptyLine =
        "must not be empty: only the end of the file may have empty lines";

    private readonly CsvLines _lines = new(input);
    private readonly CsvFields _fields = new();
    private readonly CsvHeader _header = new(columns, errors);

    /// <summary>Passes on every row that has as many values as the header.</summary>
    internal void Read(ICsvRows rows)
    {
        if (!_lines.Next())
        {
            errors.Add(_lines.Number, "", _lines.Broken ?? "is empty: the header line is missing");
            return;
        }
        if (!_header.Read(_lines, _fields))
        {
            return;
        }
        var row = new CsvRow(_fields, columns, _header.Positions, errors);
        var empty = 0L;
        while (_lines.Next())
        {
            if (IsEmpty())
            {
                empty = empty == 0 ? _lines.Number : empty;
                continue;
            }
            empty = PassOver(empty);
            Row(row, rows);
        }
        if (_lines.Broken is { } rule)
        {
            errors.Add(_lines.Number, "", rule);
        }
    }

    // A spreadsheet writes an empty row as separators only.
    private bool IsEmpty() => _lines.Line.IndexOfAnyExcept(_fields.Separator) < 0;

    private long PassOver(long empty)
    {
        if (empty > 0)
        {
            errors.Add(empty, "", EmptyLine);
        }
        return 0;
    }

    private void Row(CsvRow row, ICsvRows rows)
    {
        row.Line = _lines.Number;
        if (_lines.Number > MaxRows)
        {
            errors.Add(_lines.Number, "", $"is beyond line {MaxRows}: split the file");
        }
        else if (_fields.Split(_lines.Buffer, _lines.Start, _lines.Length) is { } broken)
        {
            errors.Add(_lines.Number, "", _lines.Line, broken);
        }
        else if (_header.RowFault(_fields, _lines.Line) is { } rule)
        {
            errors.Add(_lines.Number, "", _lines.Line, rule);
        }
        else
        {
            rows.Add(row);
        }
    }
}
