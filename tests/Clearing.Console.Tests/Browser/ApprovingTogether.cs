using Clearing.Market.Approvals;
using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public class ApprovingTogether(ConsoleWorld world)
{
    private const string Market = "us-east/standard/2026-Q4";

    [BrowserFact]
    public async Task What_one_operator_proposes_another_one_approves_on_the_markets_page()
    {
        await using var server = new ConsoleServer();
        await server.Start();
        var market = await Provisional(server);
        var again = new RoundTerms(1, new CubicFeet(300), new Fee(5_000_000));
        await Propose(market, "olga", "p-1", new(Void: again));
        await using var olga = await world.As(server, "operator", "olga");
        await using var otto = await world.As(server, "operator", "otto");
        await using var acme = await world.As(server, "seller", "acme");

        await olga.Go($"/markets/{Market}");
        await olga.Sees("Void round 1 and clear it again at a reserve of 5.00, with +300 ft³");
        await Assertions.Expect(olga.Button("Approve…")).ToHaveCountAsync(0);
        await acme.Go($"/markets/{Market}");
        await Assertions.Expect(acme.Page.Locator("[data-proposals]")).ToHaveCountAsync(0);

        await otto.Go($"/markets/{Market}");
        await otto.Sees("the reserve was wrong");
        await otto.Button("Approve…").ClickAsync();
        await otto.Sees("olga asked for it");
        await otto.Button("Approve: it is done at once").ClickAsync();
        await Assertions.Expect(otto.Page.Locator("[data-proposals]")).ToHaveCountAsync(0);

        var contested = await market.Contested();
        Assert.Equal(
            [ContestStage.Voided, ContestStage.Provisional], contested.Select(of => of.Stage));
        Assert.Equal("otto", (await market.Proposals(0, 10)).Single().DecidedBy);
        Assert.Equal("", string.Join('\n', otto.Complaints.Concat(olga.Complaints)));
    }

    [BrowserFact]
    public async Task A_provisional_result_is_shown_with_what_may_become_of_it_and_its_voiding_is_asked_for()
    {
        await using var server = new ConsoleServer();
        await server.Start();
        var market = await Provisional(server);
        await using var olga = await world.As(server, "operator", "olga");
        await using var acme = await world.As(server, "seller", "acme");

        await acme.Go($"/sellers/acme?market={Market}");
        await acme.Sees("Round 1 is provisional");
        await acme.Sees("Nothing is charged before. acme won 400 ft³ with 1 bid.");
        await acme.Sees("in the closed book of round 1");
        await acme.Go($"/markets/{Market}");
        await acme.Sees("Round 1: 400 ft³ to 1 bid at 6.00 USD");
        await olga.Go($"/markets/{Market}");
        await olga.Button("Ask a second operator…").ClickAsync();
        await olga.Page.GetByLabel("Reserve of the new clearing").FillAsync("5");
        await olga.Page.GetByLabel("Why").FillAsync("the reserve was wrong");
        await olga.Button("Ask: Void round 1 and clear it again at a reserve of 5.00").ClickAsync();

        await Assertions.Expect(olga.Page.Locator("[data-proposals]")).ToContainTextAsync("the reserve was wrong");
        var act = Assert.Single(await market.Proposals(0, 10));
        Assert.Equal(("olga", new Fee(5_000_000)), (act.ProposedBy, act.What.Void?.Reserve));
    }

    [BrowserFact]
    public async Task A_settlement_says_its_sums_before_it_is_confirmed()
    {
        await using var server = new ConsoleServer();
        await server.Start();
        var market = server.Grains.GetGrain<IRoundGrain>(Market);
        await market.Open(new MarketConfig());
        await server.Grains.GetGrain<ISellerGrain>("acme").Place(
            Market, new Bid("b", "acme", new Fee(6_000_000), new CubicFeet(400)));
        await market.Clear(new RoundTerms(1, new CubicFeet(400)));
        await using var olga = await world.As(server, "operator", "olga");
        await olga.Go($"/markets/{Market}");
        await Assertions.Expect(olga.Page.GetByText("every seller", new() { Exact = true })).ToBeVisibleAsync();

        await olga.Button("Settle…").ClickAsync();

        await olga.Sees("final statements, with 1 award");
        await Assertions.Expect(olga.Page.Locator("dialog[data-modal] .tot").Last).ToHaveTextAsync("2,400.00");
    }

    [BrowserFact]
    public async Task Whoever_asked_can_withdraw()
    {
        await using var server = new ConsoleServer();
        await server.Start();
        var market = server.Grains.GetGrain<IRoundGrain>(Market);
        await market.Open(new MarketConfig());
        await Propose(market, "olga", "p-1", new(Settle: new()));
        await using var olga = await world.As(server, "operator", "olga");

        await olga.Go($"/markets/{Market}");
        await olga.Sees("Settle the market and send all final statements");
        await olga.Button("Withdraw…").ClickAsync();
        await olga.Button("Withdraw the proposal").ClickAsync();
        await Assertions.Expect(olga.Page.Locator("[data-proposals]")).ToHaveCountAsync(0);

        Assert.Equal(
            ProposalStage.Withdrawn, (await market.Proposals(0, 10)).Single().Stage);
        Assert.Equal(MarketStage.Open, (await market.Report()).Stage);
    }

    private static async Task Propose(IRoundGrain market, string by, string id, ProposedAct act)
    {
        Orleans.Runtime.RequestContext.Set(CallContext.By, by);
        var receipt = await market.Propose(id, act, "the reserve was wrong");
        Assert.Equal(ApprovalStatus.Done, receipt.Status);
    }

    // A market whose first round does not bind yet; acme has won in it.
    private static async Task<IRoundGrain> Provisional(ConsoleServer server)
    {
        var market = server.Grains.GetGrain<IRoundGrain>(Market);
        await market.Open(new MarketConfig { ContestWindowSeconds = 3600 });
        await server.Grains.GetGrain<ISellerGrain>("acme").Place(
            Market, new Bid("b", "acme", new Fee(6_000_000), new CubicFeet(500)));
        await market.Clear(new RoundTerms(1, new CubicFeet(400)));
        return market;
    }
}
