namespace Clearing.Formats;

/// <summary>Reads a file with a header line from its first byte to its last.</summary>
internal sealed class CsvTable(Stream input, CsvColumn[] columns, FormatErrors errors)
{
    internal const int MostRows = 100_000_000;
    private const string EmptyLine =
        "must not be empty: only the end of the file may have empty lines";

    private readonly CsvLines _lines = new(input);
    private readonly CsvFields _fields = new();
    private int _width;

    /// <summary>Hands on every row that has as many values as the header.</summary>
    internal void Read(ICsvRows rows)
    {
        if (!_lines.Next())
        {
            errors.Add(_lines.Number, "", _lines.Broken ?? "is empty: the header line is missing");
            return;
        }
        var positions = Header();
        if (errors.Count > 0)
        {
            return;
        }
        var row = new CsvRow(_fields, columns, positions, errors);
        var empty = 0L;
        while (_lines.Next())
        {
            empty = _lines.Length == 0 && empty == 0 ? _lines.Number : empty;
            if (_lines.Length > 0)
            {
                empty = PassOver(empty);
                Row(row, rows, positions);
            }
        }
        if (_lines.Broken is { } rule)
        {
            errors.Add(_lines.Number, "", rule);
        }
    }

    private long PassOver(long empty)
    {
        if (empty > 0)
        {
            errors.Add(empty, "", EmptyLine);
        }
        return 0;
    }

    private void Row(CsvRow row, ICsvRows rows, int[] positions)
    {
        row.Line = _lines.Number;
        if (_lines.Number > MostRows)
        {
            errors.Add(_lines.Number, "", $"is beyond line {MostRows}: split the file");
        }
        else if (_fields.Split(_lines.Buffer, _lines.Start, _lines.Length) is { } broken)
        {
            errors.Add(_lines.Number, "", _lines.Line, broken);
        }
        else if (_fields.Count != _width)
        {
            var rule = errors.Full
                ? ""
                : $"must hold {_width} values as the header does, not {_fields.Count}";
            errors.Add(_lines.Number, "", _lines.Line, rule);
        }
        else
        {
            rows.Add(row);
        }
    }

    private int[] Header()
    {
        var positions = new int[columns.Length];
        Array.Fill(positions, -1);
        if (_fields.Split(_lines.Buffer, _lines.Start, _lines.Length) is { } rule)
        {
            errors.Add(1, "", _lines.Line, rule);
            return positions;
        }
        _width = _fields.Count;
        for (var field = 0; field < _width; field++)
        {
            Place(field, positions);
        }
        for (var column = 0; column < columns.Length; column++)
        {
            if (positions[column] < 0 && !columns[column].Optional)
            {
                errors.Add(1, columns[column].Name, "the header must have this column");
            }
        }
        return positions;
    }

    private void Place(int field, int[] positions)
    {
        var name = System.Text.Encoding.UTF8.GetString(_fields[field]);
        var column = Array.FindIndex(columns, c => c.Name == name);
        if (column < 0)
        {
            var known = string.Join(", ", columns.Select(c => c.Name));
            errors.Add(1, "", _fields[field], $"is no column here; known are {known}");
        }
        else if (positions[column] >= 0)
        {
            errors.Add(1, name, "the header must have this column only once");
        }
        else
        {
            positions[column] = field;
        }
    }
}
