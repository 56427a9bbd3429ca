using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Clearing.Pages.Tests.Access;

/// <summary>
/// An OpenID Connect authority over TLS, which signs everybody in at once as the same reader.
/// </summary>
internal sealed class TestAuthority : IAsyncDisposable
{
    public const string Client = "console";
    public const string Secret = "not-so-secret";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce)> _codes = [];
    private readonly WebApplication _app;

    private TestAuthority(WebApplication app) => _app = app;

    /// <summary>Its address.</summary>
    public string Url => _app.Urls.First();

    /// <summary>The claims of the access tokens that it issues.</summary>
    public Dictionary<string, object> Claims { get; } = new()
    {
        ["sub"] = "olga", ["role"] = "operator", ["region"] = new[] { "*" },
    };

    /// <summary>For whom they are.</summary>
    public string Audience { get; set; } = "clearing";

    /// <summary>Trusts its certificate.</summary>
    public static HttpClientHandler Trusting() => new()
    {
        AllowAutoRedirect = false,
        ServerCertificateCustomValidationCallback = (_, _, _, _) => true,
    };

    public static async Task<TestAuthority> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate())));
        var app = builder.Build();
        var authority = new TestAuthority(app);
        app.MapGet("/.well-known/openid-configuration", authority.Describe);
        app.MapGet("/keys", authority.Keys);
        app.MapGet("/authorize", authority.Authorize);
        app.MapPost("/token", authority.Token);
        await app.StartAsync();
        return authority;
    }

    /// <summary>Has a server trust the certificate, wherever it asks this authority.</summary>
    public void TrustIn(IServiceProvider server)
    {
        var client = new HttpClient(Trusting());
        var known = new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{Url}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(client));
        var connect = server.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>()
            .Get(Pages.Access.AuthoritySignIn.Scheme);
        (connect.Backchannel, connect.ConfigurationManager) = (client, known);
        foreach (var scheme in (string[])[JwtBearerDefaults.AuthenticationScheme, "pasted"])
        {
            server.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(scheme)
                .ConfigurationManager = known;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private IResult Describe() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Url,
        ["authorization_endpoint"] = $"{Url}/authorize",
        ["token_endpoint"] = $"{Url}/token",
        ["jwks_uri"] = $"{Url}/keys",
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "ES256" },
    });

    private IResult Keys()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return Results.Json(new
        {
            keys = new[]
            {
                new
                {
                    kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = "k",
                    x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y),
                },
            },
        });
    }

    private IResult Authorize(HttpRequest request)
    {
        var code = Guid.NewGuid().ToString("N");
        var query = request.Query;
        _codes[code] = ($"{query["code_challenge"]}", $"{query["nonce"]}");
        return query["client_id"] == Client && query["response_type"] == "code"
            ? Results.Redirect($"{query["redirect_uri"]}?code={code}"
                + $"&state={Uri.EscapeDataString($"{query["state"]}")}")
            : Results.BadRequest();
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var verifier = SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($"{form["code_verifier"]}"));
        if (!_codes.TryRemove($"{form["code"]}", out var asked)
            || asked.Challenge != Base64UrlEncoder.Encode(verifier)
            || form["client_id"] != Client || form["client_secret"] != Secret)
        {
            return Results.BadRequest(new { error = "invalid_grant" });
        }
        return Results.Json(new
        {
            access_token = Signed(Audience, Claims),
            id_token = Signed(Client, new() { ["sub"] = Claims["sub"], ["nonce"] = asked.Nonce }),
            token_type = "Bearer",
            expires_in = 600,
        });
    }

    private string Signed(string audience, Dictionary<string, object> claims) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Url,
            Audience = audience,
            Expires = DateTime.UtcNow.AddMinutes(10),
            Claims = claims,
            SigningCredentials = new(
                new ECDsaSecurityKey(_key) { KeyId = "k" }, SecurityAlgorithms.EcdsaSha256),
        });

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var wanted = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = wanted.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
