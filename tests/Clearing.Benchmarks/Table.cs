using System.Globalization;

namespace Clearing.Benchmarks;

/// <summary>One table in Markdown; each row is printed as soon as it is known.</summary>
public sealed class Table(TextWriter output)
{
    /// <summary>Names the columns.</summary>
    public void Columns(params string[] names)
    {
        Row(names);
        Row([.. names.Select((_, column) => column == 0 ? "---" : "---:")]);
    }

    /// <summary>Adds a row.</summary>
    public void Row(params string[] cells) =>
        output.WriteLine($"| {string.Join(" | ", cells)} |");

    /// <summary>Prints something outside the table; the table continues after it.</summary>
    public void Say(string line) => output.WriteLine(line);

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
