using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public class ActingTogether(ConsoleWorld world)
{
    private const string Market = "us-east/standard/2026-Q4";

    [BrowserTheory]
    [InlineData("Clear round 1 now…")]
    [InlineData("Close the book…")]
    public async Task A_dialog_about_a_round_that_was_cleared_meanwhile_acts_on_no_other_round(string opens)
    {
        await using var server = new ConsoleServer();
        await server.Start();
        var market = server.Grains.GetGrain<IRoundGrain>(Market);
        await market.Open(new MarketConfig());
        await using var olga = await world.As(server, "operator", "olga");
        await olga.Go($"/markets/{Market}");
        await olga.Button(opens).ClickAsync();

        await market.Clear(new RoundTerms(1, new CubicFeet(400)));
        await olga.Sees("Clear round 2 now…");
        await olga.Page.Locator("dialog[data-modal] .act").ClickAsync();

        await olga.Sees("Round 1 was cleared meanwhile.");
        await olga.Sees("ROUND_PASSED");
        var report = await market.Report();
        Assert.Equal((1, 0), (report.LastRound, report.ClosedRound));
    }
}
