using System.Text;
using Clearing.Formats;

namespace Clearing.Client.Tests.Csv;

/// <summary>A file of projections that is sent in parts is checked as a whole.</summary>
public sealed class ForecastFileTests
{
    private const string Csv =
        "projection_id,seller,week,milli_volume\np,acme,2026-11-02,1\nq,acme,2026-11-02,2\n"
        + "p,acme,2026-11-02,1\np,acme,2026-11-02,3\n";

    [Fact]
    public void An_id_that_stands_for_two_projections_is_an_error_of_the_second()
    {
        var parsed = Read(idsOnce: true);

        var error = Assert.Single(parsed.Errors.Kept);
        Assert.Equal((5L, "projection_id", "p"), (error.Line, error.Place, error.Value));
        Assert.Contains("in line 2", error.Rule);
        Assert.Equal(4, Read(idsOnce: false).Value!.Rows.Count);
    }

    private static Parsed<ForecastFile> Read(bool idsOnce) =>
        ForecastFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(Csv)), "f.csv", idsOnce);
}
