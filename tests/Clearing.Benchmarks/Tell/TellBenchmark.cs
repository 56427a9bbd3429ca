using Clearing.Contracts;
using Clearing.Market;
using static Clearing.Benchmarks.WrongResultException;

namespace Clearing.Benchmarks;

/// <summary>
/// How many winners are notified per second, with durable postings, and on which store.
/// </summary>
public static class TellBenchmark
{
    private const long High = 10_000_000;
    private const long Low = 1_000_000;

    /// <summary>Measures and fills the table.</summary>
    public static async Task Run(Settings settings, Table table)
    {
        table.Columns(
            "journal", "winners", "what", "sellers/s median", "min", "max",
            "× one transaction an award");
        var winners = settings.Smoke ? 200 : Math.Min(100_000, settings.Most ?? int.MaxValue);
        foreach (var kind in Database.Kinds(settings, table))
        {
            await Measure(settings, table, kind, winners);
        }
    }

    private static async Task Measure(
        Settings settings, Table table, StoreKind kind, int winners)
    {
        await using var database = (await Database.Open(kind))!;
        var (asleep, awake, repricing) = (new Samples(), new Samples(), new Samples());
        var (single, all) = (new Samples(), new Samples());
        for (var run = 0; run < settings.Runs; run++)
        {
            await using (var tables = await AwardTransactions.Open(database, winners))
            {
                // Each of the callers has a connection; a sample of the winners is enough.
                var each = Math.Max(1, Math.Min(winners, 10_000) / tables.Connections);
                var rate = await Rate(each * tables.Connections, () => Task.WhenAll(
                    Enumerable.Range(0, tables.Connections).Select(n => Task.Run(async () =>
                    {
                        for (var i = 0; i < each; i++) { await tables.One(n); }
                    }))));
                single.Add(rate);
                if (kind == StoreKind.Postgres)
                {
                    all.Add(await Rate(winners, () => tables.All(winners, 2)));
                }
                await tables.Check();
            }
            await Grains(database, winners, wake: false, asleep, repricing);
            // Of these the later clearing is a check alone.
            await Grains(database, winners, wake: true, awake, new Samples());
        }
        void Row(string what, Samples samples) => table.Row(
            $"{kind}", Table.Count(winners), what, Table.Count((long)samples.Median),
            Table.Count((long)samples.Min), Table.Count((long)samples.Max),
            Table.Times(samples.Over(single)));
        Row("grains: clearing to all told", asleep);
        Row("grains: the same, sellers in memory", awake);
        Row("grains: later clearing to all repriced", repricing);
        Row(kind == StoreKind.Postgres
            ? "one transaction an award, 16 connections" : "one transaction an award", single);
        if (all.Count > 0) { Row("one UPDATE FROM for all", all); }
    }

    private static async Task Grains(
        Database database, int winners, bool wake, Samples told, Samples repricing)
    {
        var options = database.NewJournal();
        await using (var journal = await KeyedJournal.Open(options, database.Keys))
        {
            await Seeding.Write(journal.Sealed, Seeding.Events(winners + 1, 1_000, BidOf));
            await Seeding.Join(
                journal.Sealed, Enumerable.Range(0, winners + 1).Select(n => BidOf(n).Seller));
        }
        await using var cluster = await Cluster.Start(options, database.Keys);
        var round = cluster.Grains.GetGrain<IRoundGrain>(Seeding.Market);
        Unless((await round.Report()).OpenBidsFrom == CountClass.Of(winners + 1));
        if (wake) { await Wake(cluster, winners); }
        told.Add(await Rate(winners, () => ClearAndTell(round, 1, winners * 10L)));
        repricing.Add(await Rate(winners, () => ClearAndTell(round, 2, 10)));
        for (var n = 0; n < winners; n += Math.Max(1, winners / 20))
        {
            var seller = cluster.Grains.GetGrain<ISellerGrain>($"seller-{n:D7}");
            Unless((await seller.Statement(Seeding.Market))!.Charge.Minor == 10 * Low / 10_000);
        }

        Bid BidOf(int n) => new(
            $"bid-{n:D9}", $"seller-{n:D7}", new Fee(n < winners ? High + n : Low),
            new CubicFeet(10));
    }

    private static Task Wake(Cluster cluster, int sellers) => Parallel.ForEachAsync(
        Enumerable.Range(0, sellers),
        new ParallelOptions { MaxDegreeOfParallelism = 256 },
        async (n, _) => Unless(await cluster.Grains
            .GetGrain<ISellerGrain>($"seller-{n:D7}").PostingCount() == 0));

    private static async Task ClearAndTell(IRoundGrain round, int number, long capacity)
    {
        var receipt = await round.Clear(new RoundTerms(number, new CubicFeet(capacity)));
        Unless(receipt.Status == ClearStatus.Cleared);
        while ((await round.Report()).Untold > 0) { await Task.Delay(5); }
    }

    private static async Task<double> Rate(int count, Func<Task> work)
    {
        var took = new Samples();
        await took.Time(work);
        return count / took.Median * 1_000;
    }
}
