namespace Clearing.Gateway.Tests;

/// <summary>What others than the seller see of the max fees of its awards.</summary>
public class MaxFeeTests(KeyedServer server) : IClassFixture<KeyedServer>
{
    [Theory]
    [InlineData("statement")]
    [InlineData("awards")]
    public async Task An_operator_sees_max_fees_once_the_market_is_settled_seller_and_auditor_before(string view)
    {
        var market = await server.OpenMarket($"fees-{view}", "{}");
        await server.Do("acme", "POST", "sellers/acme/bids", $$"""
            {"market":"{{market}}","bid_id":"part","max_fee_micros":9000000,"max_volume":100}
            """);
        await server.Do(
            "olga", "POST", $"markets/{market}/rounds/1/clear", """{"capacity_delta":60,"reserve_fee_micros":0}""");

        Assert.Equal("9000000", await MaxFee("acme"));
        Assert.Equal("9000000", await MaxFee("ann"));
        Assert.Null(await MaxFee("olga"));
        await server.Do("olga", "POST", $"markets/{market}/settle", "");
        await Patience.Until(
            () => server.As("ann", "GET", $"sellers/acme/statement?market={market}"),
            reply => reply["final"] == "true");
        Assert.Equal("9000000", await MaxFee("olga"));

        async Task<string?> MaxFee(string caller)
        {
            var seen = await Patience.Until(
                () => server.As(caller, "GET", $"sellers/acme/{view}?market={market}"),
                reply => reply.Status == 200);
            return Assert.Single(seen.Json["awards"]!.AsArray())!["max_fee_micros"]?.ToString();
        }
    }
}
