using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

/// <summary>Pages that are open show what others do, and what a settlement no longer seals.</summary>
[Collection(ConsoleCollection.Name)]
public class FollowingChanges(ConsoleWorld world)
{
    private const string Market = "us-east/standard/2026-Q4";

    [BrowserFact]
    public async Task A_settlement_unseals_rounds_and_curve_of_a_page_that_is_open()
    {
        await using var server = await Opened();
        var market = server.Grains.GetGrain<IRoundGrain>(Market);
        await Place(server, "acme", "a", 3_000_000, 100);
        await Place(server, "zeta", "z", 2_000_000, 100);
        await market.Clear(new RoundTerms(1, new CubicFeet(100)));
        await using var bob = await world.As(server, "seller", "bob");
        await bob.Go($"/markets/{Market}");
        var rounds = bob.Page.Locator("section.card", new() { HasText = "Winners" }).Last;
        await Assertions.Expect(rounds).ToContainTextAsync("sealed");

        await market.Settle();

        await Assertions.Expect(rounds).Not.ToContainTextAsync("sealed");
        await Assertions.Expect(bob.Page.GetByText("Numbers behind the curve")).ToBeVisibleAsync();
        await bob.Sees("Recompute");
    }

    [BrowserFact]
    public async Task A_bid_that_a_program_places_appears_on_its_sellers_page()
    {
        await using var server = await Opened();
        await using var bob = await world.As(server, "seller", "bob");
        await bob.Go($"/sellers/bob?market={Market}");
        await bob.Sees("No bids in this market yet");

        await Place(server, "bob", "by-program", 2_000_000, 100);

        await bob.Sees("by-program");
    }

    [BrowserFact]
    public async Task A_saved_table_of_rounds_has_a_number_for_each_heading()
    {
        await using var server = await Opened();
        await Place(server, "acme", "a", 3_000_000, 100);
        await server.Grains.GetGrain<IRoundGrain>(Market).Clear(new RoundTerms(1, new CubicFeet(100)));
        await using var olga = await world.As(server, "operator", "olga");
        await olga.Go($"/markets/{Market}");

        // One winner is one row, without empty ones up to a page's length.
        await Assertions.Expect(olga.Page.Locator(".grid tbody tr:visible")).ToHaveCountAsync(1);
        var lines = await Saved(olga, "rounds.csv");

        Assert.Contains("\"Round fee, micros of USD per ft³\"", lines[0]);
        var shown = lines.Single(line => line.StartsWith("1,", StringComparison.Ordinal)).Split(',');
        Assert.Equal("3000000", shown[6]);
        // The next round's cell over five columns fills them all.
        var next = lines.Single(line => line.StartsWith("2,", StringComparison.Ordinal));
        Assert.EndsWith("fees\",,,,,–,,,", next, StringComparison.Ordinal);
        await olga.Go("/markets");
        var regions = await Saved(olga, "regions.csv");
        Assert.StartsWith("Region,Currency,", regions[0]);
        Assert.Equal("us-east,USD,3000000", regions[1]);
    }

    private static async Task<string[]> Saved(Reader reader, string name)
    {
        var button = reader.Page.Locator($"[data-export=csv][data-name={name.Split('.')[0]}]").First;
        var download = await reader.Page.RunAndWaitForDownloadAsync(() => button.ClickAsync());
        Assert.Equal(name, download.SuggestedFilename);
        return (await File.ReadAllTextAsync(await download.PathAsync())).Split("\r\n");
    }

    private static Task Place(ConsoleServer server, string seller, string id, long fee, long volume) =>
        server.Grains.GetGrain<ISellerGrain>(seller).Place(
            Market, new Bid(id, seller, new Fee(fee), new CubicFeet(volume)));

    private static async Task<ConsoleServer> Opened()
    {
        var server = new ConsoleServer();
        await server.Start();
        await server.Grains.GetGrain<IRoundGrain>(Market).Open(new MarketConfig { Tick = new Fee(10_000) });
        return server;
    }
}
