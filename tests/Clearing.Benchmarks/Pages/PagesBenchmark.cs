using System.Diagnostics;
using System.Net.Http.Json;
using static Clearing.Benchmarks.WrongResultException;

namespace Clearing.Benchmarks;

/// <summary>What open pages of the console cost a server, and how soon they show a clearing.</summary>
public static class PagesBenchmark
{
    private const int Bids = 1_000;
    private const int OpeningAtOnce = 32;
    private const string Cookie = "clearing-role=operator%3Aolga";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Measures and fills the table.</summary>
    public static async Task Run(Settings settings, Table table)
    {
        table.Columns(
            "pages open", "server MB", "KB a page", "to open: server ms a page",
            "idle: server % of a core", "a clearing: KB a page", "server ms a page",
            "until shown: p50 ms", "p99");
        // What an open page costs does not depend on the database.
        if (settings.Postgres) { table.Say("pages are measured over SQLite only"); }
        foreach (var pages in settings.Smoke ? [2] : settings.UpTo(1, 100, 1_000))
        {
            await Level(settings, table, pages);
        }
    }

    private static async Task Level(Settings settings, Table table, int pages)
    {
        await using var database = (await Database.Open(StoreKind.Sqlite))!;
        using var server = await GatewayServer.Start(
            database.NewJournal(), "--environment", "Development");
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            DefaultRequestHeaders = { { "Cookie", Cookie } },
        };
        using var bids = new HttpBids(server.Address, OpeningAtOnce, perCall: 100);
        await bids.Open();
        for (var i = 0; i < Bids / 100; i++) { await bids.Place(i); }
        await Clear(http, server.Address, 1);
        var path = $"/markets/{Seeding.Market}";
        // The code of the page is compiled before anything counts.
        await using (await PageViewer.Open(http, Cookie, server.Address, path)) { }
        var (resident, used) = (server.Resident(), server.Used());
        var viewers = await Open(http, server.Address, path, pages);
        var opening = (server.Used() - used).TotalMilliseconds / pages;
        var idle = await Idle(server, settings);
        var weight = (server.Resident() - resident) / 1024d / pages;
        var (sent, shown, each) = await Show(http, server, viewers);
        shown.Sort();
        table.Row(
            Table.Count(pages), Table.Count(server.Resident() >> 20), Table.Figure(weight),
            Table.Figure(opening), Table.Figure(idle), Table.Figure(sent), Table.Figure(each),
            Table.Figure(Load.Quantile(shown, 0.5)), Table.Figure(Load.Quantile(shown, 0.99)));
        foreach (var viewer in viewers) { await viewer.DisposeAsync(); }
    }

    private static async Task<PageViewer[]> Open(
        HttpClient http, Uri server, string path, int pages)
    {
        var viewers = new PageViewer[pages];
        await Parallel.ForAsync(
            0, pages, new ParallelOptions { MaxDegreeOfParallelism = OpeningAtOnce },
            async (i, _) => viewers[i] = await PageViewer.Open(http, Cookie, server, path));
        return viewers;
    }

    private static async Task<double> Idle(GatewayServer server, Settings settings)
    {
        var (used, began) = (server.Used(), Stopwatch.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(10 * settings.Seconds));
        return 100 * (server.Used() - used) / Stopwatch.GetElapsedTime(began);
    }

    // From the answer to the operator's command to the last change on each page.
    private static async Task<(double KilobytesEach, List<double> Milliseconds, double ServerEach)>
        Show(HttpClient http, GatewayServer server, PageViewer[] viewers)
    {
        var (before, used) = (viewers.Sum(viewer => viewer.Bytes), server.Used());
        await Clear(http, server.Address, 2);
        var cleared = Stopwatch.GetTimestamp();
        var end = cleared + (long)(Patience.TotalSeconds * Stopwatch.Frequency);
        while (viewers.Any(viewer => viewer.LastChange < cleared))
        {
            Unless(viewers.All(viewer => viewer.Broken is null));
            Unless(Stopwatch.GetTimestamp() < end);
            await Task.Delay(20);
        }
        return (
            (viewers.Sum(viewer => viewer.Bytes) - before) / 1024d / viewers.Length,
            [
                .. viewers.Select(viewer =>
                    Stopwatch.GetElapsedTime(cleared, viewer.LastChange).TotalMilliseconds),
            ],
            (server.Used() - used).TotalMilliseconds / viewers.Length);
    }

    private static async Task Clear(HttpClient http, Uri server, int round)
    {
        using var body = JsonContent.Create(new { capacity_delta = 100_000 });
        using var answer = await http.PostAsync(
            new Uri(server, $"/v1/markets/{Seeding.Market}/rounds/{round}/clear"), body);
        Unless(answer.IsSuccessStatusCode);
    }
}
