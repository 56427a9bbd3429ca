using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Clearing.Access;

/// <summary>Checks bearer tokens and caches the result for up to a minute.</summary>
/// <remarks>
/// Each silo checks tokens with its own keys and does not trust what a gateway says about a caller.
/// The cache holds hashes of tokens, never a token.
/// </remarks>
public sealed class CallerTokens : IDisposable
{
    private const int MaxRemembered = 10_000;
    private static readonly TimeSpan MaxMemory = TimeSpan.FromSeconds(60);
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MaxRemembered });
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _checks;
    private readonly bool _required;
    private readonly TimeProvider _clock;
    private readonly TokenFaultLog? _log;

    /// <summary>Reads the keys.</summary>
    /// <param name="keys">The keys of accepted tokens; none if no token is needed.</param>
    /// <param name="clock">Used to check when tokens expire.</param>
    /// <param name="log">Gets why tokens are refused; null for no log.</param>
    /// <exception cref="ArgumentException">A key file cannot be read.</exception>
    public CallerTokens(TokenKeys keys, TimeProvider clock, TokenFaultLog? log = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _required = keys.Required;
        (_clock, _log) = (clock, log);
        _checks = keys.Required ? keys.Checks() : new TokenValidationParameters();
        if (keys.Authority is { } authority)
        {
            _checks.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{authority.TrimEnd('/')}/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever());
        }
    }

    /// <summary>
    /// The caller that a token names; null without a token or for an invalid one. If no keys are
    /// configured, every caller is <see cref="CallerClaims.Local"/>.
    /// </summary>
    /// <param name="token">The bearer token.</param>
    public async ValueTask<CallerClaims?> Of(string? token)
    {
        if (!_required) { return CallerClaims.Local; }
        if (string.IsNullOrEmpty(token)) { return null; }
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (_known.TryGetValue(hash, out CallerClaims? known)) { return known; }
        var result = await _handler.ValidateTokenAsync(token, _checks);
        if (!result.IsValid) { return Refused(TokenFaults.Of(result.Exception)); }
        var claims = result.ClaimsIdentity;
        if (!SubjectRule.IsMet(claims)) { return Refused(TokenFault.NoSubject); }
        var caller = CallerClaims.Of(claims);
        Remember(hash, caller, result.SecurityToken.ValidTo);
        return caller;
    }

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();

    private CallerClaims? Refused(TokenFault fault)
    {
        _log?.Add(fault);
        return null;
    }

    private void Remember(string hash, CallerClaims caller, DateTime expires)
    {
        var left = expires - _clock.GetUtcNow().UtcDateTime;
        if (left <= TimeSpan.Zero) { return; }
        _known.Set(hash, caller, new MemoryCacheEntryOptions
        {
            Size = 1,
            AbsoluteExpirationRelativeToNow = left < MaxMemory ? left : MaxMemory,
        });
    }
}
