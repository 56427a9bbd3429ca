using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

/// <summary>
/// What the operator of a region sees of the money in its markets, whether a silo checks each call
/// itself or leaves that to the gateway in its process.
/// </summary>
public sealed class RegionalFinanceTests
{
    private const string Entries = "entries";

    public static TheoryData<string[]> Silos => new(
        [["--Cluster:GatewayPort", "0"], []]);

    [Theory]
    [MemberData(nameof(Silos))]
    public async Task An_operator_reads_trial_balances_and_ledgers_of_its_own_markets(string[] silo)
    {
        var server = new KeyedServer { More = silo };
        await server.InitializeAsync();
        try
        {
            var (east, west) = (await Cleared(server, "olga", "east"), await Cleared(server, "otto", "west"));

            var balance = await server.As("olga", "GET", $"markets/{east}/trial-balance");
            var own = await server.As("olga", "GET", $"sellers/acme/ledger?market={east}");
            var csv = await server.As("olga", "GET", $"sellers/acme/ledger.csv?market={east}");

            Assert.Equal((200, "1"), (balance.Status, balance[Entries]));
            Assert.Equal("3000", balance["debits_minor"]);
            var entry = Assert.Single(own.Json[Entries]!.AsArray())!;
            Assert.Equal(east, $"{entry["market"]}");
            Assert.Contains(east, csv.Text);
            Assert.DoesNotContain(west, csv.Text);
            Assert.Equal(
                [403, 403, 403, 403],
                new[]
                {
                    await server.As("olga", "GET", "sellers/acme/ledger"),
                    await server.As("olga", "GET", $"sellers/acme/ledger?market={west}"),
                    await server.As("olga", "GET", $"sellers/acme/ledger.csv?market={west}"),
                    await server.As("olga", "GET", $"markets/{west}/trial-balance"),
                }.Select(refused => refused.Status));
            Assert.Equal(
                [2, 2, 2, 1],
                new[]
                {
                    await server.As("omar", "GET", "sellers/acme/ledger"),
                    await server.As("ann", "GET", "sellers/acme/ledger"),
                    await server.As("acme", "GET", "sellers/acme/ledger"),
                    await server.As("acme", "GET", $"sellers/acme/ledger?market={west}"),
                }.Select(read => read.Json[Entries]!.AsArray().Count));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    // acme is granted 10 cubic feet at 3.00.
    private static async Task<string> Cleared(KeyedServer server, string by, string region)
    {
        var market = $"{region}/standard/2026-Q4";
        await server.Do(by, "PUT", $"markets/{market}", "{}");
        await server.Do(by, "POST", $"markets/{market}/capacity", """{"change_id":"c","delta":100}""");
        await server.Do("acme", "POST", "sellers/acme/bids", $$"""
            {"market":"{{market}}","bid_id":"b","max_fee_micros":3000000,"max_volume":10}
            """);
        await server.Do(by, "POST", $"markets/{market}/rounds/1/clear", "{}");
        await Patience.Until(
            () => server.As("acme", "GET", $"sellers/acme/statement?market={market}"),
            statement => statement.Json["awards"] is JsonArray { Count: 1 });
        return market;
    }
}
