using Clearing.SampleMarkets;
using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public class TellingTheStory(ConsoleWorld world)
{
    private const string Shop = HalloweenStory.Shop;
    private const string Market = "us-east/standard/2026-Q4";

    [BrowserFact]
    public async Task An_operator_and_a_seller_go_from_an_opened_market_to_a_final_statement()
    {
        await using var server = new ConsoleServer();
        await server.Start();
        await using var olga = await world.As(server, "operator", "olga");
        await using var shop = await world.As(server, "seller", Shop);

        await Open(olga);
        await Space(olga, "5,000");
        await Bid(shop, "6.00", "5,000", "Place bid: at most 30,000.00");
        await Clear(olga, 1);
        await olga.Sees("Round 1: 5,000 ft³ went to 1 bid at 6.00");
        await shop.Sees("You pay 30,000.00 of 30,000.00");

        await Space(olga, "3,000");
        await server.Grains.GetGrain<ISellerGrain>("late").Place(
            Market, new Bid("l", "late", new Fee(4_000_000), new CubicFeet(3_000)));
        await Clear(olga, 2);
        await olga.Sees("Round 2 lowered 1 earlier award to 4.00");
        await shop.Sees("Why 4.00 and not 6.00?");
        await shop.Sees("You pay 20,000.00 of 30,000.00");

        await server.Grains.GetGrain<ISellerGrain>(Shop).ReportSales(
            new SalesReport("oct", Market, new Money(14_000_000)));
        await shop.Sees("You pay 0.00 of 30,000.00");
        await olga.Button("Settle…").ClickAsync();
        await olga.Page.GetByLabel("Type the period to confirm").FillAsync("2026-Q4");
        await olga.Button("Settle and send all final statements").ClickAsync();
        await olga.Sees("Settled");
        await shop.Sees("Final: the market is settled.");
        Assert.Equal("", string.Join('\n', olga.Complaints.Concat(shop.Complaints)));
    }

    [BrowserFact]
    public async Task A_bid_is_changed_and_cancelled_with_what_it_costs_at_most_on_the_button()
    {
        await using var server = new ConsoleServer();
        await using var shop = await AtAnOpenMarket(server);

        await shop.Go($"/sellers/{Shop}?market={Market}");
        await shop.Link("Bid for space…").First.ClickAsync();
        await shop.Page.GetByLabel("Highest fee you would pay").FillAsync("3.605");
        await shop.Page.GetByLabel("Space", new() { Exact = true }).FillAsync("1,000");
        await shop.Sees("Use 3.60 or 3.61.");
        await shop.Page.Locator("#place").ClickAsync();
        await shop.Sees("Nothing was sent.");
        await shop.Page.GetByLabel("Highest fee you would pay").FillAsync("3.60");
        await shop.Button("Place bid: at most 3,600.00").ClickAsync();
        await shop.Sees("stands for round 1");

        await shop.Link("Change").ClickAsync();
        await shop.Page.GetByLabel("Space", new() { Exact = true }).FillAsync("800");
        await shop.Button("Change bid: at most 2,880.00").ClickAsync();
        await Assertions.Expect(shop.Page.Locator("dialog[data-modal]")).ToHaveCountAsync(0);
        await shop.Sees("2,880.00");

        await shop.Link("Cancel").ClickAsync();
        await shop.Sees("The 800 ft³ still asked for are withdrawn before round 1.");
        await shop.Button("Cancel the bid").ClickAsync();
        await shop.Sees("Cancelled");
    }

    [BrowserFact]
    public async Task An_import_shows_every_error_at_its_row_and_column_before_anything_is_placed()
    {
        await using var server = new ConsoleServer();
        await using var shop = await AtAnOpenMarket(server);
        await shop.Go($"/sellers/{Shop}/import?market={Market}");

        await Drop(
            shop, $"a,{Shop},3600000,100,0", $"b,{Shop},3605000,100,0", $"c,{Shop},3600000,1005,0");
        await shop.Sees("Nothing was placed.");
        var errors = shop.Page.Locator("#errors tbody tr");
        await Assertions.Expect(errors).ToHaveCountAsync(2);
        await Assertions.Expect(errors.Nth(0)).ToContainTextAsync("3");
        await Assertions.Expect(errors.Nth(0)).ToContainTextAsync("max_fee_micros");
        await Assertions.Expect(errors.Nth(1)).ToContainTextAsync("max_volume");
        Assert.Empty(await server.Grains.GetGrain<ISellerGrain>(Shop).Bids(Market));

        await Drop(shop, $"a,{Shop},3600000,100,0", $"b,{Shop},4000000,200,0");
        await shop.Sees("Together they cost at most 1,160.00 USD");
        await shop.Button("Place 2 bids").ClickAsync();
        await shop.Sees("2 bids stand.");
        Assert.Equal(2, (await server.Grains.GetGrain<ISellerGrain>(Shop).Bids(Market)).Length);
    }

    private async Task<Reader> AtAnOpenMarket(ConsoleServer server)
    {
        await server.Start();
        await server.Grains.GetGrain<IRoundGrain>(Market).Open(
            new MarketConfig { Lot = new CubicFeet(10), Tick = new Fee(10_000) });
        return await world.As(server, "seller", Shop);
    }

    private static async Task Open(Reader olga)
    {
        await olga.Go("/markets/new");
        await olga.Page.GetByLabel("Region").FillAsync("us-east");
        await olga.Page.GetByLabel("Period").FillAsync("2026-Q4");
        await olga.Page.GetByText("More rules").ClickAsync();
        await olga.Page.GetByLabel("Caps of single sellers").FillAsync("acme");
        await olga.Sees("Some value cannot be read yet.");
        await olga.Page.GetByLabel("Caps of single sellers").FillAsync("acme=500");
        await olga.Button("Open us-east/standard/2026-Q4").ClickAsync();
        await olga.Sees("No round was cleared yet");
    }

    private static async Task Space(Reader olga, string volume)
    {
        await olga.Button("Add or take space…").ClickAsync();
        await olga.Page.GetByLabel("Space", new() { Exact = true }).FillAsync(volume);
        await olga.Button($"Add {volume} ft³").ClickAsync();
        await Assertions.Expect(olga.Page.Locator("dialog[data-modal]")).ToHaveCountAsync(0);
    }

    private static async Task Bid(Reader shop, string fee, string volume, string button)
    {
        await shop.Go($"/sellers/{Shop}?market={Market}");
        await shop.Page.Keyboard.PressAsync("b");
        await shop.Page.GetByLabel("Highest fee you would pay").FillAsync(fee);
        await shop.Page.GetByLabel("Space", new() { Exact = true }).FillAsync(volume);
        await shop.Button(button).ClickAsync();
        await shop.Sees("Standing");
    }

    private static async Task Clear(Reader olga, int round)
    {
        await olga.Button($"Clear round {round} now…").ClickAsync();
        await olga.Page.Locator("dialog").GetByRole(
            AriaRole.Button, new() { Name = $"Clear round {round} now" }).ClickAsync();
        await Assertions.Expect(olga.Page.Locator("dialog[data-modal]")).ToHaveCountAsync(0);
    }

    private static Task Drop(Reader shop, params string[] rows) =>
        shop.Page.Locator("#file").SetInputFilesAsync(new FilePayload
        {
            Name = "bids.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes(string.Join(
                '\n', ["bid_id,seller,max_fee_micros,max_volume,min_volume", .. rows, ""])),
        });
}
