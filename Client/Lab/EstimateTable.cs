using System.Globalization;
using System.Text;
using Clearing.Lab.Statistics;

namespace Clearing.Client.Lab;

/// <summary>
/// Prints named figures: one row for each case, one column for each figure with its half width.
/// </summary>
/// <remarks>Columns that do not fit side by side follow below, in plain text.</remarks>
internal static class EstimateTable
{
    private const int Width = 132;
    private const int Column = 16;

    /// <summary>Prints rows that have (some of) the same figures.</summary>
    internal static void Print(
        string title,
        IReadOnlyList<(string Case, IReadOnlyList<(string Name, Estimate Estimate)> Figures)> rows)
    {
        var text = new StringBuilder("\n").AppendLine(title);
        var names = rows.SelectMany(row => row.Figures).Select(figure => figure.Name).Distinct();
        var first = rows.Max(row => row.Case.Length) + 2;
        foreach (var part in names.Chunk((Width - first) / Column))
        {
            Heading(text, first, part);
            foreach (var (named, figures) in rows)
            {
                text.Append(named.PadRight(first));
                foreach (var name in part)
                {
                    var figure = figures.FirstOrDefault(figure => figure.Name == name);
                    text.Append((figure.Name is null ? "" : Text(figure.Estimate)).PadLeft(Column));
                }
                text.AppendLine();
            }
        }
        Console.Write(text);
    }

    /// <summary>
    /// A figure and its half width, to a precision that the half width justifies.
    /// </summary>
    internal static string Text(Estimate estimate)
    {
        if (!double.IsFinite(estimate.Mean)) { return "-"; }
        var digits = estimate.Half > 0
            ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(estimate.Half)), 0, 4)
            : 3;
        var format = $"F{digits}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{estimate.Mean.ToString(format)} ±{estimate.Half.ToString(format)}");
    }

    private static void Heading(StringBuilder text, int first, string[] names)
    {
        var lines = names.Select(name => Lines(name.Replace('_', ' '))).ToArray();
        var height = lines.Max(words => words.Count);
        text.AppendLine();
        for (var line = 0; line < height; line++)
        {
            text.Append("".PadRight(first));
            foreach (var words in lines)
            {
                var at = line - (height - words.Count);
                text.Append((at < 0 ? "" : words[at]).PadLeft(Column));
            }
            text.AppendLine();
        }
    }

    private static List<string> Lines(string name)
    {
        List<string> lines = [""];
        foreach (var word in name.Split(' '))
        {
            if (lines[^1].Length + word.Length + 2 > Column) { lines.Add(""); }
            lines[^1] += lines[^1].Length == 0 ? word : $" {word}";
        }
        return lines;
    }
}
