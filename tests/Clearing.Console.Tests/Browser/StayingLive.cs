using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public class StayingLive(ConsoleWorld world)
{
    private const string Market = "us-east/standard/2026-Q4";

    [BrowserFact]
    public async Task Two_viewers_see_a_cleared_round_without_reload()
    {
        await using var server = await Opened();
        await using var olga = await world.As(server, "operator", "olga");
        await using var bob = await world.As(server, "seller", "bob");
        await olga.Go($"/markets/{Market}");
        await bob.Go($"/markets/{Market}");
        await server.Grains.GetGrain<ISellerGrain>("zeta-house").Place(
            Market, new Bid("z-1", "zeta-house", new Fee(2_000_000), new CubicFeet(100)));

        await server.Grains.GetGrain<IRoundGrain>(Market).Clear(new RoundTerms(1, new CubicFeet(500)));

        await olga.Sees("Round 1: 100 ft³ went to 1 bid at 2.00");
        await bob.Sees("Round 1: 100 ft³ went to 1 bid at 2.00");
        // A seller sees no name of another.
        Assert.DoesNotContain(bob.Received, text => text.Contains("zeta-house"));
    }

    [BrowserFact]
    public async Task A_killed_server_is_said_and_when_it_is_back_the_page_is_too_with_the_draft()
    {
        await using var server = await Opened();
        await using var bob = await world.As(server, "seller", "bob");
        await bob.Go($"/sellers/bob?market={Market}&bid=new");
        await bob.Page.GetByLabel("Highest fee you would pay").FillAsync("4.50");
        await bob.Page.GetByLabel("Space", new() { Exact = true }).FillAsync("120");
        await bob.Sees("Place bid: at most 540.00");

        await server.Kill();
        await bob.Sees("Reconnecting");
        await Assertions.Expect(bob.Page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await server.Start();

        await Assertions.Expect(bob.Page.Locator("[data-live-text]"))
            .ToHaveTextAsync("Live", new() { Timeout = 20_000 });
        await Assertions.Expect(bob.Page.GetByLabel("Highest fee you would pay")).ToHaveValueAsync("4.50");
        await bob.Button("Place bid: at most 540.00").ClickAsync();
        await bob.Sees("Standing");
        Assert.Single(await server.Grains.GetGrain<ISellerGrain>("bob").Bids(Market));
    }

    [BrowserFact]
    public async Task A_dialog_that_a_restarted_server_does_not_know_is_named_once()
    {
        await using var server = await Opened();
        await using var olga = await world.As(server, "operator", "olga");
        await olga.Go($"/markets/{Market}");
        await olga.Button("Add or take space…").ClickAsync();
        await olga.Page.GetByLabel("Space", new() { Exact = true }).FillAsync("120");

        await server.Kill();
        await olga.Sees("Reconnecting");
        await server.Start();

        var gone = olga.Page.Locator("#gone-dialog");
        await Assertions.Expect(gone).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(gone).ToContainTextAsync(
            "“Add or take space” was open when the connection was lost");
        await gone.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(gone).ToBeHiddenAsync();
        await olga.Go($"/markets/{Market}");
        await Assertions.Expect(gone).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Keys_go_through_rounds_and_an_address_opens_a_why()
    {
        await using var olga = await world.As("operator", "olga");
        var market = $"/markets/us-west/standard/{world.Quarter}";
        await olga.Go($"{market}?round=3");
        await olga.Page.Keyboard.PressAsync("]");
        await olga.IsAt($"{market}?round=4");
        await olga.Sees("Who set the fee of round 4");
        await olga.Page.GoBackAsync();
        await olga.Sees("Who set the fee of round 3");
        await olga.Page.Keyboard.PressAsync("t");
        await Assertions.Expect(olga.Page.Locator("details[open] table").First).ToBeVisibleAsync();

        await olga.Go($"{market}?why=space");
        await Assertions.Expect(olga.Page.Locator("#why-space")).ToBeVisibleAsync();
        await olga.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(olga.Page.Locator("#why-space")).ToBeHiddenAsync();
        await olga.Page.Keyboard.PressAsync("/");
        await Assertions.Expect(olga.Page.Locator("#find")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Advice_is_given_on_what_is_entered_and_goes_when_it_changes()
    {
        await using var shop = await world.As("seller", "halloween-shop");
        await shop.Go($"/sellers/halloween-shop?market=us-east/standard/{world.Quarter}&bid=new");
        await shop.Page.GetByLabel("Highest fee you would pay").FillAsync("4.50");
        await shop.Page.GetByLabel("Space", new() { Exact = true }).FillAsync("120");
        await shop.Button("Ask for advice").ClickAsync();
        await shop.Sees("something by the end of a period");

        await shop.Page.GetByLabel("Highest fee you would pay").FillAsync("4.60");
        await Assertions.Expect(shop.Button("Ask for advice")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_chart_is_saved_as_a_picture_that_stands_alone_and_its_table_as_exact_numbers()
    {
        await using var ann = await world.As("auditor", "ann");
        await ann.Go($"/markets/us-west/standard/{world.Quarter}?round=4");

        var svg = await Saved(ann, "Download bid curve of round 4 as SVG");
        Assert.Contains("<svg", svg);
        Assert.DoesNotContain("class=", svg);
        Assert.Contains("stroke=\"rgb(", svg);
        var csv = await Saved(ann, "Download bid curve of round 4 as CSV");
        Assert.StartsWith("Max fee,Bids,\"Asked, ft³\"", csv);
        Assert.Matches(@"\n\d+,\d+,\d+,\d+\r\n", csv);
        var png = await ann.Page.RunAndWaitForDownloadAsync(
            () => ann.Button("Download bid curve of round 4 as PNG").ClickAsync());
        Assert.EndsWith(".png", png.SuggestedFilename);
        Assert.Equal("", string.Join('\n', ann.Complaints));
    }

    private static async Task<string> Saved(Reader reader, string button)
    {
        var download = await reader.Page.RunAndWaitForDownloadAsync(() => reader.Button(button).ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    private static async Task<ConsoleServer> Opened()
    {
        var server = new ConsoleServer();
        await server.Start();
        await server.Grains.GetGrain<IRoundGrain>(Market).Open(new MarketConfig { Tick = new Fee(10_000) });
        return server;
    }
}
