using System.Collections.Immutable;
using System.Diagnostics;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Allocation.Zones;
using Clearing.Contracts;
using static Clearing.Benchmarks.WrongResultException;

namespace Clearing.Benchmarks;

/// <summary>
/// How long a zone's run takes, how many facts a second become durable, what a day weighs, and when
/// a late fact is corrected.
/// </summary>
public static class AllocateBenchmark
{
    private const string Zone = "us-east/standard";
    private const int AtOnce = 256;

    /// <summary>Measures and fills the table.</summary>
    public static async Task Run(Settings settings, Table table)
    {
        table.Columns("what", "how many", "unit", "median", "min", "max", "ratio");
        foreach (var kind in Database.Kinds(settings, table))
        {
            await using var database = (await Database.Open(kind))!;
            await Facts(settings, table, database);
            await LateFacts.Measure(settings, table, database);
            int[] sizes = settings.Smoke ? [50] : settings.UpTo(1_000, 10_000, 100_000);
            foreach (var sellers in sizes) { await Runs(settings, table, database, sellers); }
        }
    }

    private static async Task Runs(
        Settings settings, Table table, Database database, int sellers)
    {
        var journal = database.NewJournal();
        await using var cluster = await Cluster.Start(journal, database.Keys);
        var zone = await Configured(cluster, Zone);
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(
            0, sellers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (seller, _) => await Report(cluster, seller, AllocationFacts.Of(seller)));
        var rate = sellers * (double)AllocationFacts.Days / Stopwatch.GetElapsedTime(began).TotalSeconds;
        One(table, $"{database.Kind}: facts, a year a call", sellers * AllocationFacts.Days, "facts/s", rate);
        var days = (double)sellers * AllocationFacts.Days;
        var bytes = await database.BytesOf(journal);
        One(table, $"{database.Kind}: a day in the journal, a year a call", (long)days, "bytes", bytes / days);

        var (run, bare, kept) = (new Samples(), new Samples(), new Samples());
        long[] sums = [];
        if (!settings.Smoke)
        {
            await Draft(zone, "warm-up", sellers);
            bytes = await database.BytesOf(journal);
        }
        for (var time = 1; time <= settings.Runs; time++)
        {
            await run.Time(async () => sums = await Draft(zone, $"run-{time}", sellers));
        }
        Row(table, $"{database.Kind}: run, draft durable", sellers, "ms", run, 1);
        One(table, $"{database.Kind}: a seller's part in a run, in the journal", sellers, "bytes",
            (await database.BytesOf(journal) - bytes) / (double)(sellers * settings.Runs));
        var computed = new Samples();
        var alone = new BareRun(sellers);
        alone.Run();
        for (var time = 0; time < settings.Runs; time++)
        {
            await computed.Time(() =>
            {
                Unless(alone.Run().SequenceEqual(sums));
                return Task.CompletedTask;
            });
        }
        Row(
            table, $"{database.Kind}: computation of a run, facts in memory", sellers, "ms",
            computed, computed.Over(run));
        if (database.Kind != StoreKind.Postgres) { return; }
        await using var source = database.Source();
        var sql = new SqlAllocation(source);
        await sql.Load(sellers);
        for (var time = 0; time < settings.Runs; time++)
        {
            await bare.Time(() => sql.Run(AllocationFacts.CapacityOf(sellers), keepsInputs: false));
            Unless((await sql.Sums()).SequenceEqual(sums));
            await kept.Time(() => sql.Run(AllocationFacts.CapacityOf(sellers), keepsInputs: true));
        }
        Row(table, "statement: bases alone", sellers, "ms", bare, bare.Over(run));
        Row(table, "statement: bases, weeks and hashes", sellers, "ms", kept, kept.Over(run));
    }

    // One report a call, as sellers send them.
    private static async Task Facts(Settings settings, Table table, Database database)
    {
        var journal = database.NewJournal();
        await using var cluster = await Cluster.Start(journal, database.Keys);
        await Configured(cluster, Zone);
        await using var inserts = await SingleInserts.Open(database, 16);
        var (facts, single) = (new Samples(), new Samples());
        var (sent, before) = (0L, await database.BytesOf(journal));
        var next = new int[AtOnce];
        for (var time = 0; time < settings.Runs; time++)
        {
            facts.Add(await Load.Run(AtOnce, settings.Seconds, 1, async (caller, _) =>
            {
                var number = next[caller]++;
                var day = AllocationFacts.First.AddDays(number % AllocationFacts.Days);
                await Report(cluster, caller, [new DayReport(
                    $"d-{number:D9}", day, number / AllocationFacts.Days,
                    AllocationFacts.FiguresOf(caller, number % AllocationFacts.Days))]);
                Interlocked.Increment(ref sent);
            }));
            single.Add(await Load.Run(
                16, settings.Seconds, 1, (caller, _) => inserts.Insert(caller)));
        }
        Row(table, $"{database.Kind}: facts, one a call", AtOnce, "facts/s", facts, facts.Over(single));
        Row(table, $"{database.Kind}: single INSERTs, 16 connections", 16, "rows/s", single, 1);
        One(table, $"{database.Kind}: a day in the journal, one a call", sent, "bytes",
            (await database.BytesOf(journal) - before) / (double)sent);
    }

    internal static async Task<IZoneGrain> Configured(Cluster cluster, string zone)
    {
        var grain = cluster.Grains.GetGrain<IZoneGrain>(zone);
        var terms = new ZoneTerms("UTC", PeriodKind.Month, "USD", 2, new AllocationConfig());
        Unless(await grain.Configure(terms) == ZoneStatus.Configured);
        return grain;
    }

    private static async Task Report(
        Cluster cluster, int seller, ImmutableArray<DayReport> reports)
    {
        var own = cluster.Grains.GetGrain<IZoneSellerGrain>(
            ZoneKey.OfSeller(Zone, AllocationFacts.Seller(seller)));
        var answers = await own.Report(reports);
        Unless(answers.All(answer => answer == FactStatus.Recorded));
    }

    private static async Task<long[]> Draft(IZoneGrain zone, string id, int sellers)
    {
        var begun = await zone.Begin(new(
            id, AllocationFacts.Period.ToString(), [AllocationFacts.CapacityOf(sellers)]));
        Unless(begun == RunStatus.Begun);
        while (true)
        {
            var run = (await zone.Run(id))!;
            if (run.Stage == RunStage.Draft)
            {
                Unless(run.Sellers == sellers);
                return [.. run.RegularVolumes.Select(volume => (long)volume)];
            }
            await Task.Delay(5);
        }
    }

    private static void Row(
        Table table, string what, long count, string unit, Samples of, double ratio) => table.Row(
            what, Table.Count(count), unit, Table.Figure(of.Median), Table.Figure(of.Min),
            Table.Figure(of.Max), Table.Times(ratio));

    private static void One(Table table, string what, long count, string unit, double value) =>
        table.Row(what, Table.Count(count), unit, Table.Figure(value), "", "", "");
}
