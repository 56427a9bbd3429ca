using System.Text;

namespace Clearing.Formats;

/// <summary>
/// The first line of a file, which determines the separator and the columns.
/// </summary>
/// <remarks>
/// In many countries spreadsheets separate by semicolons or tabs, and they export empty columns
/// without a name; both are accepted. A column without a name must have no values.
/// </remarks>
internal sealed class CsvHeader(CsvColumn[] columns, FormatErrors errors)
{
    internal const string SeparatorMark =
        "is a spreadsheet's note on the separator: remove this line, the header must be first";
    internal const string OneValue =
        "must name the columns, separated by commas, semicolons or tabs";
    internal const string LoneReturn =
        "holds a carriage return by itself: save the file with line ends LF or CRLF";
    internal const string Unnamed = "stands in a column without a name in the header";

    private static readonly byte[] Separators = [(byte)',', (byte)';', (byte)'\t'];

    private bool[] _unnamed = [];
    private int _needed;

    /// <summary>
    /// For each column, the position of its value in a row; -1 if the file lacks the column.
    /// </summary>
    internal int[] Positions { get; } = [.. columns.Select(_ => -1)];

    /// <summary>Reads the current line as the header; false if it breaks a rule.</summary>
    internal bool Read(CsvLines lines, CsvFields fields)
    {
        fields.Separator =
            Separators.FirstOrDefault(known => lines.Line.Contains(known), Separators[0]);
        var broken = lines.Line.StartsWith("sep="u8)
            ? SeparatorMark
            : fields.Split(lines.Buffer, lines.Start, lines.Length);
        if (lines.Line.Contains((byte)'\r')) { broken = LoneReturn; }
        var needsMore = columns.Count(column => !column.Optional) > 1;
        if (broken is null && needsMore && fields.Count == 1) { broken = OneValue; }
        if (broken is null && NamesNone(fields))
        {
            broken = $"is no header: the first line must name the columns {Known()}";
        }
        if (broken is not null)
        {
            errors.Add(1, "", lines.Line, broken);
            return false;
        }
        _unnamed = new bool[fields.Count];
        for (var field = 0; field < fields.Count; field++) { Place(field, fields[field]); }
        _needed = Array.LastIndexOf(_unnamed, false) + 1;
        RequireColumns();
        return errors.Count == 0;
    }

    /// <summary>Why a split line is not a row of the file; null if it is one.</summary>
    internal string? RowFault(CsvFields fields, ReadOnlySpan<byte> line)
    {
        if (fields.Count < _needed) { return errors.Full ? "" : TooFew(fields, line); }
        if (_needed == fields.Count && _needed == _unnamed.Length) { return null; }
        for (var field = 0; field < fields.Count; field++)
        {
            if (fields[field].IsEmpty) { continue; }
            if (field >= _unnamed.Length) { return errors.Full ? "" : Expected(fields); }
            if (_unnamed[field]) { return Unnamed; }
        }
        return null;
    }

    private string TooFew(CsvFields fields, ReadOnlySpan<byte> line)
    {
        foreach (var other in Separators)
        {
            if (fields.Count == 1 && other != fields.Separator && line.Contains(other))
            {
                return "must be separated as the header is";
            }
        }
        return Expected(fields);
    }

    private string Expected(CsvFields fields) =>
        $"must hold {_unnamed.Length} values as the header does, not {fields.Count}";

    private bool NamesNone(CsvFields fields)
    {
        for (var field = 0; field < fields.Count; field++)
        {
            if (Meant(Encoding.UTF8.GetString(fields[field])) >= 0) { return false; }
        }
        return true;
    }

    private void Place(int field, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            _unnamed[field] = true;
            return;
        }
        var name = Encoding.UTF8.GetString(value);
        var column = Meant(name);
        if (column < 0)
        {
            errors.Add(1, "", value, $"is no column here; known are {Known()}");
        }
        else if (Positions[column] >= 0)
        {
            errors.Add(1, columns[column].Name, "the header must have this column only once");
        }
        else
        {
            Positions[column] = field;
            if (name != columns[column].Name)
            {
                errors.Add(1, "", value, $"must be written {columns[column].Name}");
            }
        }
    }

    private void RequireColumns()
    {
        for (var column = 0; column < columns.Length; column++)
        {
            if (Positions[column] < 0 && !columns[column].Optional)
            {
                errors.Add(1, columns[column].Name, "the header must have this column");
            }
        }
    }

    // A name in capitals or with spaces is refused, but the error can suggest the right one.
    private int Meant(string name)
    {
        var plain = name.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
        return Array.FindIndex(columns, column => column.Name == plain);
    }

    private string Known() => string.Join(", ", columns.Select(column => column.Name));
}
