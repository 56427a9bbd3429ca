using System.Text;
using Clearing.Client.Allocation;
using Clearing.Formats;

namespace Clearing.Client.Tests.Allocations;

public class SampleFactsTests
{
    private static readonly DateOnly Last = new(2026, 10, 18);

    [Fact]
    public void One_seed_makes_one_file_and_another_seed_another_one()
    {
        Assert.Equal(Text(seed: 1), Text(seed: 1));
        Assert.NotEqual(Text(seed: 1), Text(seed: 2));
    }

    [Fact]
    public void Every_row_is_one_that_an_import_takes()
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Text(seed: 7)));

        Assert.True(FactFile.Read(input, "sample").IsValid(out var file));
        Assert.Equal(5 * 400, file.Rows.Count);
        Assert.All(file.Rows, row => Assert.True(
            row.Report.Figures.ExcessUnits <= row.Report.Figures.OnHandUnits
            && row.Report.Figures.StrandedUnits <= row.Report.Figures.OnHandUnits));
    }

    [Fact]
    public void The_costume_shop_holds_too_much_in_summer_alone()
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Text(seed: 7)));
        Assert.True(FactFile.Read(input, "sample").IsValid(out var file));
        var shop = file.Rows.Where(row => row.Seller == "halloween-shop").Select(row => row.Report);

        Assert.All(
            shop.Where(report => report.Day.Month == 6),
            report => Assert.True(report.Figures.ExcessUnits * 2 > report.Figures.OnHandUnits));
        Assert.All(
            shop.Where(report => report.Day.Month == 10),
            report => Assert.True(report.Figures.ExcessUnits * 2 < report.Figures.OnHandUnits));
    }

    private static string Text(ulong seed)
    {
        using var output = new StringWriter();
        new SampleFacts(5, Last, 400, seed).Write(output);
        return output.ToString();
    }
}
