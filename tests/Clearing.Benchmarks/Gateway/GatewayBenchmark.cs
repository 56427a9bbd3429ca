namespace Clearing.Benchmarks;

/// <summary>What HTTP costs: bids through a real server against the grains in this process.</summary>
public static class GatewayBenchmark
{
    /// <summary>Measures and fills the table.</summary>
    public static async Task Run(Settings settings, Table table)
    {
        table.Columns(
            "journal", "connections", "a call", "what", "bids/s median", "min", "max", "× grains",
            "p50 ms", "p99", "server µs/bid");
        foreach (var kind in Database.Kinds(settings, table))
        {
            await using var database = (await Database.Open(kind))!;
            foreach (var connections in settings.Smoke ? [4] : settings.UpTo(1, 16, 64, 256))
            {
                await Level(settings, table, database, connections, 1);
            }
            foreach (var connections in settings.Smoke ? [4] : settings.UpTo(1, 16, 64))
            {
                await Level(settings, table, database, connections, 64);
            }
        }
    }

    private static async Task Level(
        Settings settings, Table table, Database database, int connections, int perCall)
    {
        await using var cluster = await Cluster.Start(database.NewJournal(), database.Keys);
        var grains = new BidStream(cluster.Grains, [Seeding.Market], perCall);
        await grains.Open();
        using var server = await GatewayServer.Start(database.NewJournal());
        using var http = new HttpBids(server.Address, connections, perCall);
        await http.Open();
        if (!settings.Smoke)
        {
            // Both are compiled and their connections open before anything counts.
            await Load.Run(connections, 2 * settings.Seconds, perCall, (caller, _) => grains.Place(caller));
            await Load.Run(connections, 2 * settings.Seconds, perCall, (caller, _) => http.Place(caller));
        }
        var (inProcess, overHttp) = (new Samples(), new Samples());
        var (grainLatencies, httpLatencies) = (new List<double>(), new List<double>());
        var used = server.Used();
        for (var run = 0; run < settings.Runs; run++)
        {
            inProcess.Add(await Load.Run(
                connections, settings.Seconds, perCall, (caller, _) => grains.Place(caller), grainLatencies));
            overHttp.Add(await Load.Run(
                connections, settings.Seconds, perCall, (caller, _) => http.Place(caller), httpLatencies));
        }
        var each = (server.Used() - used).TotalMicroseconds / (httpLatencies.Count * perCall);
        await grains.Check();
        await http.Check();
        string[] level = [$"{database.Kind}", Table.Count(connections), Table.Count(perCall)];
        Row(table, [.. level, "grains in process"], inProcess, inProcess, grainLatencies, "");
        Row(table, [.. level, "HTTP"], overHttp, inProcess, httpLatencies, Table.Figure(each));
    }

    private static void Row(
        Table table, string[] what, Samples rates, Samples grains, List<double> latencies, string each)
    {
        latencies.Sort();
        table.Row(
            [
                .. what, Table.Count((long)rates.Median), Table.Count((long)rates.Min),
                Table.Count((long)rates.Max), Table.Times(rates.Over(grains)),
                Table.Figure(Load.Quantile(latencies, 0.5)),
                Table.Figure(Load.Quantile(latencies, 0.99)), each,
            ]);
    }
}
