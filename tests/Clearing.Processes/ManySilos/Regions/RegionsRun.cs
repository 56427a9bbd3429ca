using Clearing.Benchmarks;
using Clearing.Testing;
using Loop = Clearing.Benchmarks.Load;

namespace Clearing.Processes.ManySilos.Regions;

/// <summary>Compares many markets, on one silo and on three, with one market on one.</summary>
/// <remarks>
/// All clusters run at the same time over one PostgreSQL and are measured in turn, so that even on
/// a busy machine a ratio compares measurements that directly follow each other.
/// </remarks>
internal static class RegionsRun
{
    private const int InFlight = 256;

    /// <summary>Measures and prints a table; 1 if a result was wrong.</summary>
    internal static async Task<int> Go(string scripts, Benchmarks.Settings settings)
    {
        var logs = Directory.CreateTempSubdirectory("clearing-regions-").FullName;
        await using var postgres = await PostgresServer.Start(
            "max_connections=600", "shared_buffers=256MB", "max_wal_size=8GB");
        var key = SiloKeyFile.In(logs);
        await SiloProcess.Run(
            "clearing-silo", Path.Combine(logs, "schema.log"), "schema", "--scripts", scripts,
            "--Journal:Provider=PostgreSql", "--Cluster:Clustering=PostgreSql",
            $"--Journal:ConnectionString={postgres.ConnectionString}");
        List<MeasuredCluster> clusters = [];
        try
        {
            foreach (var silos in settings.Smoke ? [1] : (int[])[1, 3])
            {
                clusters.Add(await MeasuredCluster.Start(postgres, silos, logs, key));
            }
            Console.WriteLine(Machine.Line());
            var load = Machine.Load();
            await Measure(clusters, settings);
            Console.WriteLine($"load of one minute before {load}, after {Machine.Load()}");
            return 0;
        }
        catch (WrongResultException wrong)
        {
            Console.WriteLine($"WRONG: {wrong.Message}; logs in {logs}");
            return 1;
        }
        finally
        {
            foreach (var cluster in clusters) { await cluster.DisposeAsync(); }
        }
    }

    private static async Task Measure(List<MeasuredCluster> clusters, Benchmarks.Settings settings)
    {
        foreach (var perCall in (int[])[1, 64])
        {
            List<Measured> all =
            [
                .. from cluster in clusters
                   from markets in settings.UpTo(1, 2, 4, 16)
                   select new Measured(cluster, markets, perCall),
            ];
            foreach (var one in all) { await one.Bids.Open(); }
            for (var run = -1; run < settings.Runs; run++)
            {
                // The first time warms up.
                foreach (var one in all) { await one.Run(settings.Seconds, counts: run >= 0); }
            }
            var table = new Table(Console.Out);
            table.Columns(
                "silos", "markets", "bids a call", "bids/s median", "min", "max",
                "× one market, one silo", "p50 ms", "p99");
            foreach (var one in all)
            {
                await one.Bids.Check();
                table.Row(one.Row(all[0]));
            }
        }
    }

    private sealed class Measured(MeasuredCluster cluster, int markets, int perCall)
    {
        private readonly Samples _rates = new();
        private readonly List<double> _latencies = [];

        internal BidStream Bids { get; } = new(
            cluster.Grains,
            [.. Enumerable.Range(0, markets).Select(n => $"region-{n}-of-{markets}/{perCall}/2026-Q4")],
            perCall);

        internal async Task Run(double seconds, bool counts)
        {
            var rate = await Loop.Run(
                InFlight, seconds, perCall, (caller, _) => Bids.Place(caller),
                counts ? _latencies : null);
            if (counts) { _rates.Add(rate); }
        }

        internal string[] Row(Measured one)
        {
            _latencies.Sort();
            return
            [
                Table.Count(cluster.Silos), Table.Count(markets), Table.Count(perCall),
                Table.Count((long)_rates.Median), Table.Count((long)_rates.Min),
                Table.Count((long)_rates.Max), Table.Times(_rates.Over(one._rates)),
                Table.Figure(Loop.Quantile(_latencies, 0.5)), Table.Figure(Loop.Quantile(_latencies, 0.99)),
            ];
        }
    }
}
