using Spectre.Console;
using Spectre.Console.Rendering;

namespace Clearing.Client.Demo;

/// <summary>
/// A table that never breaks a number or an id. Titles wrap between words, and if even that does
/// not fit the terminal, each row becomes a list of its values.
/// </summary>
/// <param name="titles">The columns' titles, plain text.</param>
internal sealed class FittedTable(string[] titles) : Renderable
{
    private const int Padding = 3;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A value for each column; markup is rendered.</param>
    internal FittedTable AddRow(params string[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        AsRenderable(maxWidth).Render(options, maxWidth);

    private IRenderable AsRenderable(int width)
    {
        var natural = Widths(cell => cell.Length);
        var least = Widths(cell => cell.Split(' ').Max(word => word.Length));
        var borders = 1 + (Padding * titles.Length);
        return natural.Sum() + borders <= width ? AsTable(natural)
            : least.Sum() + borders <= width ? AsTable(Shared(least, natural, width - borders))
            : titles is [var title, ""] ? AsLines(title)
            : AsLists();
    }

    // What is left beyond the longest words goes to the columns that would wrap, from the left.
    private static int[] Shared(int[] least, int[] natural, int width)
    {
        var left = width - least.Sum();
        var shared = new int[least.Length];
        for (var i = 0; i < least.Length; i++)
        {
            var more = Math.Min(left, natural[i] - least[i]);
            (shared[i], left) = (least[i] + more, left - more);
        }
        return shared;
    }

    private Table AsTable(int[] widths)
    {
        var table = new Table().Border(TableBorder.Rounded);
        for (var i = 0; i < titles.Length; i++)
        {
            var column = new TableColumn(titles[i].EscapeMarkup()).Width(widths[i]);
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }
        foreach (var row in _rows) { table.AddRow(row); }
        return table;
    }

    // A table of names and values.
    private Rows AsLines(string title)
    {
        var width = _rows.Max(row => row[0].RemoveMarkup().Length);
        return new Rows(_rows
            .Select(row => new Markup($"{row[0].PadRight(width)}  {row[1]}"))
            .Prepend(new Markup(title.EscapeMarkup())));
    }

    private Rows AsLists()
    {
        var width = titles.Max(title => title.Length);
        return new Rows(_rows.SelectMany(row => titles
            .Select((title, i) => (IRenderable)new Markup(
                $"{title.PadRight(width).EscapeMarkup()}  {row[i]}"))
            .Append(new Markup(" "))));
    }

    private int[] Widths(Func<string, int> of) =>
        [.. titles.Select((_, column) => Math.Max(1, Cells(column).Max(of)))];

    private IEnumerable<string> Cells(int column) =>
        _rows.Select(row => row[column].RemoveMarkup()).Append(titles[column]);
}
