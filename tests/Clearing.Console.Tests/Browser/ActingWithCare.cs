using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Market.Approvals;
using Clearing.Market.Curtailments;
using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public class ActingWithCare(ConsoleWorld world)
{
    // A period of next year: all its days are ahead.
    private static readonly int Year = DateTime.UtcNow.Year + 1;
    private static readonly string Market = $"us-east/standard/{Year}-Q1";

    [BrowserFact]
    public async Task A_dialog_that_goes_gives_the_focus_back_to_what_opened_it()
    {
        await using var olga = await world.As("operator", "olga");
        await olga.Go($"/markets/us-west/standard/{world.Quarter}");
        foreach (var name in new[] { "Add or take space…", "Settle…" })
        {
            await olga.Button(name).PressAsync("Enter");
            await Assertions.Expect(olga.Page.Locator("dialog[data-modal] :focus")).ToHaveCountAsync(1);
            await olga.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(olga.Button(name)).ToBeFocusedAsync();
        }
        await olga.Page.Keyboard.PressAsync("w");
        await olga.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(olga.Page.Locator(".why:focus")).ToHaveCountAsync(1);

        await using var shop = await world.As("seller", "halloween-shop");
        await shop.Go($"/sellers/halloween-shop?market=us-east/standard/{world.Quarter}");
        await shop.Link("Bid for space…").PressAsync("Enter");
        await Assertions.Expect(shop.Page.Locator("#fee")).ToBeFocusedAsync();
        await shop.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(shop.Link("Bid for space…")).ToBeFocusedAsync();
        // Nothing that is left had opened this one.
        await shop.Go($"/sellers/halloween-shop?market=us-east/standard/{world.Quarter}&bid=new");
        await Assertions.Expect(shop.Page.Locator("#fee")).ToBeFocusedAsync();
        await shop.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(shop.Page.Locator("#main")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task On_a_phone_each_action_of_a_market_is_a_word_and_no_column_of_letters()
    {
        await using var olga = await world.As("operator", "olga", 390);
        await olga.Go($"/markets/us-west/standard/{world.Quarter}");

        foreach (var button in await olga.Page.Locator(".head .acts .btn").AllAsync())
        {
            var box = (await button.BoundingBoxAsync())!;
            Assert.True(box.Height < 64, $"“{await button.InnerTextAsync()}” is {box.Height} high.");
        }
        await olga.Button("Settle…").ClickAsync();
        var verb = (await olga.Button("Settle and send all final statements").BoundingBoxAsync())!;
        Assert.True(verb.Height < 64, $"The button of the dialog is {verb.Height} high.");
    }

    [BrowserFact]
    public async Task A_round_is_not_planned_for_a_time_that_has_passed()
    {
        await using var server = await Opened(new MarketConfig());
        await using var olga = await world.As(server, "operator", "olga");
        await olga.Go($"/markets/{Market}");
        await olga.Button("Plan a round…").ClickAsync();

        await olga.Page.GetByLabel("Closes at, UTC").FillAsync("2025-01-01T10:00");

        await olga.Sees("This time has passed: the round would clear at once.");
        await Assertions.Expect(olga.Button("Plan round 1")).ToBeDisabledAsync();
        await olga.Page.GetByLabel("Closes at, UTC").FillAsync("2099-01-01T10:00");
        await olga.Button("Plan round 1").ClickAsync();
        await olga.Sees("sealed until it clears Thu 1 Jan");
    }

    [BrowserFact]
    public async Task Operators_see_what_waits_for_them_as_soon_as_it_is_proposed_and_until_it_is_withdrawn()
    {
        await using var server = await Opened(new MarketConfig());
        await using var otto = await world.As(server, "operator", "otto");
        await otto.Go($"/markets/{Market}");
        var market = server.Grains.GetGrain<IRoundGrain>(Market);

        Orleans.Runtime.RequestContext.Set(CallContext.By, "olga");
        Assert.Equal(
            ApprovalStatus.Done, (await market.Propose("p-1", new(Settle: new()), "the season is over")).Status);
        await otto.Sees("the season is over");
        await otto.Go("/markets");
        await otto.Sees("1 proposal to approve or withdraw");
        await otto.Go($"/markets/{Market}");
        await market.Withdraw("p-1");
        await Assertions.Expect(otto.Page.Locator("[data-proposals]")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_curtailment_is_proposed_with_what_it_takes_from_whom_and_what_it_costs()
    {
        await using var server = await Sold();
        var market = server.Grains.GetGrain<IRoundGrain>(Market);
        await using var olga = await world.As(server, "operator", "olga");
        await olga.Go($"/markets/{Market}");
        await olga.Button("Ask a second operator…").ClickAsync();
        await olga.Page.GetByLabel("take space back from a day on").CheckAsync();

        await olga.Page.GetByLabel("Space to take back").FillAsync("250");
        await olga.Page.GetByLabel("First day without it").FillAsync($"{Year - 2}-01-01");
        await olga.Sees("The day may be ");
        await Assertions.Expect(olga.Button($"Ask: Take back 250 ft³ from {Year - 2}-01-01")).ToBeDisabledAsync();
        await olga.Page.GetByLabel("First day without it").FillAsync($"{Year}-01-01");
        await Assertions.Expect(olga.Page.Locator("[data-taken]")).ToContainTextAsync(
            "acme: b@1, which may end: what it keeps is below its least space");
        await Assertions.Expect(olga.Page.Locator("[data-taken] dd")).ToHaveTextAsync(
            ["50", "200", "800.00", "800.00"]);
        await olga.Page.GetByLabel("Why").FillAsync("a flood");
        await olga.Button($"Ask: Take back 250 ft³ from {Year}-01-01").ClickAsync();

        await Assertions.Expect(olga.Page.Locator("[data-proposals]")).ToContainTextAsync("Take back 250 ft³");
        var cut = Assert.Single(await market.Proposals(0, 10)).What.Cut!;
        Assert.Equal((250L, new DateOnly(Year, 1, 1)), (cut.Volume.Value, cut.Day));
        Assert.Equal("", string.Join('\n', olga.Complaints));
    }

    [BrowserFact]
    public async Task A_seller_ends_what_a_curtailment_left_below_its_least_space()
    {
        await using var server = await Sold();
        await using var acme = await world.As(server, "seller", "acme");
        await acme.Go($"/sellers/acme?market={Market}");
        await acme.Sees("Offer back");
        await Assertions.Expect(acme.Link("End the rest")).ToHaveCountAsync(0);

        var market = server.Grains.GetGrain<IRoundGrain>(Market);
        await market.Curtail(new SpaceCut("k", new CubicFeet(250), new DateOnly(Year, 1, 1)));
        await Assertions.Expect(acme.Link("End the rest")).ToHaveCountAsync(1);
        await market.Close(2);
        await Assertions.Expect(acme.Link("End the rest")).ToHaveCountAsync(0);
        await market.Clear(new RoundTerms(2));
        await acme.Link("End the rest").ClickAsync();
        await acme.Sees("the 200 ft³ that are left are less than the bid takes");
        await acme.Button("End the rest").ClickAsync();

        await Assertions.Expect(acme.Page.Locator("dialog[data-modal]")).ToHaveCountAsync(0);
        await acme.Sees("You pay −800.00 of 1,600.00");
        await acme.Sees("more comes back than you pay");
        await Assertions.Expect(acme.Link("End the rest")).ToHaveCountAsync(0);
        Assert.Equal("", string.Join('\n', acme.Complaints));
    }

    // 450 ft³, of which acme has 400 and takes not less than 300.
    private static async Task<ConsoleServer> Sold()
    {
        var server = await Opened(new MarketConfig());
        await server.Grains.GetGrain<IZoneGrain>("us-east/standard").Configure(
            new("UTC", PeriodKind.Quarter, "USD", 2, new AllocationConfig()));
        await server.Grains.GetGrain<ISellerGrain>("acme").Place(
            Market, new Bid("b", "acme", new Fee(4_000_000), new CubicFeet(400), MinVolume: new CubicFeet(300)));
        await server.Grains.GetGrain<IRoundGrain>(Market).Clear(new RoundTerms(1, new CubicFeet(450)));
        return server;
    }

    private static async Task<ConsoleServer> Opened(MarketConfig config)
    {
        var server = new ConsoleServer();
        await server.Start();
        await server.Grains.GetGrain<IRoundGrain>(Market).Open(config);
        return server;
    }
}
