using System.Globalization;

namespace Clearing.Benchmarks;

/// <summary>One table, printed as Markdown when it is complete.</summary>
public sealed class Table(TextWriter output)
{
    private readonly List<string[]> rows = [];

    /// <summary>Names the columns.</summary>
    public void Columns(params string[] names)
    {
        rows.Insert(0, names);
        rows.Insert(1, [.. names.Select(_ => "---")]);
    }

    /// <summary>Adds a row.</summary>
    public void Row(params string[] cells) => rows.Add(cells);

    /// <summary>Says something at once, outside the table.</summary>
    public void Say(string line) => output.WriteLine(line);

    /// <summary>Prints what there is.</summary>
    public void Print()
    {
        if (rows.Count == 0) { return; }
        var widths = Enumerable.Range(0, rows[0].Length)
            .Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            output.WriteLine($"| {string.Join(" | ", row.Select(Padded))} |");
        }

        string Padded(string cell, int column) =>
            column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]);
    }

    /// <summary>A number with three figures that count.</summary>
    public static string Figure(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>A whole number.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A ratio.</summary>
    public static string Times(double value) => Figure(value) + " ×";
}
