using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Clearing.Pages.Tests.Browser;

/// <summary>Measures how long pages take in a browser, where that is asked for.</summary>
/// <remarks>It prints a table and checks only that the pages come.</remarks>
[Collection(ConsoleCollection.Name)]
public class MeasuringPages(ConsoleWorld world, ITestOutputHelper output)
{
    private const string Market = "big/standard/2026-Q4";
    private const int Bids = 1_000_000;
    private const int Awards = 10_000;
    private const int PerCall = 1_000;
    private const int Runs = 5;

    [FiguresFact]
    public async Task Pages_of_the_sample()
    {
        Head();
        await using var olga = await world.As("operator", "olga");
        await using var shop = await world.As("seller", "halloween-shop");
        var market = $"us-east/standard/{world.Quarter}";
        await Measure("overview", olga, "/markets");
        await Measure("market", olga, $"/markets/us-west/standard/{world.Quarter}?round=4");
        await Measure("seller", shop, $"/sellers/halloween-shop?market={market}");
        await Measure("limit", shop, $"/sellers/halloween-shop/limit?market={market}");
        await Measure("bid", shop, $"/sellers/halloween-shop?market={market}&bid=new");
    }

    [FiguresFact]
    public async Task Pages_of_a_market_with_a_million_bids_and_a_seller_with_ten_thousand_awards()
    {
        await using var server = new ConsoleServer
        {
            Settings = ["--Quotas:OpenBids", $"{Bids}", "--Quotas:Commands", $"{2 * Bids}"],
        };
        await server.Start();
        await Fill(server);
        Head();
        await using var olga = await world.As(server, "operator", "olga");
        await using var ann = await world.As(server, "auditor", "ann");
        await using var many = await world.As(server, "seller", "many");
        await Measure("overview", olga, "/markets");
        await Measure("market, 1,000,000 bids", olga, $"/markets/{Market}");
        await Measure(
            "health, 1,000,000 bids", olga, $"/markets/{Market}/health", shows: "False alarms are");
        await Measure("recompute, 1,000,000 bids", ann, $"/markets/{Market}/rounds/1/recompute");
        await Measure("seller, 10,000 awards", many, $"/sellers/many?market={Market}");
        await Measure("statement, 10,000 awards", many, $"/sellers/many/statement?market={Market}");
        await Measure("ledger, 10,000 postings", many, "/sellers/many/ledger");
    }

    // One seller in a hundred wins with every bid, so that its awards are ten thousand.
    private static async Task Fill(ConsoleServer server)
    {
        var market = server.Grains.GetGrain<IRoundGrain>(Market);
        await market.Open(new MarketConfig());
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Bids / Awards), new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (number, _) =>
            {
                var name = number == 0 ? "many" : $"seller-{number:D3}";
                var seller = server.Grains.GetGrain<ISellerGrain>(name);
                for (var from = 0; from < Awards; from += PerCall)
                {
                    ImmutableArray<Bid> bids =
                    [
                        .. Enumerable.Range(from, PerCall).Select(i => new Bid(
                            $"b-{i:D5}", name,
                            new Fee(number == 0 ? 9_000_000 : 1_000_000 + (number * 7919L + i) % 4_000_000),
                            new CubicFeet(1 + i % 50))),
                    ];
                    var receipts = await seller.PlaceMany(Market, bids);
                    Assert.All(receipts, receipt => Assert.Equal(BidStatus.Accepted, receipt.Status));
                }
            });
        var receipt = await market.Clear(new RoundTerms(1, new CubicFeet(5_000_000)));
        Assert.Equal(ClearStatus.Cleared, receipt.Status);
    }

    private void Head() => output.WriteLine(
        "| page | HTML there, ms | live, ms | KB of HTML | elements |\n| --- | ---: | ---: | ---: | ---: |");

    private async Task Measure(string name, Reader reader, string path, string? shows = null)
    {
        reader.Page.SetDefaultTimeout(120_000);
        List<(double There, double Live)> times = [];
        for (var run = 0; run <= Runs; run++)
        {
            var began = Stopwatch.GetTimestamp();
            await reader.Go(path);
            if (shows is not null) { await reader.Page.GetByText(shows).WaitForAsync(); }
            var live = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            var there = await reader.Page.EvaluateAsync<double>(
                "performance.getEntriesByType('navigation')[0].responseEnd");
            // The first time is that of the compiler.
            if (run > 0) { times.Add((there, live)); }
        }
        var size = await reader.Page.EvaluateAsync<double>(
            "performance.getEntriesByType('navigation')[0].decodedBodySize");
        var elements = await reader.Page.EvaluateAsync<int>("document.querySelectorAll('*').length");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Median(times.Select(time => time.There)):N0} | "
            + $"{Median(times.Select(time => time.Live)):N0} | {size / 1024:N0} | {elements:N0} |"));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Runs / 2);
}

/// <summary>Runs where figures are asked for.</summary>
public sealed class FiguresFactAttribute : FactAttribute
{
    private const string Asked = "CLEARING_CONSOLE_FIGURES";

    public FiguresFactAttribute() => Skip = Chromium.SkipReason
        ?? (Environment.GetEnvironmentVariable(Asked) is null
            ? $"{Asked} is not set: set it to 1 to measure pages in a browser."
            : null);
}
