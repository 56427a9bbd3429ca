namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public class Inspecting(ConsoleWorld world)
{
    private const string Market = "us-east/standard/2026-Q4";

    [BrowserFact]
    public async Task Each_look_is_another_one_on_the_record()
    {
        await using var server = new ConsoleServer();
        await server.Start();
        var market = server.Grains.GetGrain<IRoundGrain>(Market);
        await market.Open(new MarketConfig());
        await using var olga = await world.As(server, "operator", "olga");
        await olga.Go($"/inspections?market={Market}");
        foreach (var (whose, why) in new[] { ("acme", "a complaint"), ("bob", "another one") })
        {
            await olga.Page.GetByLabel("Why").FillAsync(why);
            await olga.Page.GetByLabel("Whose bids").FillAsync(whose);
            await olga.Button("Look, on the record").ClickAsync();
            await olga.Sees($"looked at {whose}");
        }

        var records = await market.Inspections(null, 0, 10);
        Assert.Equal(2, records.Select(record => record.Inspection.Id).Distinct().Count());
        await olga.Sees($"This look is on record as {records.Last().Inspection.Id}.");
    }
}
