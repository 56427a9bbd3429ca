using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public class NarrowScreens(ConsoleWorld world)
{
    private const string Market = "us-east/standard/2026-Q4";

    [BrowserTheory]
    [InlineData(390)]
    [InlineData(900)]
    [InlineData(1_280)]
    public async Task A_reader_finds_name_and_way_out_at_every_width(int width)
    {
        await using var bob = await world.As("seller", "bob", width);
        await bob.Go("/markets");
        if (width < 700) { await bob.Page.GetByText("More", new() { Exact = true }).ClickAsync(); }
        else if (width < 1_100) { await bob.Page.GetByLabel("Account of bob").ClickAsync(); }

        await Assertions.Expect(bob.Page.Locator(".who b:visible")).ToHaveTextAsync("bob");
        if (width < 700) { await Assertions.Expect(bob.Link("Import bids")).ToBeVisibleAsync(); }
        await bob.Button("Sign out").ClickAsync();
        await bob.IsAt("/sign-in");
    }

    [BrowserTheory]
    [InlineData(390)]
    [InlineData(1_280)]
    public async Task Names_of_128_characters_move_no_page_sideways(int width)
    {
        var (name, bid) = (new string('m', 128), new string('w', 128));
        await using var server = new ConsoleServer();
        await server.Start();
        var market = server.Grains.GetGrain<IRoundGrain>(Market);
        await market.Open(new MarketConfig());
        var seller = server.Grains.GetGrain<ISellerGrain>(name);
        await seller.Place(Market, new Bid(bid, name, new Fee(2_000_000), new CubicFeet(400)));
        await market.Clear(new RoundTerms(1, new CubicFeet(400)));
        await market.Inspect(new Inspection("i", "olga", new string('r', 200), name), 0, 10);
        await using var olga = await world.As(server, "operator", "olga", width);
        await using var own = await world.As(server, "seller", name, width);

        foreach (var (reader, path) in new[]
        {
            (olga, $"/markets/{Market}"), (olga, $"/inspections?market={Market}"),
            (own, $"/sellers/{name}?market={Market}"), (own, $"/sellers/{name}/statement?market={Market}"),
            (own, $"/sellers/{name}/ledger"), (own, $"/sellers/{name}/limit?market={Market}"),
            (own, $"/sellers/{name}?market={Market}&offer={bid}@1"),
        })
        {
            await reader.Go(path);
            var wide = await reader.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(wide <= width, $"{path} is {wide} wide.");
        }
    }
}
