using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Cluster.Tests.Market;

/// <summary>Commands that arrive together share appends, and do not otherwise interact.</summary>
public sealed class BurstTests : IAsyncLifetime
{
    private const int Bids = 40;
    private MarketCluster _cluster = null!;
    private Bidding _market = null!;

    public async Task InitializeAsync()
    {
        _cluster = await MarketCluster.Start();
        _market = new Bidding(_cluster, "us-east/standard/2026-Q4");
        await _market.Open();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Bids_that_come_while_the_market_writes_are_one_event_and_each_has_its_answer()
    {
        var placed = await PlaceAllWhileTheFirstIsHeld();
        _cluster.Gate.Open();

        var receipts = (await Task.WhenAll(placed)).Select(one => Assert.Single(one)).ToArray();

        Assert.All(receipts, receipt => Assert.Equal(BidStatus.Accepted, receipt.Status));
        Assert.All(receipts, receipt => Assert.Equal(1, receipt.Number));
        var events = (await _cluster.Disk.MarketEvents(_market.Market)).OfType<BidsPlaced>();
        Assert.Equal([1, 1, Bids - 2], events.Select(happened => happened.Bids.Length));
        await _cluster.Crash();
        Assert.Equal(CountClass.Of(Bids), (await _market.Round.Report()).OpenBidsFrom);
    }

    [Fact]
    public async Task Bids_of_sellers_that_wait_for_one_market_go_together_each_with_its_own_receipt()
    {
        // A first bid waits until its seller's account has noted the market.
        for (var n = 0; n < Bids; n++) { await _market.Place($"w{n}", $"first-{n}", 5, 10); }
        var before = _cluster.Deliveries.Placed;
        var held = _cluster.Gate.StopAt(append => append.Events.Any(e => e.Type == "bids_placed"));
        var first = _market.TryPlace("w0", "b0", 5, 10);
        await held;
        Task<BidReceipt>[] placed =
            [first, .. Enumerable.Range(1, Bids - 1).Select(
                n => _market.TryPlace($"w{n}", $"b{n}", 5, n % 4 == 3 ? 0 : 10))];
        await Eventually.Holds(
            () => Task.FromResult(_cluster.Deliveries.Asked == 2 * Bids), "every seller was asked");
        _cluster.Gate.Open();

        var receipts = await Task.WhenAll(placed);

        Assert.Equal(
            Enumerable.Range(0, Bids).Select(n => ($"b{n}", n % 4 == 3
                ? BidStatus.VolumeNotPositive : BidStatus.Accepted)),
            receipts.Select(receipt => (receipt.BidId, receipt.Status)));
        Assert.Equal(4, _cluster.Deliveries.Placed - before);
        Assert.Equal(Bids + (Bids * 3 / 4), (await _cluster.Disk.BidsIn(_market.Market)).Length);
    }

    [Fact]
    public async Task A_crash_loses_what_waited_with_its_answers_and_sent_again_it_counts_once()
    {
        var placed = await PlaceAllWhileTheFirstIsHeld();

        await _cluster.Crash();

        foreach (var one in placed) { await Assert.ThrowsAnyAsync<Exception>(() => one); }
        Assert.Empty(await _cluster.Disk.BidsIn(_market.Market));
        foreach (var bid in Enumerable.Range(0, Bids))
        {
            await _market.Place($"w{bid}", $"b{bid}", 5, 10);
        }
        var durable = await _cluster.Disk.BidsIn(_market.Market);
        Assert.Equal(Enumerable.Range(0, Bids).Select(bid => $"b{bid}"), durable);
    }

    [Fact]
    public async Task Postings_made_while_the_seller_writes_are_each_on_one_page_of_its_ledger()
    {
        const int Reports = 300;
        await _market.Place("shop", "b", 5, 10);
        await _market.Clear(1, 10);
        await _market.AllTold();
        var held = _cluster.Gate.StopAt(append => append.Events.Any(e => e.Type == "sales_reported"));
        var shop = _market.Seller("shop");
        var reported = Enumerable.Range(0, Reports).Select(n => shop.ReportSales(
            new SalesReport($"r{n}", _market.Market, new Money(100)))).ToArray();
        await held;
        _cluster.Gate.Open();
        await Task.WhenAll(reported);

        // This starts in the middle, because reading from the start would note all places anyway.
        var rest = await shop.Ledger(after: Reports / 2, most: Reports);
        var all = await shop.Ledger(after: 0, most: 2 * Reports);

        Assert.Equal(1 + Reports, all.Select(entry => entry.Posting.Reference).Distinct().Count());
        Assert.Equal(
            all[(Reports / 2)..].Select(entry => (entry.Number, entry.Posting.Reference)),
            rest.Select(entry => (entry.Number, entry.Posting.Reference)));
    }

    private async Task<Task<ImmutableArray<BidReceipt>>[]> PlaceAllWhileTheFirstIsHeld()
    {
        var held = _cluster.Gate.StopAt(append => append.Events.Any(e => e.Type == "bids_placed"));
        var first = Place(0);
        await held;
        Task<ImmutableArray<BidReceipt>>[] placed =
            [first, .. Enumerable.Range(1, Bids - 1).Select(Place)];
        await Eventually.Holds(
            () => Task.FromResult(_cluster.Deliveries.Placed == Bids), "every call has arrived");
        return placed;
    }

    private Task<ImmutableArray<BidReceipt>> Place(int bid) =>
        _market.Book.Place([Bidding.BidOf($"w{bid}", $"b{bid}", 5, 10)], new CubicFeet(0));
}
