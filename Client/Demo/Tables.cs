using Spectre.Console;

namespace Clearing.Client.Demo;

/// <summary>Tables in one shape: the first column names, the others count.</summary>
internal static class Tables
{
    internal static Table New(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded);
        for (var i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn(columns[i].EscapeMarkup()) { NoWrap = i == 0 };
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }
        return table;
    }
}
