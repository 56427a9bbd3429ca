using Clearing.Contracts;
using Clearing.Grains;
using Clearing.Grains.Events;
using Clearing.Journal;
using Clearing.Market;
using Orleans.Runtime;
using static Clearing.Benchmarks.WrongResultException;

namespace Clearing.Benchmarks;

/// <summary>How long a server needs from its start to the first accepted bid.</summary>
public static class RecoverBenchmark
{
    /// <summary>Measures and fills the table.</summary>
    public static async Task Run(Settings settings, Table table)
    {
        table.Columns(
            "journal", "size", "what", "median ms", "min", "max", "× reading the rows", "ns each");
        foreach (var kind in Database.Kinds(settings, table))
        {
            await using var database = (await Database.Open(kind))!;
            int[] sizes = settings.Smoke ? [2_000] : settings.UpTo(10_000, 100_000, 1_000_000);
            foreach (var bids in sizes)
            {
                await Market(settings, table, database, bids, MergedBids.MaxBids);
                await Market(settings, table, database, bids, 1);
            }
            var sellers = settings.Smoke ? 200 : Math.Min(100_000, settings.Most ?? 100_000);
            await Sellers(settings, table, database, sellers);
        }
    }

    private static async Task Market(
        Settings settings, Table table, Database database, int bids, int perEvent)
    {
        var options = database.NewJournal();
        var tables = Path.Combine(database.Folder, $"tables-{bids}-{perEvent}.db");
        await using (var journal = await KeyedJournal.Open(options, database.Keys))
        {
            await Seeding.Write(journal.Sealed, Seeding.Events(bids, perEvent, Seeding.WideBid));
        }
        await using (var before = await Cluster.Start(options, database.Keys, tables))
        {
            await StoreParts(
                before.Grains.GetGrain<IRoundGrain>(Seeding.Market), 1 + bids / perEvent);
        }
        var (read, decoded, folded, first) =
            (new Samples(), new Samples(), new Samples(), new Samples());
        for (var run = 0; run < settings.Runs; run++)
        {
            await using (var journal = await KeyedJournal.Open(options, database.Keys))
            {
                await read.Time(() => Read(journal.Stored));
                await decoded.Time(() => Open(journal.Sealed, _ => { }));
                var market = new CapacityMarket(Seeding.Market);
                await folded.Time(() => Open(journal.Sealed, market.Apply));
                Unless(market.Report().OpenBidsFrom == CountClass.Of(bids + run));
            }
            Cluster? cluster = null;
            await first.Time(async () =>
            {
                cluster = await Cluster.Start(options, database.Keys, tables);
                await PlaceOne(cluster, run);
            });
            var round = cluster!.Grains.GetGrain<IRoundGrain>(Seeding.Market);
            Unless((await round.Report()).OpenBidsFrom == CountClass.Of(bids + run + 1));
            await cluster.DisposeAsync();
        }
        void Row(string what, Samples samples) => table.Row(
            $"{database.Kind}", $"{Table.Count(bids)} bids, {Table.Count(perEvent)} an event", what,
            Table.Figure(samples.Median), Table.Figure(samples.Min), Table.Figure(samples.Max),
            Table.Times(samples.Over(read)), Table.Figure(samples.Median * 1_000_000 / bids));
        Row("read the rows", read);
        Row("read, open and decode", decoded);
        Row("read, open, decode and fold", folded);
        Row("server's start to the first accepted bid", first);
    }

    private static async Task Sellers(
        Settings settings, Table table, Database database, int sellers)
    {
        var options = database.NewJournal();
        await using (var journal = Journals.Open(options, TimeProvider.System))
        {
            NewEvent[] joined = [Codecs.Seller.Encode(new MarketJoined(Seeding.Market))];
            await Task.WhenAll(Enumerable.Range(0, sellers).Select(n =>
                journal.Append(Streams.OfSeller($"seller-{n:D7}"), 0, joined)));
        }
        var (one, all, stopped) = (new Samples(), new Samples(), new Samples());
        for (var run = 0; run < settings.Runs; run++)
        {
            var cluster = await Cluster.Start(options, database.Keys);
            await one.Time(() => Wake(cluster, 0));
            var next = 0;
            await all.Time(() => Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(
                async () =>
                {
                    while (Interlocked.Increment(ref next) is var n && n < sellers)
                    {
                        await Wake(cluster, n);
                    }
                }))));
            await stopped.Time(() => cluster.DisposeAsync().AsTask());
        }
        void Row(string what, Samples samples, int count) => table.Row(
            $"{database.Kind}", $"{Table.Count(sellers)} sellers", what, Table.Figure(samples.Median),
            Table.Figure(samples.Min), Table.Figure(samples.Max), "",
            Table.Figure(samples.Median * 1_000_000 / count));
        Row("first answer of one seller", one, 1);
        Row("first answers of all, 64 in flight", all, sellers);
        Row("stop with all of them active", stopped, sellers);
    }

    private static async Task Wake(Cluster cluster, int seller)
    {
        var grain = cluster.Grains.GetGrain<ISellerGrain>($"seller-{seller:D7}");
        Unless((await grain.Allocations()).Length == 1);
    }

    // A market stores parts of its history when it is woken, some at once.
    private static async Task StoreParts(IRoundGrain round, int events)
    {
        var now = DateTime.UtcNow;
        for (var left = events; left > 0; left -= new SnapshotPolicy().OfMarket)
        {
            await round.AsReference<IRemindable>().ReceiveReminder(
                "duty", new TickStatus(now, RoundGrain.DutyPeriod, now));
        }
    }

    private static async Task PlaceOne(Cluster cluster, int run)
    {
        var bid = new Bid($"late-{run}", "seller-late", new Fee(1), new CubicFeet(1));
        var receipt = await cluster.Grains.GetGrain<ISellerGrain>(bid.Seller)
            .Place(Seeding.Market, bid);
        Unless(receipt.Status == BidStatus.Accepted);
    }

    private static async Task Read(IJournal journal)
    {
        await foreach (var _ in journal.Read(Streams.OfMarket(Seeding.Market), 0)) { }
    }

    private static async Task Open(SealedJournal journal, Action<MarketEvent> see)
    {
        using var stream = journal.Stream(Streams.OfMarket(Seeding.Market), Codecs.Market.Seals);
        await foreach (var stored in stream.Follow()) { see(Codecs.Market.Decode(stream.Name, stored)); }
    }
}
