namespace Clearing.Gateway.Tests;

/// <summary>What a seller may use, where its base has no limit.</summary>
public sealed class AllocationTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_base_without_limit_is_null_and_what_is_held_is_shown()
    {
        var market = await server.OpenMarket();
        await server.Send("PUT", "/v1/sellers/young/bases/test/standard", """{"volume":10000000000000}""");
        await server.Send("POST", "/v1/sellers/young/bids",
            $$"""{"market":"{{market}}","bid_id":"b","max_fee_micros":500000,"max_volume":60}""");
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear", "{}");

        var allocations = await Patience.Until(
            () => server.Send("GET", "/v1/sellers/young/allocations"),
            reply => $"{reply.Json["allocations"]![0]!["held_volume"]}" == "60");

        var own = allocations.Json["allocations"]![0]!.AsObject();
        Assert.All(
            ["base_volume", "total_volume", "next_base_volume"],
            name => Assert.True(own.ContainsKey(name) && own[name] is null, name));
    }
}
