using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Clearing.Access;

namespace Clearing.Gateway.Tests;

/// <summary>Who may call what, endpoint by endpoint.</summary>
public sealed partial class AccessTests : IAsyncLifetime
{
    private readonly string _keys = Directory.CreateTempSubdirectory("clearing-keys-").FullName;
    private readonly RunningServer _server;

    public AccessTests() => _server = new RunningServer
    {
        Settings =
        [
            "--environment", "Development", "--Gateway:Auth:DevelopmentKeyFile", KeyFile,
        ],
    };

    private string KeyFile => Path.Combine(_keys, "development.key");

    public async Task InitializeAsync()
    {
        Token("seller", "acme");
        await _server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_keys, recursive: true);
    }

    [Fact]
    public async Task Every_endpoint_lets_in_those_who_are_listed_and_nobody_else()
    {
        (char Letter, string? Token)[] callers =
        [
            ('*', null), ('S', Token("seller", "acme")), ('O', Token("operator", "olga", "*")),
            ('A', Token("auditor", "ann")), ('-', Token("seller", "eve")),
            ('-', Token("nobody", "nora")),
        ];
        var endpoints = _server.Endpoints
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))
            .ToArray();

        Assert.Equal(Allowed.Keys.Order(), endpoints.Select(Name).Order());
        foreach (var endpoint in endpoints)
        {
            foreach (var (letter, token) in callers)
            {
                var allowed = Allowed[Name(endpoint)];
                var open = allowed.Contains('*');
                var others = letter == '-' && allowed.Contains('S') && !Name(endpoint).Contains("{seller}")
                    && token == callers[4].Token;
                var reply = await Send(Walk.Method(endpoint), Walk.Path(endpoint), token);
                var refused = reply.Status is 401 or 403;
                Assert.True(
                    refused != (open || allowed.Contains(letter) || others),
                    $"{Name(endpoint)} by {letter}: {reply.Status}");
            }
        }
    }

    [Fact]
    public async Task An_operator_acts_in_its_regions_only()
    {
        var east = Token("operator", "olga", "east");
        var here = await Send("PUT", "/v1/markets/east/standard/2026-Q4", east, "{}");
        var there = await Send("PUT", "/v1/markets/west/standard/2026-Q4", east, "{}");
        var correction = await Send(
            "POST", "/v1/sellers/acme/corrections", east,
            """{"market":"west/standard/2026-Q4","correction_id":"k","amount_minor":1,"note":"n"}""");

        Assert.Equal(201, here.Status);
        Assert.Equal((403, "FORBIDDEN"), (there.Status, there.Code));
        Assert.Equal((403, "FORBIDDEN"), (correction.Status, correction.Code));
    }

    [Fact]
    public void Development_tokens_are_never_accepted_in_Production()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Silo.Server.Create(
        [
            "--Journal:Provider", "Memory", "--environment", "Production",
            "--Gateway:Auth:DevelopmentKeyFile", KeyFile,
        ]));

        Assert.Contains("Production", refusal.Message);
    }

    [Fact]
    public async Task A_caller_beyond_its_limit_is_told_to_wait_and_others_are_served()
    {
        var server = new RunningServer
        {
            Settings = [.. _server.Settings, "--Gateway:CallsAtOnce", "3", "--Gateway:CallsPerSecond", "1"],
        };
        await server.InitializeAsync();
        try
        {
            var greedy = new List<Reply>();
            for (var i = 0; i < 40; i++)
            {
                greedy.Add(await Send("GET", "/v1/markets", Token("seller", "acme"), null, server));
            }
            var other = await Send("GET", "/v1/markets", Token("seller", "bob"), null, server);

            Assert.Contains(greedy, reply => reply is { Status: 429, Code: "TOO_MANY_CALLS" });
            Assert.All(greedy, reply => Assert.Equal("\"calls\";q=3;w=3", Header(reply, "RateLimit-Policy")));
            Assert.Equal("\"calls\";r=2;t=1", Header(greedy[0], "RateLimit"));
            Assert.Contains(greedy, reply => Header(reply, "RateLimit") == "\"calls\";r=0;t=3");
            Assert.Equal(200, other.Status);
            var unlimited = await server.Send("GET", "/health/live");
            Assert.False(unlimited.Message.Headers.Contains("RateLimit"));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static string Header(Reply reply, string name) =>
        Assert.Single(reply.Message.Headers.GetValues(name));

    private static string Name(Microsoft.AspNetCore.Routing.RouteEndpoint endpoint) =>
        Walk.Name(endpoint).TrimEnd('/');

    private string Signed(JsonObject claims)
    {
        var text = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8) + "."
            + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        var key = Convert.FromBase64String(File.ReadAllText(KeyFile).Trim());
        return text + "." + Base64Url.EncodeToString(
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private string Token(string role, string subject, params string[] regions) =>
        DevelopmentTokens.Create(KeyFile, role, subject, regions, DateTime.UtcNow.AddHours(1));

    private Task<Reply> Send(
        string method, string path, string? token, string? body = null, RunningServer? server = null) =>
        (server ?? _server).Send(
            method, path, body, token is null ? [] : [("Authorization", "Bearer " + token)]);
}
