using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Clearing.Access;

namespace Clearing.Gateway.Tests;

/// <summary>Who may call what, endpoint by endpoint.</summary>
public sealed partial class AccessTests : IAsyncLifetime
{
    private const string Market = "/v1/markets/{region}/{storage_type}/{period}";
    private const string Seller = "/v1/sellers/{seller}";
    private const string Zone = "/zones/{region}/{storage_type}";

    // S is the seller itself, O an operator of the region, A an auditor, * anyone without a token.
    private static readonly Dictionary<string, string> Allowed = new(
    [
        .. Webhooks(Seller, "S", "SA"), .. Webhooks(Seller + Zone, "S", "SA"),
        .. Webhooks(Seller + Market[3..], "S", "SA"), .. Webhooks(Market, "O", "OA"),
    ])
    {
        ["POST " + Seller + "/bids"] = "S",
        ["POST " + Seller + "/bids/batch"] = "S",
        ["POST " + Seller + "/amendments/batch"] = "S",
        ["POST " + Seller + "/cancellations/batch"] = "S",
        ["GET " + Seller + "/markets/bids"] = "S",
        ["GET " + Seller + "/bids"] = "S",
        ["GET " + Seller + "/bids/{bid}"] = "S",
        ["POST " + Seller + "/amendments"] = "S",
        ["POST " + Seller + "/cancellations"] = "S",
        ["POST " + Seller + "/relinquishments"] = "S",
        ["GET " + Seller + "/statement"] = "SOA",
        ["GET " + Seller + "/awards"] = "SOA",
        ["GET " + Seller + "/allocations"] = "SOA",
        ["GET " + Seller + Market[3..] + "/rounds/{round}/proof"] = "S",
        ["GET " + Seller + "/ledger.csv"] = "SOA",
        ["GET " + Seller + "/ledger"] = "SOA",
        ["GET " + Seller + "/audit"] = "OA",
        ["PUT " + Seller + "/bases/{region}/{storage_type}"] = "O",
        ["POST " + Seller + "/sales"] = "S",
        ["POST " + Seller + "/sales/batch"] = "S",
        ["GET " + Seller + "/sales"] = "SOA",
        ["POST " + Seller + "/sales/reviews"] = "O",
        ["POST " + Seller + "/uses"] = "S",
        ["POST " + Seller + "/corrections"] = "O",
        ["POST " + Seller + "/imports"] = "S",
        ["GET " + Seller + "/feed"] = "SA",
        ["GET " + Seller + "/lines"] = "SOA",
        ["GET " + Market + "/feed"] = "SOA",
        ["GET " + Market + "/config"] = "OA",
        ["POST " + Seller + Zone + "/reports"] = "SO",
        ["POST " + Seller + Zone + "/reports/batch"] = "SO",
        ["POST " + Seller + Zone + "/returns"] = "SO",
        ["PUT " + Seller + Zone + "/profile"] = "O",
        ["GET " + Seller + Zone + "/days"] = "SOA",
        ["GET " + Seller + Zone + "/score"] = "SOA",
        ["GET " + Seller + Zone + "/overage/{month}"] = "SOA",
        ["GET " + Seller + Zone + "/warnings"] = "SOA",
        ["GET " + Seller + Zone + "/feed"] = "SA",
        ["GET " + Seller + Market[3..] + "/feed"] = "S",
        ["GET " + Seller + Zone + "/bases/{period}"] = "SOA",
        ["GET " + Seller + Zone + "/advice/{period}"] = "SOA",
        ["POST /v1" + Zone + "/runs"] = "O",
        ["GET /v1" + Zone + "/runs"] = "OA",
        ["GET /v1" + Zone + "/runs/{run}"] = "OA",
        ["GET /v1" + Zone + "/runs/{run}/sellers"] = "OA",
        ["POST /v1" + Zone + "/runs/{run}/confirm"] = "O",
        ["POST /v1" + Zone + "/schedule"] = "O",
        ["GET /v1" + Zone + "/schedule"] = "OA",
        ["DELETE /v1" + Zone + "/schedule/{schedule}"] = "O",
        ["POST /v1" + Zone + "/overrides"] = "O",
        ["GET /v1" + Zone + "/overrides/{period}"] = "OA",
        ["PUT /v1" + Zone] = "O",
        ["GET /v1" + Zone] = "SOA",
        ["POST /v1" + Zone + "/imports"] = "O",
        ["GET /v1" + Zone + "/calendar/{period}"] = "SOA",
        ["GET /v1/markets"] = "SOA",
        ["POST /v1/markets/batch"] = "O",
        ["GET /v1/overview"] = "SOA",
        ["PUT " + Market] = "O",
        ["GET " + Market] = "OA",
        ["GET " + Market + "/terms"] = "SOA",
        ["POST " + Market + "/capacity"] = "O",
        ["POST " + Market + "/curtailments"] = "O",
        ["GET " + Market + "/curtailments"] = "OA",
        ["POST " + Market + "/pause"] = "O",
        ["POST " + Market + "/resume"] = "O",
        ["POST " + Market + "/settle"] = "O",
        ["GET " + Market + "/calendar"] = "SOA",
        ["POST " + Market + "/calendar"] = "O",
        ["PUT " + Market + "/calendar/{round}"] = "O",
        ["DELETE " + Market + "/calendar/{round}"] = "O",
        ["GET " + Market + "/sellers"] = "OA",
        ["GET " + Market + "/statements.csv"] = "OA",
        ["GET " + Market + "/trial-balance"] = "OA",
        ["GET " + Market + "/rounds"] = "SOA",
        ["GET " + Market + "/rounds/{round}"] = "SOA",
        ["POST " + Market + "/rounds/{round}/close"] = "O",
        ["POST " + Market + "/rounds/{round}/clear"] = "O",
        ["GET " + Market + "/rounds/{round}/awards"] = "OA",
        ["GET " + Market + "/rounds/{round}/awards.csv"] = "OA",
        ["GET " + Market + "/rounds/{round}/curve"] = "SOA",
        ["GET " + Market + "/rounds/{round}/fees"] = "SOA",
        ["GET " + Market + "/rounds/{round}/inputs"] = "SOA",
        ["GET " + Market + "/rounds/{round}/book"] = "SOA",
        ["GET " + Market + "/rounds/{round}/offers"] = "SOA",
        ["POST " + Market + "/inspections"] = "O",
        ["GET " + Market + "/inspections"] = "SOA",
        ["GET " + Market + "/audit"] = "OA",
        ["GET /v1/problems"] = "*SOA",
        ["GET /v1/problems/{code}"] = "*SOA",
    };

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

        Assert.Equal(200, here.Status);
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
            Assert.Equal(200, other.Status);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

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

    private static IEnumerable<KeyValuePair<string, string>> Webhooks(
        string source, string owner, string readers)
    {
        const string One = "/webhooks/{webhook}";
        yield return new($"GET {source}/webhooks", readers);
        yield return new($"GET {source}{One}", readers);
        yield return new($"GET {source}{One}/dead-letters", readers);
        yield return new($"PUT {source}{One}", owner);
        yield return new($"DELETE {source}{One}", owner);
        foreach (var act in new[] { "rotate", "test", "pause", "resume", "redeliver" })
        {
            yield return new($"POST {source}{One}/{act}", owner);
        }
    }
}
