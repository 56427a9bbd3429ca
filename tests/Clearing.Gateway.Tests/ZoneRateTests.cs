namespace Clearing.Gateway.Tests;

/// <summary>The fee of use above the limit, as a zone is configured over HTTP.</summary>
public sealed class ZoneRateTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Terms =
        """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""";

    private static int Zones;

    [Theory]
    [InlineData("USD", "", 10_000_000)]
    [InlineData("GBP", "", 7_800_000)]
    [InlineData("EUR", "", 9_061_390)]
    [InlineData("EUR", ",\"rules\":{\"floor_volume\":30}", 9_061_390)]
    [InlineData("EUR", ",\"rules\":{\"overage_rate_micros\":10000000}", 10_000_000)]
    [InlineData("CHF", "", 10_000_000)]
    public async Task The_rate_of_use_above_the_limit_follows_the_currency_unless_the_rules_name_it(
        string currency, string rules, long micros)
    {
        var zone = await server.Send(
            "PUT", $"/v1/zones/rates/z{Interlocked.Increment(ref Zones)}",
            Terms.Replace("\"USD\"", $"\"{currency}\"{rules}"));

        Assert.Equal(micros, (long)zone.Json["rules"]!["overage_rate_micros"]!);
    }
}
