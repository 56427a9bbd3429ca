using System.Security.Cryptography;
using Clearing.Access;
using Clearing.Contracts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clearing.Cluster.Tests.Boundary;

/// <summary>Which tokens of an issuer a silo accepts, by its own keys.</summary>
public sealed class TokenTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("clearing-tokens-").FullName;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly CallerTokens _tokens;

    private string PublicKeyFile => Path.Combine(_folder, "public.pem");

    public TokenTests()
    {
        File.WriteAllText(PublicKeyFile, _key.ExportSubjectPublicKeyInfoPem());
        _tokens = new(
            new TokenKeys(
                new AuthOptions { PublicKeyFile = PublicKeyFile, Issuer = "issuer" },
                TimeProvider.System),
            TimeProvider.System);
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_short_lived_token_of_the_issuer_names_its_caller()
    {
        var caller = await _tokens.Of(Token(lives: Minute));

        Assert.Equal((Role.Seller, "acme"), (caller?.Roles, caller?.Subject));
    }

    [Fact]
    public async Task A_token_without_an_end_is_refused() =>
        Assert.Null(await _tokens.Of(Token(lives: null)));

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    [InlineData(100_000, false)]
    public async Task A_token_that_lives_too_long_is_refused(int minutes, bool accepted) => Assert.Equal(
        accepted, await _tokens.Of(Token(lives: minutes * Minute)) is not null);

    [Fact]
    public async Task A_token_ends_at_its_end() =>
        Assert.Null(await _tokens.Of(Token(lives: Minute, begins: -2 * Minute)));

    [Fact]
    public async Task A_token_that_does_not_hold_yet_is_refused() =>
        Assert.Null(await _tokens.Of(Token(lives: 3 * Minute, begins: Minute)));

    [Fact]
    public async Task A_token_of_another_issuer_is_refused() =>
        Assert.Null(await _tokens.Of(Token(lives: Minute, issuer: "other")));

    [Fact]
    public async Task A_token_for_others_is_refused() =>
        Assert.Null(await _tokens.Of(Token(lives: Minute, audience: "other")));

    [Fact]
    public async Task A_token_that_another_key_signed_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Null(await _tokens.Of(Token(lives: Minute, key: other)));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("acme shop", false)]
    [InlineData("acm\u00e9", false)]
    [InlineData("auth0|acme", true)]
    public async Task A_token_without_a_subject_names_nobody(string? subject, bool accepted) =>
        Assert.Equal(
            accepted, await _tokens.Of(Token(lives: Minute, subject: subject)) is not null);

    [Fact]
    public async Task A_subject_is_at_most_as_long_as_an_id()
    {
        Assert.NotNull(await _tokens.Of(Token(lives: Minute, subject: new string('a', 128))));
        Assert.Null(await _tokens.Of(Token(lives: Minute, subject: new string('a', 129))));
    }

    private string Token(
        TimeSpan? lives, TimeSpan begins = default, string issuer = "issuer",
        string audience = "clearing", ECDsa? key = null, string? subject = "acme")
    {
        var from = DateTime.UtcNow + begins;
        var claims = new Dictionary<string, object> { ["role"] = "seller" };
        if (subject is not null) { claims["sub"] = subject; }
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                IssuedAt = begins < TimeSpan.Zero ? from : DateTime.UtcNow,
                NotBefore = from,
                Expires = from + lives,
                Claims = claims,
                SigningCredentials = new SigningCredentials(
                    new ECDsaSecurityKey(key ?? _key), SecurityAlgorithms.EcdsaSha256),
            });
    }
}
