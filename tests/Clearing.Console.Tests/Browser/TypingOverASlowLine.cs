using Clearing.Silo;
using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public sealed class TypingOverASlowLine(ConsoleWorld world) : IDisposable
{
    private const string Market = "us-east/standard/2026-Q4";
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-slow-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [BrowserFact]
    public async Task No_digit_is_lost_that_was_typed_faster_than_the_server_answers()
    {
        // A server without keys answers at its own address only.
        var key = Path.Combine(_folder, "development.key");
        var token = DevelopmentTokens.Create(key, "seller", "bob", [], DateTime.UtcNow.AddHours(1));
        await using var server = new ConsoleServer { Settings = ["--Gateway:Auth:DevelopmentKeyFile", key] };
        await server.Start();
        await server.Grains.GetGrain<IRoundGrain>(Market).Open(new MarketConfig { Tick = new Fee(1) });
        await using var line = new SlowLine(server.Url, TimeSpan.FromMilliseconds(60));
        await using var bob = await world.Nobody(line.Url);
        await bob.Paste(token);
        await bob.Go($"/sellers/bob?market={Market}&bid=new");

        var fee = bob.Page.GetByLabel("Highest fee you would pay");
        var space = bob.Page.GetByLabel("Space", new() { Exact = true });
        await fee.PressSequentiallyAsync("12.345678", new() { Delay = 50 });
        await space.PressSequentiallyAsync("1234567", new() { Delay = 50 });

        await bob.Sees("1,234,567 ft³ × 12.345678");
        await Assertions.Expect(fee).ToHaveValueAsync("12.345678");
        await Assertions.Expect(space).ToHaveValueAsync("1234567");
    }
}
