namespace Clearing.Access;

/// <summary>
/// Whose tokens are accepted: the section <c>Gateway:Auth</c>. Name one of <see cref="Authority"/>,
/// <see cref="PublicKeyFile"/> and <see cref="DevelopmentKeyFile"/>; with none there is no
/// authentication and only callers on the same machine are served.
/// </summary>
public sealed class AuthOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Gateway:Auth";

    /// <summary>The address of an OpenID Connect authority, https.</summary>
    [SettingForm("https://.+", "an https address")]
    public string? Authority { get; set; }

    /// <summary>
    /// A PEM file with the public key (RSA or EC P-256) that tokens are signed for.
    /// </summary>
    public string? PublicKeyFile { get; set; }

    /// <summary>With <see cref="PublicKeyFile"/>: who issues the tokens.</summary>
    public string? Issuer { get; set; }

    /// <summary>Whom tokens must be for. Default <c>clearing</c>.</summary>
    public string Audience { get; set; } = DevelopmentTokens.Audience;

    /// <summary>The key file of <see cref="DevelopmentTokens"/>; refused in Production.</summary>
    public string? DevelopmentKeyFile { get; set; }

    /// <summary>
    /// The longest life of a token from its issue. A token that lives longer is refused, since a
    /// thief could use it for as long. Default 15 minutes; development tokens may live longer.
    /// </summary>
    [SettingTime("00:00:10", "1.00:00:00")]
    public TimeSpan MaxTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);
}
