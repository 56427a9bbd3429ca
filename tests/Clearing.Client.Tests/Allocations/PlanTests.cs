using System.Text;
using Clearing.Client.Tests.CommandLine;
using Clearing.Formats;

namespace Clearing.Client.Tests.Allocations;

public class PlanTests
{
    private const string Header = "seller,report_id,day,used_volume,sold_milli_volume\n";

    [Theory]
    [InlineData("acme,a,2026-10-01,1e5,", "used_volume \"1e5\"")]
    [InlineData("acme,a,2026-13-01,1,", "day \"2026-13-01\": must be a date such as 2026-10-01")]
    [InlineData("acme,a b,2026-10-01,1,", "report_id \"a b\"")]
    [InlineData("acme,.a,2026-10-01,1,", "report_id \".a\": must be 1 to 64 letters")]
    [InlineData("acme,a,2026-10-01,-1,", "used_volume \"-1\"")]
    [InlineData("acme,a,2026-10-01,10000000000001,", "must be 10000000000000 or less")]
    [InlineData("acme,a,2026-10-01,1", "must hold 5 values")]
    public void A_row_that_breaks_a_rule_is_named_by_line_and_column(string row, string error)
    {
        var parsed = FactFile.Read(Bytes(Header + "acme,z,2026-10-01,1,\n" + row + "\n"), "days.csv");

        var told = Assert.Single(parsed.Errors.Kept).ToString();
        Assert.StartsWith("days.csv:3: ", told);
        Assert.Contains(error, told);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("a%2fb")]
    public void A_seller_that_no_path_can_name_takes_no_part(string seller)
    {
        const string Rule = "must be printable ASCII characters without spaces, slashes or %2F";
        FormatError[] told =
        [
            .. FactFile.Read(Bytes($"{Header}{seller},a,2026-10-01,1,\n"), "f").Errors.Kept,
            .. ForecastFile.Read(
                Bytes($"projection_id,seller,week,milli_volume\np,{seller},2026-11-02,1\n"), "f").Errors.Kept,
            .. SellerFile.Read(Bytes($"seller\n{seller}\n"), "f").Errors.Kept,
        ];

        Assert.Equal(
            Enumerable.Repeat($"f:2: seller \"{seller}\": {Rule}", 3),
            told.Select(error => error.ToString()));
    }

    [Fact]
    public void Only_facts_within_their_age_up_to_the_cut_off_make_a_seller_take_part()
    {
        using var facts = new ScratchFile(
            Header + "acme,a,2026-10-18,400,7000\nancient,b,2020-01-05,400,7000\n"
            + "later,c,2026-12-01,400,7000\nnamed,d,2020-01-05,400,7000\n");
        using var sellers = new ScratchFile("seller,previous_volume\nnamed,100\n");

        var shown = Cli.Run(
            "allocation", "plan", facts.Path, "--period", "2026-11", "--capacity", "300",
            "--sellers", sellers.Path, "--json");
        var why = Cli.Run(
            "allocation", "plan", facts.Path, "--period", "2026-11", "--capacity", "300",
            "--why", "ancient");

        Assert.Equal((0, 2), (shown.ExitCode, why.ExitCode));
        Assert.Contains("\"acme\"", shown.Output, StringComparison.Ordinal);
        Assert.Contains("\"named\"", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"ancient\"", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"later\"", shown.Output, StringComparison.Ordinal);
        Assert.Contains("the seller ancient takes no part", why.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_figure_is_unknown_and_columns_come_in_any_order()
    {
        var parsed = FactFile.Read(
            Bytes("day,seller,sales_minor,report_id,revision\n2026-10-01,acme,-5,a,3\n"), "f");

        Assert.True(parsed.IsValid(out var file));
        var report = file.Rows.Single().Report;
        Assert.Equal((3, null, -5), (report.Revision, report.Figures.UsedVolume, (int)report.Figures.SalesMinor!));
    }

    [Fact]
    public void A_seller_is_named_once_and_its_plan_is_a_known_word()
    {
        var parsed = SellerFile.Read(
            Bytes("seller,plan\nacme,PROFESSIONAL\nacme,INDIVIDUAL\nbolt,GOLD\n"), "s");

        Assert.Equal(
            ["s:3: seller \"acme\": must be named once in the file",
             "s:4: plan \"GOLD\": must be one of PROFESSIONAL, INDIVIDUAL"],
            parsed.Errors.Kept.Select(error => error.ToString()));
    }

    [Fact]
    public void A_plan_shows_each_base_and_why_it_is_so()
    {
        using var facts = new ScratchFile(Header + string.Concat(Enumerable.Range(0, 200).Select(back =>
            $"acme,d{back},{new DateOnly(2026, 10, 18).AddDays(-back):yyyy-MM-dd},400,7000\n")));
        string[] plan = ["allocation", "plan", facts.Path, "--period", "2026-11", "--capacity", "300"];

        var shown = Cli.Run(plan);
        var why = Cli.Run([.. plan, "--why", "acme"]);
        var unknown = Cli.Run([.. plan, "--why", "nobody"]);

        Assert.Equal((0, 0, 2), (shown.ExitCode, why.ExitCode, unknown.ExitCode));
        Assert.Contains("2026-12 (estimate)", shown.Output);
        Assert.Contains("the most that 8 weeks of 2026-11 are expected to sell", why.Output);
        Assert.Contains("space is short", why.Output);
        Assert.Contains("the seller nobody takes no part", unknown.Error);
    }

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
