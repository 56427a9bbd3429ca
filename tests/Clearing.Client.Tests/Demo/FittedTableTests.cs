using Clearing.Client.Demo;
using Spectre.Console;

namespace Clearing.Client.Tests.Demo;

public class FittedTableTests
{
    private const string Instant = "2026-11-29T09:28:03.7115213Z";

    [Theory]
    [InlineData(80)]
    [InlineData(62)]
    [InlineData(40)]
    public void No_width_breaks_a_number_an_instant_or_a_word(int width)
    {
        var table = new FittedTable(["bid id", "granted volume", "last reason", "cleared at"])
            .AddRow("=HYPERLINK(1)", "1,000,000", "NO_CAPACITY", Instant);
        var shown = Shown(table, width);

        Assert.All(
            ["=HYPERLINK(1)", "1,000,000", "NO_CAPACITY", Instant],
            value => Assert.Contains(value, shown, StringComparison.Ordinal));
        Assert.All(shown.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, width));
    }

    [Fact]
    public void Rows_that_fit_no_table_are_lists_with_an_empty_line_between()
    {
        var table = new FittedTable(["bid id", "max volume"])
            .AddRow("a-long-id-of-a-bid", "1,000").AddRow("b", "2,000");

        Assert.Equal(
            "bid id      a-long-id-of-a-bid\nmax volume  1,000\n\nbid id      b\nmax volume  2,000\n\n",
            string.Join('\n', Shown(table, 30).Split('\n').Select(line => line.TrimEnd())));
    }

    [Fact]
    public void Names_and_values_that_fit_no_table_are_a_line_each()
    {
        var table = new FittedTable(["statement", ""])
            .AddRow("market", "us-east/standard/2026-Q4").AddRow("net", "50.00");

        Assert.Equal(
            "statement\nmarket  us-east/standard/2026-Q4\nnet     50.00\n",
            string.Join('\n', Shown(table, 33).Split('\n').Select(line => line.TrimEnd())));
    }

    private static string Shown(FittedTable table, int width)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        console.Write(table);
        return text.ToString();
    }
}
