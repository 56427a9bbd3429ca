using Microsoft.Extensions.Configuration;

namespace Clearing.Access;

/// <summary>
/// The section <c>Gateway:Auth</c>, which says whose tokens are accepted. Set at most one of
/// <see cref="Authority"/>, <see cref="PublicKeyFile"/> and <see cref="DevelopmentKeyFile"/>;
/// without any, callers are not authenticated and must be on the same machine.
/// </summary>
public sealed class AuthOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Gateway:Auth";

    /// <summary>
    /// Refuses settings that the configured keys do not use: who named them believes that tokens
    /// are checked by them.
    /// </summary>
    /// <param name="configuration">The configuration.</param>
    /// <exception cref="WrongSettingException">A setting would have no effect.</exception>
    public static void RefuseIdle(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection(Section);
        Refuse(section, nameof(Issuer), nameof(PublicKeyFile));
        Refuse(section, nameof(Audience), nameof(Authority), nameof(PublicKeyFile), nameof(DevelopmentKeyFile));
        Refuse(section, nameof(MaxTokenLifetime), nameof(Authority), nameof(PublicKeyFile));
    }

    private static void Refuse(IConfigurationSection section, string named, params string[] needed)
    {
        if (section[named] is null || needed.Any(name => section[name] is not null)) { return; }
        throw new WrongSettingException(
            $"{Section}:{named} has no effect without {Section}:{string.Join(" or ", needed)}. Leave it out, "
            + (needed.Length == 1 ? "or set that." : "or set one of these."));
    }

    /// <summary>The https address of an OpenID Connect authority.</summary>
    [SettingForm("https://.+", "an https address")]
    public string? Authority { get; set; }

    /// <summary>
    /// A PEM file with the public key (RSA or EC P-256) that verifies the tokens' signatures.
    /// </summary>
    public string? PublicKeyFile { get; set; }

    /// <summary>The tokens' issuer; required with <see cref="PublicKeyFile"/>.</summary>
    public string? Issuer { get; set; }

    /// <summary>The audience that tokens must name. Default <c>clearing</c>.</summary>
    public string Audience { get; set; } = DevelopmentTokens.Audience;

    /// <summary>The key file of <see cref="DevelopmentTokens"/>; refused in Production.</summary>
    public string? DevelopmentKeyFile { get; set; }

    /// <summary>
    /// The maximum lifetime of a token from its issue. Longer tokens are refused, to limit how long
    /// a stolen token is useful. Default 15 minutes; development tokens are exempt.
    /// </summary>
    [SettingTime("00:00:10", "1.00:00:00")]
    public TimeSpan MaxTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);
}
