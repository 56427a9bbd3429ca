using System.Text;

namespace Clearing.Benchmarks;

/// <summary>How many bids a second become durable through both grains, and against what.</summary>
public static class IntakeBenchmark
{
    private const int MaxConnections = 16;

    /// <summary>Measures and fills the table.</summary>
    public static async Task Run(Settings settings, Table table)
    {
        table.Columns(
            "journal", "in flight", "a call", "what", "bids/s median", "min", "max",
            "× single INSERTs", "p50 ms", "p99", "p999");
        foreach (var kind in Database.Kinds(settings, table))
        {
            await using var database = (await Database.Open(kind))!;
            int[] levels = settings.Smoke ? [16] : settings.UpTo(1, 16, 64, 256, 1_024);
            foreach (var inFlight in levels)
            {
                await Level(settings, table, database, inFlight, 1);
            }
            int[] many = settings.Smoke ? [128] : settings.UpTo(64, 1_024, 4_096);
            foreach (var inFlight in many)
            {
                await Level(settings, table, database, inFlight, 64);
            }
        }
    }

    private static async Task Level(
        Settings settings, Table table, Database database, int inFlight, int perCall)
    {
        var calls = inFlight / perCall;
        // This many rows wait at once whatever the call; more connections would not help.
        var connections = Math.Min(inFlight, MaxConnections);
        await using var cluster = await Cluster.Start(database.NewJournal(), database.Keys);
        await using var inserts = await SingleInserts.Open(database, connections);
        using var file = new AppendedFile(Path.Combine(database.Folder, $"appended-{inFlight}-{perCall}"));
        var bids = new BidStream(cluster.Grains, [Seeding.Market], perCall);
        await bids.Open();
        var line = Encoding.ASCII.GetBytes(string.Concat(
            Enumerable.Repeat("bid-000000001 seller-0000001 12345678 1234\n", perCall)));
        Measured[] all =
        [
            new("grains", calls, perCall, (caller, _) => bids.Place(caller)),
            new("single INSERTs", connections, 1, (caller, _) => inserts.Insert(caller)),
            new("file, one flush for all", calls, perCall, (_, _) => file.Append(line)),
        ];
        if (!settings.Smoke)
        {
            foreach (var one in all) { await one.Once(settings.Seconds / 2); }
            foreach (var one in all) { one.Forget(); }
        }
        for (var run = 0; run < settings.Runs; run++)
        {
            foreach (var one in all) { await one.Once(settings.Seconds); }
        }
        await bids.Check();
        foreach (var one in all) { one.Row(table, database.Kind, inFlight, all[1]); }
    }

    private sealed class Measured(
        string what, int callers, int perCall, Func<int, long, Task> call)
    {
        private Samples _rates = new();
        private List<double> _latencies = [];

        public async Task Once(double seconds) =>
            _rates.Add(await Load.Run(callers, seconds, perCall, call, _latencies));

        public void Forget() => (_rates, _latencies) = (new(), []);

        public void Row(Table table, StoreKind kind, int inFlight, Measured single)
        {
            _latencies.Sort();
            table.Row(
                $"{kind}", Table.Count(inFlight), Table.Count(perCall), what,
                Table.Count((long)_rates.Median), Table.Count((long)_rates.Min),
                Table.Count((long)_rates.Max), Table.Times(_rates.Over(single._rates)),
                Table.Figure(Load.Quantile(_latencies, 0.5)),
                Table.Figure(Load.Quantile(_latencies, 0.99)),
                Table.Figure(Load.Quantile(_latencies, 0.999)));
        }
    }
}
