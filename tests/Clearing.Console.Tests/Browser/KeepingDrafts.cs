using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public class KeepingDrafts(ConsoleWorld world)
{
    private const string Market = "us-east/standard/2026-Q4";

    [BrowserFact]
    public async Task A_draft_is_its_sellers_alone_and_goes_when_the_seller_signs_out()
    {
        await using var server = await Opened();
        await using var tab = await world.As(server, "seller", "bob");
        await Type(tab, "bob", "4.50");

        await tab.Choose("seller", "ann");
        await tab.Go($"/sellers/ann?market={Market}&bid=new");
        await Assertions.Expect(Fee(tab)).ToHaveValueAsync("");
        await tab.Choose("seller", "bob");
        await tab.Go($"/sellers/bob?market={Market}&bid=new");
        await Assertions.Expect(Fee(tab)).ToHaveValueAsync("4.50");

        await tab.Go($"/sellers/bob?market={Market}");
        await tab.Button("Sign out").ClickAsync();
        await tab.IsAt("/sign-in");
        Assert.Equal(0, await tab.Page.EvaluateAsync<int>("sessionStorage.length"));
    }

    [BrowserFact]
    public async Task A_draft_keeps_what_happens_to_the_rest()
    {
        await using var server = await Opened();
        await using var bob = await world.As(server, "seller", "bob");
        await bob.Go($"/sellers/bob?market={Market}&bid=new");
        await bob.Page.GetByText("the rest dies with round 1").ClickAsync();
        await Type(bob, "bob", "4.50");

        await bob.Go($"/sellers/bob?market={Market}&bid=new");

        await Assertions.Expect(bob.Page.GetByLabel("the rest dies with round 1")).ToBeCheckedAsync();
        await bob.Page.GetByLabel("Space", new() { Exact = true }).FillAsync("100");
        await bob.Button("Place bid: at most 450.00").ClickAsync();
        await bob.Sees("Standing");
        var bids = await server.Grains.GetGrain<ISellerGrain>("bob").Bids(Market);
        Assert.Equal(TimeInForce.Round, Assert.Single(bids).Bid.TimeInForce);
    }

    [BrowserFact]
    public async Task A_bid_while_a_book_is_closed_is_for_the_round_after_it()
    {
        await using var server = await Opened();
        await server.Grains.GetGrain<IRoundGrain>(Market).Close(1);
        await using var bob = await world.As(server, "seller", "bob");

        await bob.Go($"/sellers/bob?market={Market}&bid=new");

        await bob.Sees("before round 2 clears");
        await bob.Sees("the rest dies with round 2");
    }

    private static ILocator Fee(Reader reader) => reader.Page.GetByLabel("Highest fee you would pay");

    private static async Task Type(Reader reader, string seller, string fee)
    {
        var dialog = $"/sellers/{seller}?market={Market}&bid=new";
        if (!reader.Page.Url.EndsWith(dialog, StringComparison.Ordinal)) { await reader.Go(dialog); }
        await Fee(reader).FillAsync(fee);
    }

    private static async Task<ConsoleServer> Opened()
    {
        var server = new ConsoleServer();
        await server.Start();
        await server.Grains.GetGrain<IRoundGrain>(Market).Open(new MarketConfig { Tick = new Fee(10_000) });
        return server;
    }
}
