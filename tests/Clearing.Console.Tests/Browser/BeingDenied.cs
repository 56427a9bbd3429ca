using Clearing.Gateway;
using Clearing.Grains.Audit;
using Clearing.Grains.Events;
using Clearing.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public sealed class BeingDenied(ConsoleWorld world) : IDisposable
{
    private const string Market = "us-east/standard/2026-Q4";

    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-denied-").FullName;
    private IServiceProvider? _services;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [BrowserFact]
    public async Task Whoever_looks_at_anothers_home_is_on_record_and_at_ones_own_is_not()
    {
        var key = Path.Combine(_folder, "development.key");
        var token = DevelopmentTokens.Create(key, "seller", "bob", [], DateTime.UtcNow.AddHours(1));
        await using var server = new ConsoleServer
        {
            Settings = ["--Gateway:Auth:DevelopmentKeyFile", key],
            Prepare = services => _services = services,
        };
        await server.Start();
        await server.Grains.GetGrain<IRoundGrain>(Market).Open(new MarketConfig());
        await using var bob = await world.Nobody(server);
        await SignIn(bob, token);

        foreach (var path in new[]
        {
            "/markets", $"/markets/{Market}", $"/sellers/bob?market={Market}", "/sellers/bob/ledger",
        })
        {
            await bob.Go(path);
        }
        Assert.Empty(Rows());
        await bob.Go($"/sellers/ann?market={Market}");
        await bob.Sees("FORBIDDEN");
        var first = await Patience.Until(Count, count => count > 0);
        // Drawn twice, by the server and then live, it counts once.
        await bob.Go($"/sellers/ann?market={Market}");
        await bob.Sees("FORBIDDEN");

        Assert.Equal(2 * first, await Patience.Until(Count, count => count > first));
        Assert.All(Rows(), row => Assert.Equal(("bob", "FORBIDDEN"), (row.Caller, row.Code)));
    }

    private static async Task SignIn(Reader reader, string token)
    {
        await reader.Page.GotoAsync("/markets");
        await reader.Page.GetByLabel("Bearer token").FillAsync(token);
        await reader.Button("Sign in").ClickAsync();
        await reader.IsAt("/markets");
    }

    private long Count() => Rows().Sum(row => row.Count);

    private DeniedRow[] Rows()
    {
        var calls = _services!.GetRequiredService<DeniedCalls>();
        var taken = calls.Take();
        calls.PutBack(taken);
        return [.. taken.SelectMany(minute => minute.Rows)];
    }
}
