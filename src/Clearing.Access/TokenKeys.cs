using System.Security.Cryptography;
using Clearing.Market.Units;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clearing.Access;

/// <summary>Which tokens are accepted, from the configuration.</summary>
public sealed class TokenKeys
{
    private const int P256Bits = 256;
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private readonly AuthOptions _options;
    private readonly TimeProvider _clock;

    /// <summary>Reads and checks the configuration.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="clock">Used to check when tokens become valid and expire.</param>
    /// <exception cref="ArgumentException">
    /// More than one kind of key is configured, or the issuer of a public key is missing.
    /// </exception>
    public TokenKeys(AuthOptions options, TimeProvider clock)
    {
        _clock = clock;
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

    /// <summary>False if callers are not authenticated at all.</summary>
    public bool Required { get; }

    /// <summary>True if the keys are those of development tokens.</summary>
    public bool AreForDevelopment => _options.DevelopmentKeyFile is not null;

    /// <summary>The address of the OpenID Connect authority; null without one.</summary>
    public string? Authority => _options.Authority;

    /// <summary>The audience that tokens must name.</summary>
    public string Audience => _options.Audience;

    /// <summary>
    /// The rules for checking a token. With an authority, the caller adds its keys and issuer.
    /// </summary>
    /// <exception cref="WrongSettingException">
    /// A key file cannot be read or holds no key; the message names the setting and the file.
    /// </exception>
    public TokenValidationParameters Checks()
    {
        var checks = new TokenValidationParameters
        {
            ValidAudience = _options.Audience,
            NameClaimType = "sub",
            RoleClaimType = "role",
            ClockSkew = Skew,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
        };
        if (_options.DevelopmentKeyFile is { } development)
        {
            checks.ValidIssuer = DevelopmentTokens.Issuer;
            checks.ValidAlgorithms = [SecurityAlgorithms.HmacSha256];
            checks.IssuerSigningKey = Read(
                nameof(AuthOptions.DevelopmentKeyFile), development, DevelopmentTokens.ReadKey);
            return checks;
        }
        checks.ValidAlgorithms =
        [
            SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256,
            SecurityAlgorithms.EcdsaSha256,
        ];
        checks.LifetimeValidator = IsShortLived;
        if (_options.PublicKeyFile is { } file)
        {
            checks.ValidIssuer = _options.Issuer;
            checks.IssuerSigningKey = Read(nameof(AuthOptions.PublicKeyFile), file, ReadPem);
        }
        return checks;
    }

    /// <summary>
    /// Says what is wrong with a token, in one sentence of plain ASCII without quotation marks,
    /// which tells nothing of the token's content.
    /// </summary>
    /// <param name="fault">What is wrong.</param>
    public string Explain(TokenFault fault) => fault switch
    {
        TokenFault.WrongSignature =>
            "The token was not signed with a key and an algorithm that this server accepts"
            + (_options.Authority is null ? "." : ", or the authority cannot be reached for its keys."),
        TokenFault.WrongIssuer => "The token is not of the issuer that this server accepts.",
        TokenFault.WrongAudience => "The token is for another audience than this server.",
        TokenFault.NeverExpires => "The token has no exp: a token must expire.",
        TokenFault.LivesTooLong =>
            $"The token is valid for longer than {AuthOptions.Section}:"
            + $"{nameof(AuthOptions.MaxTokenLifetime)} allows, which is {_options.MaxTokenLifetime:c}.",
        TokenFault.NotYetValid => "The token is not valid yet.",
        TokenFault.Expired => "The token has expired.",
        TokenFault.NoSubject =>
            $"The token must have one sub of 1 to {IdRule.MaxLength} printable ASCII characters "
            + "without spaces.",
        _ => "The token is no signed JWT.",
    };

    /// <summary>Replaces the default check, which does not limit a token's lifetime.</summary>
    /// <exception cref="TokenFaultException">The lifetime is wrong.</exception>
    private bool IsShortLived(
        DateTime? notBefore, DateTime? expires, SecurityToken token,
        TokenValidationParameters checks)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        var issued = token is JsonWebToken { IssuedAt: var at } && at > DateTime.MinValue
            ? at
            : now;
        TokenFault? fault = expires is not { } end ? TokenFault.NeverExpires
            : end <= now - Skew ? TokenFault.Expired
            : notBefore > now + Skew ? TokenFault.NotYetValid
            : end - (issued < now ? issued : now) > _options.MaxTokenLifetime + Skew
                ? TokenFault.LivesTooLong
                : null;
        return fault is { } wrong ? throw new TokenFaultException(wrong) : true;
    }

    private static SecurityKey Read(string setting, string file, Func<string, SecurityKey> read)
    {
        try
        {
            return read(file);
        }
        catch (ArgumentException wrong)
        {
            throw new WrongSettingException(
                $"{AuthOptions.Section}:{setting} is '{file}': {wrong.Message}", wrong);
        }
    }

    private static SecurityKey ReadPem(string file)
    {
        try
        {
            var pem = File.ReadAllText(file);
            return ReadEc(pem) ?? (SecurityKey)ReadRsa(pem);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"the file cannot be read: {wrong.Message}");
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            // The reason is left out, because it would quote the file.
            throw new ArgumentException(
                "the file must be a PEM with one public key, RSA or EC P-256.");
        }
    }

    private static ECDsaSecurityKey? ReadEc(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            key.Dispose();
            return null;
        }
        return key.KeySize == P256Bits
            ? new ECDsaSecurityKey(key)
            : throw new CryptographicException("Tokens are signed with P-256.");
    }

    private static RsaSecurityKey ReadRsa(string pem)
    {
        var key = RSA.Create();
        key.ImportFromPem(pem);
        return new RsaSecurityKey(key);
    }
}
