namespace Clearing.Benchmarks;

/// <summary>What many markets in one server take together, against one market.</summary>
public static class RegionsBenchmark
{
    /// <summary>Measures and fills the table.</summary>
    public static async Task Run(Settings settings, Table table)
    {
        table.Columns(
            "journal", "markets", "in flight", "bids/s median", "min", "max", "× one market");
        foreach (var kind in Database.Kinds(settings, table))
        {
            await Measure(settings, table, kind);
        }
    }

    private static async Task Measure(Settings settings, Table table, StoreKind kind)
    {
        var inFlight = settings.Smoke ? 16 : 256;
        int[] sizes = settings.Smoke ? [1, 4] : settings.UpTo(1, 2, 4, 16, 64);
        await using var database = (await Database.Open(kind))!;
        var clusters = new List<Cluster>();
        var streams = new List<BidStream>();
        try
        {
            foreach (var size in sizes)
            {
                clusters.Add(await Cluster.Start(database.NewJournal(), database.Keys));
                streams.Add(new(clusters[^1].Grains, Markets(size), 1));
                await streams[^1].Open();
            }
            var rates = sizes.Select(_ => new Samples()).ToArray();
            for (var run = settings.Smoke ? 0 : -1; run < settings.Runs; run++)
            {
                for (var i = 0; i < sizes.Length; i++)
                {
                    var bids = streams[i];
                    var rate = await Load.Run(
                        inFlight, settings.Seconds, 1, (caller, _) => bids.Place(caller));
                    // The first time warms up.
                    if (run >= 0) { rates[i].Add(rate); }
                }
            }
            for (var i = 0; i < sizes.Length; i++)
            {
                await streams[i].Check();
                table.Row(
                    $"{kind}", Table.Count(sizes[i]), Table.Count(inFlight),
                    Table.Count((long)rates[i].Median), Table.Count((long)rates[i].Min),
                    Table.Count((long)rates[i].Max), Table.Times(rates[i].Over(rates[0])));
            }
        }
        finally
        {
            foreach (var cluster in clusters) { await cluster.DisposeAsync(); }
        }
    }

    private static string[] Markets(int count) =>
        [.. Enumerable.Range(0, count).Select(n => $"region-{n}/standard/2026-Q4")];
}
