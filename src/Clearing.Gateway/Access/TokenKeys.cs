using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Clearing.Gateway;

/// <summary>Which tokens are accepted, from the configuration.</summary>
internal sealed class TokenKeys
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private readonly AuthOptions _options;

    /// <summary>Reads and checks the configuration.</summary>
    /// <exception cref="ArgumentException">
    /// It is wrong, or names development keys in Production.
    /// </exception>
    public TokenKeys(AuthOptions options)
    {
        _options = options;
        var named = new[] { _options.Authority, _options.PublicKeyFile, _options.DevelopmentKeyFile }
            .Count(setting => setting is not null);
        if (named > 1)
        {
            throw new ArgumentException(
                $"{AuthOptions.Section} must name one of Authority, PublicKeyFile and "
                + "DevelopmentKeyFile.");
        }
        if (_options.PublicKeyFile is not null && _options.Issuer is null)
        {
            throw new ArgumentException($"{AuthOptions.Section}:Issuer must be named.");
        }
        Required = named == 1;
    }

    /// <summary>False if there is no authentication at all.</summary>
    public bool Required { get; }

    /// <summary>True if the keys are those of development tokens.</summary>
    public bool AreForDevelopment => _options.DevelopmentKeyFile is not null;

    /// <summary>Sets up the check of tokens.</summary>
    public void Configure(JwtBearerOptions bearer)
    {
        bearer.MapInboundClaims = false;
        bearer.Audience = _options.Audience;
        bearer.Authority = _options.Authority;
        bearer.IncludeErrorDetails = false;
        var checks = bearer.TokenValidationParameters;
        checks.ValidAudience = _options.Audience;
        checks.NameClaimType = "sub";
        checks.RoleClaimType = "role";
        checks.ClockSkew = Skew;
        checks.RequireExpirationTime = true;
        checks.RequireSignedTokens = true;
        if (_options.DevelopmentKeyFile is { } development)
        {
            checks.ValidIssuer = DevelopmentTokens.Issuer;
            checks.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
            checks.IssuerSigningKey = DevelopmentTokens.ReadKey(development);
            return;
        }
        checks.ValidAlgorithms =
        [
            SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256,
            SecurityAlgorithms.EcdsaSha256,
        ];
        if (_options.PublicKeyFile is { } file)
        {
            checks.ValidIssuer = _options.Issuer;
            checks.IssuerSigningKey = ReadPem(file);
        }
    }

    private static SecurityKey ReadPem(string file)
    {
        try
        {
            var pem = File.ReadAllText(file);
            var ec = ECDsa.Create();
            try
            {
                ec.ImportFromPem(pem);
                return new ECDsaSecurityKey(ec);
            }
            catch (CryptographicException)
            {
                var rsa = RSA.Create();
                rsa.ImportFromPem(pem);
                return new RsaSecurityKey(rsa);
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException
            or CryptographicException or ArgumentException)
        {
            throw new ArgumentException(
                $"'{file}' is no PEM file with a public key: {wrong.Message}");
        }
    }
}
