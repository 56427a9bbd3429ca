using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public class TryingAgain(ConsoleWorld world)
{
    private const string Market = "us-east/standard/2026-Q4";

    [BrowserFact]
    public async Task A_bid_and_a_change_that_were_refused_are_corrected_in_the_same_dialog()
    {
        await using var server = await Opened(
            new MarketConfig { CapShareOfBasePpm = 200_000, CapFloor = new CubicFeet(500) });
        await using var bob = await world.As(server, "seller", "bob");
        await bob.Go($"/sellers/bob?market={Market}&bid=new");
        await bob.Page.GetByLabel("Highest fee you would pay").FillAsync("2");
        var space = bob.Page.GetByLabel("Space", new() { Exact = true });

        await space.FillAsync("600");
        await bob.Button("Place bid: at most 1,200.00").ClickAsync();
        await bob.Sees("ABOVE_SELLER_CAP");
        await space.FillAsync("400");
        await bob.Button("Place bid: at most 800.00").ClickAsync();
        await bob.Sees("Standing");

        await bob.Link("Change").ClickAsync();
        await space.FillAsync("600");
        await bob.Button("Change bid: at most 1,200.00").ClickAsync();
        await bob.Sees("ABOVE_SELLER_CAP");
        // The new id is also the one of a page that is drawn again.
        await bob.Go(new Uri(bob.Page.Url).PathAndQuery);
        await space.FillAsync("500");
        await bob.Button("Change bid: at most 1,000.00").ClickAsync();
        await Assertions.Expect(bob.Page.Locator("dialog[data-modal]")).ToHaveCountAsync(0);

        var bids = await server.Grains.GetGrain<ISellerGrain>("bob").Bids(Market);
        Assert.Equal(500, Assert.Single(bids).Bid.MaxVolume.Value);
    }

    [BrowserFact]
    public async Task An_offer_that_was_refused_is_corrected_in_the_same_dialog()
    {
        await using var server = await Opened(new MarketConfig());
        var seller = server.Grains.GetGrain<ISellerGrain>("bob");
        await seller.Place(Market, new Bid("b", "bob", new Fee(2_000_000), new CubicFeet(400)));
        await server.Grains.GetGrain<IRoundGrain>(Market).Clear(new RoundTerms(1, new CubicFeet(400)));
        await using var bob = await world.As(server, "seller", "bob");
        await bob.Go($"/sellers/bob?market={Market}");

        await bob.Link("Offer back").ClickAsync();
        await bob.Page.GetByLabel("Space", new() { Exact = true }).FillAsync("500");
        await bob.Button("Offer 500 ft³ back").ClickAsync();
        await bob.Sees("VOLUME_ABOVE_HELD");
        await bob.Page.GetByLabel("Space", new() { Exact = true }).FillAsync("300");
        await bob.Button("Offer 300 ft³ back").ClickAsync();
        await Assertions.Expect(bob.Page.Locator("dialog[data-modal]")).ToHaveCountAsync(0);

        Assert.Equal(300, (await server.Grains.GetGrain<IRoundGrain>(Market).Report()).OnOffer.Value);
    }

    private static async Task<ConsoleServer> Opened(MarketConfig config)
    {
        var server = new ConsoleServer();
        await server.Start();
        await server.Grains.GetGrain<IRoundGrain>(Market).Open(config);
        return server;
    }
}
