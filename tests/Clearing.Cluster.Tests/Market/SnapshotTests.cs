using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>A snapshot only saves time: the journal has everything.</summary>
public sealed class SnapshotTests : IAsyncLifetime
{
    private const string Seller = "w1";
    private MarketCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await MarketCluster.Start();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"seller\":7}")]
    public async Task A_snapshot_that_cannot_be_read_costs_time_and_nothing_else(string damage)
    {
        var market = new Bidding(_cluster, "east/standard/p1");
        await market.Open();
        await market.Place(Seller, "B", 5, 10);
        await market.Clear(1, 10);
        await market.AllTold();
        var before = await market.Seller(Seller).Statement(market.Market);
        await _cluster.Restart();
        var row = await StoredOf(Seller);
        Assert.True(row.RecordExists);
        row.State!.Account = damage;
        await Store(Seller, row);

        var after = await market.Seller(Seller).Statement(market.Market);

        Assert.Equal(before! with { Awards = [] }, after! with { Awards = [] });
        Assert.Equal(before.Awards.ToArray(), after.Awards.ToArray());
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_costs_time_and_is_overwritten()
    {
        var market = new Bidding(_cluster, "east/standard/p1");
        await market.Open();
        await market.Place(Seller, "B", 5, 10);
        await market.Clear(1, 10);
        await market.AllTold();
        await _cluster.Restart(() => _cluster.Disk.DamageRow("seller", Id(Seller)));

        var line = Assert.Single((await market.Seller(Seller).Statement(market.Market))!.Awards);
        await market.Seller(Seller).ReportSales(new("late", market.Market, new Money(700)));
        await _cluster.Restart();

        Assert.Equal("B@1", line.AwardId);
        Assert.True((await StoredOf(Seller)).State!.Version > 0);
    }

    [Fact]
    public async Task A_storage_that_confuses_two_sellers_gives_neither_the_others_account()
    {
        var market = new Bidding(_cluster, "east/standard/p1");
        await market.Open();
        await market.Place("7", "B", 5, 10);
        await market.Place("07", "C", 5, 30);
        await market.Clear(1, 40);
        await market.AllTold();
        await _cluster.Restart();
        var own = await StoredOf("07");
        own.State = (await StoredOf("7")).State;
        await Store("07", own);

        var line = Assert.Single((await market.Seller("07").Statement(market.Market))!.Awards);

        Assert.Equal(("C@1", 30), (line.AwardId, line.Granted.Value));
    }

    [Fact]
    public async Task A_snapshot_of_another_history_counts_as_lost_and_is_replaced()
    {
        var market = new Bidding(_cluster, "east/standard/p1");
        await market.Open();
        await market.Place(Seller, "B", 5, 10);
        await market.Clear(1, 10);
        await market.AllTold();
        await _cluster.Restart();
        var row = await StoredOf(Seller);
        var right = row.State!.Link;
        row.State.Link = new string('0', right.Length);
        await Store(Seller, row);

        var line = Assert.Single((await market.Seller(Seller).Statement(market.Market))!.Awards);
        await _cluster.Restart();

        Assert.Equal("B@1", line.AwardId);
        Assert.Equal((64, right), (right.Length, (await StoredOf(Seller)).State!.Link));
    }

    [Fact]
    public async Task Nothing_is_shown_or_kept_that_is_not_durable()
    {
        var market = new Bidding(_cluster, "east/standard/p1");
        await market.Open();
        await market.Place(Seller, "B", 5, 10);
        await market.Clear(1, 10);
        await market.AllTold();
        var seller = market.Seller(Seller);
        await seller.ReportSales(new("first", market.Market, new Money(700)));
        var held = _cluster.Gate.StopAt(append => append.Stream == Streams.OfSeller(Seller));
        var reported = seller.ReportSales(new("second", market.Market, new Money(50)));
        await held;
        Task[] shown =
        [
            seller.Statement(market.Market), seller.Sales(market.Market, 0, 9), seller.Allocations(),
            seller.PostingCount(), seller.Audit(0, 9), reported,
        ];
        // A call that shows something wrong comes back while others go and come.
        for (var trip = 0; trip < 20; trip++) { await market.Round.Report(); }

        Assert.All(shown, one => Assert.False(one.IsCompleted));
        Assert.False((await StoredOf(Seller)).RecordExists);
        _cluster.Gate.Open();
        await Task.WhenAll(shown);
        Assert.Equal(4, (await StoredOf(Seller)).State!.Version);
    }

    private async Task<GrainState<StoredSnapshot>> StoredOf(string seller)
    {
        var row = new GrainState<StoredSnapshot>(new StoredSnapshot());
        await _cluster.Disk.Snapshots.ReadStateAsync("seller", Id(seller), row);
        return row;
    }

    private Task Store(string seller, GrainState<StoredSnapshot> row) =>
        _cluster.Disk.Snapshots.WriteStateAsync("seller", Id(seller), row);

    private static GrainId Id(string seller) => GrainId.Create("seller", seller);
}
