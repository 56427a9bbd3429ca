using Clearing.Client.Files;
using Clearing.SampleMarkets;
using Spectre.Console;

namespace Clearing.Client.Demo;

/// <summary>Four periods of made-up bids: markets in several regions, eight rounds each.</summary>
internal sealed class SampleSeason(DemoCluster cluster, IAnsiConsole console)
{
    private static readonly string[] Periods = ["p0", "p1", "p2", "p3"];

    internal async Task Run()
    {
        console.Write(new Rule("[bold]2. Four periods, 16 markets, 8 rounds[/]").LeftJustified());
        var markets = new List<SampleMarket>();
        // Without a terminal, progress would be a page of percentages.
        var progress = console.Profile.Capabilities.Interactive
            ? console.Progress()
            : new Progress(OutputConsole.Nowhere);
        await progress.StartAsync(async context =>
        {
            foreach (var period in Periods) { markets.AddRange(await Period(period, context)); }
        });
        var busiest = markets.Where(market => market.Key.EndsWith("/p3", StringComparison.Ordinal))
            .MaxBy(market => market.Sellers.Count)!;
        SeasonTables.Rounds(console, busiest);
        SeasonTables.Periods(console, markets);
        await ShowSeller(busiest);
    }

    private async Task<SampleMarket[]> Period(string period, ProgressContext progress)
    {
        var bids = SampleFiles.Bids($"small_{period}.bids.csv");
        var changes = SampleFiles.Changes($"small_{period}.changes.csv").Rows;
        var clearings = SampleFiles.Capacity($"small_{period}.capacity.csv").Rows
            .GroupBy(row => row.Region).ToArray();
        var task = progress.AddTask(
            $"period {period}: bids, clearings, sales, statements",
            maxValue: clearings.Sum(market => market.Count() + 1));
        return await Task.WhenAll(clearings.Select(market => new SampleMarket(
            cluster, market.Key, period, bids, [.. changes.Where(c => c.Region == market.Key)])
            .Run([.. market.Select(row => row.Terms)], () => task.Increment(1))));
    }

    private async Task ShowSeller(SampleMarket market)
    {
        var seller = market.Sellers.MaxBy(entry => entry.Value.Awards.Length).Key;
        var statement = await cluster.Seller(seller).Statement(market.Key)
            ?? throw new InvalidOperationException("A winner has a statement.");
        StatementTable.Print(console, statement, await cluster.Seller(seller).Bids(market.Key));
    }
}
