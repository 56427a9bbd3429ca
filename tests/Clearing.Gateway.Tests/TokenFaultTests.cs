using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clearing.Gateway.Tests;

/// <summary>Who is refused is told why, as far as the own token shows it, and so is the log.</summary>
public sealed class TokenFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly string _keys = Directory.CreateTempSubdirectory("clearing-keys-").FullName;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RunningServer _server;

    public TokenFaultTests()
    {
        var file = Path.Combine(_keys, "public.pem");
        File.WriteAllText(file, _key.ExportSubjectPublicKeyInfoPem());
        _server = new RunningServer
        {
            Settings = ["--Gateway:Auth:PublicKeyFile", file, "--Gateway:Auth:Issuer", "issuer"],
        };
    }

    public Task InitializeAsync() => _server.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _key.Dispose();
        Directory.Delete(_keys, recursive: true);
    }

    [Fact]
    public async Task A_caller_without_a_token_is_told_of_no_error()
    {
        var reply = await _server.Send("GET", "/v1/markets");

        Assert.Equal((401, "Bearer", null), (reply.Status, Challenge(reply), reply["detail"]));
    }

    [Fact]
    public async Task A_refused_token_is_answered_and_logged_with_its_fault()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Refused("The token has expired.", Token(begins: -3 * Minute));
        await Refused("The token is not valid yet.", Token(begins: Minute, lives: 3 * Minute));
        await Refused("The token is not of the issuer", Token(issuer: "secret-other"));
        await Refused("The token is for another audience", Token(audience: "secret-other"));
        await Refused("The token was not signed with a key", Token(key: other));
        await Refused("The token has no exp", Token(lives: TimeSpan.Zero));
        await Refused(
            "longer than Gateway:Auth:MaxTokenLifetime allows, which is 00:15:00",
            Token(lives: 60 * Minute));
        await Refused("The token must have one sub", Token(subject: "secret other"));
        await Refused("The token is no signed JWT", "secret-other");

        Assert.DoesNotContain("secret", _server.Log.Text);
    }

    [Fact]
    public async Task A_flood_of_wrong_tokens_is_one_line_of_the_log()
    {
        for (var i = 0; i < 20; i++) { await Send(Token(begins: -3 * Minute), "/v1/markets"); }

        Assert.Equal(2, _server.Log.Text.Split("The token has expired.").Length);
    }

    [Fact]
    public async Task A_denied_caller_is_told_what_its_token_lacks()
    {
        var role = await Send(Token(role: "seller"), "/v1/markets/east/standard/m/audit");
        var seller = await Send(Token(role: "seller"), "/v1/sellers/acme/bids");
        var region = await Send(
            Token(role: "operator", region: "west"), "/v1/markets/east/standard/m/audit");
        var every = await Send(Token(role: "operator", region: "west"), "/v1/sellers/acme/ledger");

        Assert.Equal(
            "The token has no role that may do this: operator, auditor.", role["detail"]);
        Assert.Equal("A seller's token is good for that seller alone.", seller["detail"]);
        Assert.Equal(
            "The operator's token does not have the region of this call.", region["detail"]);
        Assert.Contains("does not have all of them (*)", every["detail"]);
    }

    private async Task Refused(string why, string token)
    {
        var reply = await Send(token, "/v1/markets");

        Assert.Equal((401, "UNAUTHENTICATED"), (reply.Status, reply.Code));
        Assert.Contains(why, reply["detail"]);
        Assert.Equal(
            $"Bearer error=\"invalid_token\", error_description=\"{reply["detail"]}\"",
            Challenge(reply));
        Assert.Contains(why, _server.Log.Text);
    }

    private Task<Reply> Send(string token, string path) =>
        _server.Send("GET", path, null, ("Authorization", "Bearer " + token));

    private static string Challenge(Reply reply) =>
        Assert.Single(reply.Message.Headers.GetValues("WWW-Authenticate"));

    private string Token(
        TimeSpan begins = default, TimeSpan? lives = null, string issuer = "issuer",
        string audience = "clearing", string subject = "olga", string role = "operator",
        string region = "*", ECDsa? key = null)
    {
        var from = DateTime.UtcNow + begins;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                IssuedAt = DateTime.UtcNow,
                NotBefore = from,
                Expires = lives == TimeSpan.Zero ? null : from + (lives ?? Minute),
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = subject, ["role"] = role, ["region"] = region,
                },
                SigningCredentials = new SigningCredentials(
                    new ECDsaSecurityKey(key ?? _key), SecurityAlgorithms.EcdsaSha256),
            });
    }
}
