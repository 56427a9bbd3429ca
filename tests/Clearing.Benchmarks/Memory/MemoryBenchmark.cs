using Clearing.Allocation.Facts;
using Clearing.Allocation.Sellers;
using Clearing.Contracts;
using Clearing.Grains.Events;
using Clearing.Market;
using static Clearing.Benchmarks.WrongResultException;

namespace Clearing.Benchmarks;

/// <summary>What a bid and a seller weigh in the memory of a server.</summary>
public static class MemoryBenchmark
{
    private const int BidsOfActive = 10;

    /// <summary>Measures and fills the table.</summary>
    public static async Task Run(Settings settings, Table table)
    {
        table.Columns("what", "how many", "bytes each", "ratio to the class");
        var most = settings.Most ?? int.MaxValue;
        int[] sizes = settings.Smoke ? [20_000] : settings.UpTo(10_000, 100_000, 1_000_000);
        foreach (var bids in sizes) { Bids(table, bids); }
        Days(table, settings.Smoke ? 10 : 1_000);
        var sellers = settings.Smoke ? 300 : Math.Min(100_000, most);
        await Sellers(table, "idle seller", sellers, 0);
        await Sellers(
            table, $"active seller with {BidsOfActive} bids, its part of the market's book with it",
            Math.Min(sellers, 20_000), BidsOfActive);
    }

    private static void Bids(Table table, int bids)
    {
        var plain = Weigh(() =>
        {
            var byId = new Dictionary<string, PlainBid>(StringComparer.Ordinal);
            for (var n = 0; n < bids; n++)
            {
                var bid = Seeding.WideBid(n);
                byId.Add(bid.Id, new(
                    bid.Id, bid.Seller, bid.MaxFee.Micros, bid.MaxVolume.Value, 0, 0, n));
            }
            return byId;
        });
        var market = Weigh(() =>
        {
            var made = new CapacityMarket(Seeding.Market);
            foreach (var happened in Seeding.Events(bids, 64, Seeding.WideBid))
            {
                made.Apply(happened);
            }
            Unless(made.Report().OpenBidsFrom == CountClass.Of(bids));
            return made;
        });
        table.Row(
            "plain class in a dictionary by id", Table.Count(bids),
            Table.Figure((double)plain / bids), Table.Times(1));
        table.Row(
            "open bid in a market, with its id of 13 bytes", Table.Count(bids),
            Table.Figure((double)market / bids), Table.Times((double)market / plain));
    }

    private static void Days(Table table, int sellers)
    {
        const int Year = 365;
        var reports = Enumerable.Range(0, Year).Select(ReportOf).ToArray();
        var plain = Weigh(() => Enumerable.Range(0, sellers).Select(_ => reports.ToDictionary(
            of => new string(of.Id),
            of => of with { Figures = of.Figures with { } }, StringComparer.Ordinal)).ToArray());
        var packed = Weigh(() => Enumerable.Range(0, sellers).Select(_ =>
        {
            var book = new FactBook();
            foreach (var report in reports) { book.Apply(new ReportRecorded(report)); }
            Unless(book.Days.Count() == Year);
            return book;
        }).ToArray());
        var journal = reports.Sum(
            of => Codecs.ZoneSeller.Encode(FactsTaken.Of(new ReportRecorded(of))).Payload.Length);
        var days = (double)sellers * Year;
        table.Row(
            "plain report in a dictionary by id", Table.Count((long)days),
            Table.Figure(plain / days), Table.Times(1));
        table.Row(
            "day of a seller with nine figures, and its id of 12 bytes", Table.Count((long)days),
            Table.Figure(packed / days), Table.Times(packed / (double)plain));
        table.Row(
            "the same as an event of the journal, before packing", Table.Count(Year),
            Table.Figure((double)journal / Year), "");
    }

    private static DayReport ReportOf(int day) => new(
        $"d-2026-{day:D5}", new DateOnly(2026, 1, 1).AddDays(day), 0, new()
        {
            UsedVolume = 600 + day,
            InboundVolume = 40,
            SoldMilliVolume = 9_000 + day,
            UnitsSold = 20,
            OnHandUnits = 900,
            ExcessUnits = 30,
            StrandedUnits = 9,
            InStockPpm = 940_000,
            SalesMinor = 125_000 + day,
        });

    private static async Task Sellers(Table table, string what, int sellers, int bids)
    {
        await using var database = (await Database.Open(StoreKind.Sqlite))!;
        await using var cluster = await Cluster.Start(database.NewJournal(), database.Keys);
        var round = cluster.Grains.GetGrain<IRoundGrain>(Seeding.Market);
        Unless(await round.Open(new MarketConfig()) == OpenStatus.Opened);
        await Use(cluster, -1, bids);
        var before = Live();
        await Parallel.ForAsync(
            0, sellers, new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (seller, _) => await Use(cluster, seller, bids));
        var each = (double)(Live() - before) / sellers;
        Unless((await round.Report()).OpenBidsFrom == CountClass.Of((sellers + 1) * bids));
        table.Row(what, Table.Count(sellers), Table.Figure(each), "");
    }

    private static async Task Use(Cluster cluster, int seller, int bids)
    {
        var id = $"seller-{seller:D7}";
        var grain = cluster.Grains.GetGrain<ISellerGrain>(id);
        if (bids == 0)
        {
            Unless((await grain.Allocations()).IsEmpty);
            return;
        }
        var receipts = await grain.PlaceMany(Seeding.Market,
        [
            .. Enumerable.Range(0, bids).Select(n => new Bid(
                $"bid-{seller:D6}{n:D3}", id, new Fee(n), new CubicFeet(n + 1))),
        ]);
        Unless(receipts.All(receipt => receipt.Status == BidStatus.Accepted));
    }

    private static long Weigh<T>(Func<T> make)
    {
        var before = Live();
        var made = make();
        var after = Live();
        GC.KeepAlive(made);
        return after - before;
    }

    private static long Live()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private sealed record PlainBid(
        string Id, string Seller, long Fee, long MaxVolume, long MinVolume, long Granted,
        long Sequence);
}
