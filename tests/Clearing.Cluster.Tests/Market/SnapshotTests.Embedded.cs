using Clearing.Embedded;

namespace Clearing.Cluster.Tests.Market;

/// <summary>A snapshot only saves time: the journal has everything.</summary>
public sealed class SnapshotTests : IAsyncLifetime
{
    private const string Seller = "w1";
    private MarketCluster cluster = null!;

    public async Task InitializeAsync() => cluster = await MarketCluster.Start();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"seller\":7}")]
    public async Task A_snapshot_that_cannot_be_read_costs_time_and_nothing_else(string damage)
    {
        var market = new Bidding(cluster, "east/standard/p1");
        await market.Open();
        await market.Place(Seller, "B", 5, 10);
        await market.Clear(1, 10);
        await market.AllTold();
        var before = await market.Seller(Seller).Statement(market.Market);
        await cluster.Restart();
        var key = new StateKey("seller", Seller, "seller");
        var row = await cluster.Disk.Snapshots.Read(key);
        Assert.NotNull(row);
        var payload = $$"""{"Version":2,"Account":{{System.Text.Json.JsonSerializer.Serialize(damage)}}}""";
        await cluster.Disk.Snapshots.Write(key, payload, row.Etag);

        var after = await market.Seller(Seller).Statement(market.Market);

        Assert.Equal(before! with { Awards = [] }, after! with { Awards = [] });
        Assert.Equal(before.Awards.ToArray(), after.Awards.ToArray());
    }
}
