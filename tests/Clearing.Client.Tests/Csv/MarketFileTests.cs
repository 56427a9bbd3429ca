using System.Text;
using Clearing.Formats;

namespace Clearing.Client.Tests.Csv;

/// <summary>A file of markets has a row for each market or round, and nothing that is guessed.</summary>
public class MarketFileTests
{
    [Fact]
    public void Rows_of_one_market_are_its_rounds()
    {
        var markets = Read(
            "market,lot,currency,round,closes_at,reserve_fee_micros\n"
            + "a/b/c,10,EUR,1,2026-10-01T12:00:00Z,5\na/b/d,,,,,\na/b/c,,EUR,2,2026-10-02T12:00:00Z,\n");

        Assert.Equal(
            [
                """{"market":"a/b/c","currency":"EUR","lot":10,"rounds":["""
                + """{"round":1,"closes_at":"2026-10-01T12:00:00Z","reserve_fee_micros":5},"""
                + """{"round":2,"closes_at":"2026-10-02T12:00:00Z"}]}""",
                """{"market":"a/b/d"}""",
            ],
            markets.Value!.Markets.Select(market => market.ToJsonString()));
    }

    [Theory]
    [InlineData(2, "market\na/b\n", "must be region/storage_type/period")]
    [InlineData(1, "market,lots\na/b/c,5\n", "lots")]
    [InlineData(1, "lot\n5\n", "market: the header must have this column")]
    [InlineData(3, "market,lot\na/b/c,5\na/b/c,6\n", "as on the market's first line")]
    [InlineData(2, "market,round\na/b/c,1\n", "needs closes_at")]
    [InlineData(2, "market,capacity_delta\na/b/c,5\n", "needs a round")]
    [InlineData(2, "market,round,closes_at\na/b/c,1,2026-10-01\n", "must be an instant")]
    [InlineData(2, "market,round,closes_at\na/b/c,0,2026-10-01T00:00:00Z\n", "must be 1 or more")]
    [InlineData(2, "market,tick_micros\na/b/c,0.01\n", "write 10000 for 0.01")]
    public void What_is_wrong_is_said_with_its_line(int line, string text, string rule)
    {
        var errors = Read(text).Errors;

        Assert.NotEqual(0, errors.Count);
        Assert.StartsWith($"markets.csv:{line}: ", $"{errors.Kept[0]}");
        Assert.Contains(rule, $"{errors.Kept[0]}");
    }

    [Theory]
    [InlineData("market,credit_rate_ppm\na/b/c,15%\na/b/c,15%\n", 1)]
    [InlineData("market,credit_rate_ppm\na/b/c,15%\na/b/c,9\n", 2)]
    [InlineData("market,lot\na/b/c,1\na/b/c,-1\n", 1)]
    public void A_value_is_told_wrong_once_and_never_to_be_what_the_first_line_has_not(string text, int count)
    {
        var errors = Read(text).Errors;

        Assert.Equal(count, errors.Count);
        Assert.DoesNotContain(errors.Kept, error => $"{error}".Contains("must be 0", StringComparison.Ordinal));
    }

    private static Parsed<MarketFile> Read(string text) =>
        MarketFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "markets.csv");
}
