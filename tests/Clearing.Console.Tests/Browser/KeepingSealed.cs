using Microsoft.Playwright;
using System.Net;
using Clearing.Gateway;

namespace Clearing.Pages.Tests.Browser;

[Collection(ConsoleCollection.Name)]
public class KeepingSealed(ConsoleWorld world)
{
    private const string Market = "us-east/standard/2026-Q4";

    // What only one bid looks like in a page, a frame or a log.
    private static readonly string[] Secrets = ["zebra-77", "7310000", "7.31", "4,130", "4130", "secret-shop"];

    [BrowserFact]
    public async Task No_page_frame_or_log_has_anothers_bid_before_its_round()
    {
        await using var server = new ConsoleServer
        {
            Settings =
            [
                "--Logging:LogLevel:Default", "Trace",
                "--Logging:LogLevel:Microsoft.AspNetCore", "Trace",
            ],
        };
        await server.Start();
        var grain = server.Grains.GetGrain<IRoundGrain>(Market);
        await grain.Open(new MarketConfig { Tick = new Fee(10_000) });
        await server.Grains.GetGrain<ISellerGrain>("early").Place(
            Market, new Bid("e", "early", new Fee(2_000_000), new CubicFeet(100)));
        await grain.Clear(new RoundTerms(1, new CubicFeet(90)));
        await using var olga = await world.As(server, "operator", "olga");
        await using var bob = await world.As(server, "seller", "bob");
        await using var ann = await world.As(server, "auditor", "ann");
        Reader[] readers = [olga, bob, ann];
        foreach (var reader in readers) { await reader.Go($"/markets/{Market}"); }

        await server.Grains.GetGrain<ISellerGrain>("secret-shop").Place(
            Market, new Bid("zebra-77", "secret-shop", new Fee(7_310_000), new CubicFeet(4_130)));
        foreach (var path in new[]
        {
            "/markets", $"/markets/{Market}", $"/markets/{Market}?why=space", $"/markets/{Market}/rounds/1/recompute",
            $"/inspections?market={Market}", $"/sellers/early?market={Market}", "/sellers/early/ledger",
        })
        {
            foreach (var reader in readers) { await reader.Go(path); }
        }
        await grain.Close(2);
        await olga.Go($"/markets/{Market}");
        await olga.Sees("book closed");

        foreach (var secret in Secrets)
        {
            Assert.DoesNotContain(readers.SelectMany(reader => reader.Received), text => text.Contains(secret));
        }
        foreach (var id in Secrets.Where(secret => secret.Length > 6)) { Assert.DoesNotContain(id, server.Log.Text); }
        Assert.All(readers, reader => Assert.NotEmpty(reader.Received));
    }

    [BrowserFact]
    public async Task Nobody_sees_anothers_home_and_losing_bids_stay_sealed_after_their_round()
    {
        await using var server = new ConsoleServer();
        await server.Start();
        await server.Grains.GetGrain<IRoundGrain>(Market).Open(new MarketConfig());
        await using var bob = await world.As(server, "seller", "bob");
        await bob.Go($"/sellers/ann?market={Market}");
        await bob.Sees("FORBIDDEN");
        await bob.Go($"/markets/{Market}/rounds/1/recompute");
        await bob.Sees("ROUND_UNKNOWN");
        await server.Grains.GetGrain<IRoundGrain>(Market).Clear(new RoundTerms(1, new CubicFeet(10)));
        await bob.Go($"/markets/{Market}/rounds/1/recompute");
        await bob.Sees("SEALED");
    }

    [BrowserFact]
    public async Task With_keys_only_a_valid_token_signs_in_and_the_API_takes_no_cookie()
    {
        var folder = Directory.CreateTempSubdirectory("clearing-console-keys-").FullName;
        var key = Path.Combine(folder, "development.key");
        var token = DevelopmentTokens.Create(key, "operator", "olga", ["us-east"], DateTime.UtcNow.AddHours(1));
        await using var server = new ConsoleServer { Settings = ["--Gateway:Auth:DevelopmentKeyFile", key] };
        await server.Start();
        await server.Grains.GetGrain<IRoundGrain>(Market).Open(new MarketConfig());
        await using var olga = await world.Nobody(server);

        await olga.Page.GotoAsync($"/markets/{Market}");
        Assert.Contains("/sign-in?to=", olga.Page.Url);
        await olga.Page.GetByLabel("Bearer token").FillAsync(token + "x");
        await olga.Button("Sign in").ClickAsync();
        await olga.Sees("This server does not accept the token");
        await olga.Page.GetByLabel("Bearer token").FillAsync(token);
        await olga.Button("Sign in").ClickAsync();
        await olga.IsAt($"/markets/{Market}");
        await olga.Sees("operator, us-east");
        var api = await olga.Page.APIRequest.GetAsync($"{server.Url}/v1/markets");
        Assert.Equal(401, api.Status);
        await olga.Button("Sign out").ClickAsync();
        await olga.IsAt("/sign-in");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_server_can_do_without_the_console()
    {
        await using var server = new ConsoleServer { Settings = ["--Console:Enabled", "false"] };
        await server.Start();
        using var http = new HttpClient();

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri(server.Url + "/markets"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(server.Url + "/v1/markets"))).StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_open_a_circuit()
    {
        await using var server = new ConsoleServer();
        await server.Start();
        using var http = new HttpClient();
        using var ask = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url + "/_blazor/negotiate"));
        ask.Headers.Add("Origin", "https://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await http.SendAsync(ask)).StatusCode);
        var unknown = await http.PostAsync(new Uri(server.Url + "/_blazor/negotiate"), null);
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
    }
}
