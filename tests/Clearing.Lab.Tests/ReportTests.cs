using System.Runtime.CompilerServices;
using Clearing.Lab.Reports;

namespace Clearing.Lab.Tests;

/// <summary>The page on what the lab shows.</summary>
public class ReportTests
{
    [Fact]
    public void Text_and_numbers_of_the_page_do_not_part() =>
        Assert.Equal(File.ReadAllText(Page()), ScienceReport.Write());

    private static string Page([CallerFilePath] string here = "") => Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(here)!, "../../docs/market-science.md"));
}
