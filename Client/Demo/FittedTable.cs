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
        var needed = 1 + titles.Select((_, column) => Padding + LongestWord(column)).Sum();
        return needed > width ? AsLists() : AsTable(wrapNames: needed + SpacesInNames() > width);
    }

    private Table AsTable(bool wrapNames)
    {
        var table = new Table().Border(TableBorder.Rounded);
        for (var i = 0; i < titles.Length; i++)
        {
            var column =
                new TableColumn(titles[i].EscapeMarkup()) { NoWrap = i == 0 && !wrapNames };
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }
        foreach (var row in _rows) { table.AddRow(row); }
        return table;
    }

    private Rows AsLists()
    {
        var width = titles.Max(title => title.Length);
        return new Rows(_rows.SelectMany(row => titles
            .Select((title, i) => (IRenderable)new Markup(
                $"{title.PadRight(width).EscapeMarkup()}  {row[i]}"))
            .Append(new Markup(""))));
    }

    private int LongestWord(int column) => Cells(column)
        .SelectMany(cell => cell.Split(' '))
        .Max(word => word.Length);

    private int SpacesInNames() => Cells(0).Max(cell => cell.Length) - LongestWord(0);

    private IEnumerable<string> Cells(int column) =>
        _rows.Select(row => row[column].RemoveMarkup()).Append(titles[column]);
}
