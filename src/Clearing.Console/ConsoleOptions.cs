using Clearing.Settings;

namespace Clearing.Pages;

/// <summary>
/// Whether there is a console, and how its readers sign in: the section <c>Console</c> of the
/// configuration.
/// </summary>
public sealed class ConsoleOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Console";

    internal const string DefaultScope = "openid";

    /// <summary>
    /// Whether a server with a gateway serves the console too. Default <c>true</c>.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// The console's client id at the authority that <c>Gateway:Auth:Authority</c> names: readers
    /// then sign in there. Without it they paste a token.
    /// </summary>
    public string? ClientId { get; set; }

    /// <summary>
    /// With <see cref="ClientId"/>: a file with the client's secret, if the authority gave it one.
    /// </summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>
    /// With <see cref="ClientId"/>: the scopes to ask for, separated by spaces. The authority must
    /// answer with an access token that the API accepts. Default <c>openid</c>.
    /// </summary>
    [SettingForm("openid( [!-~]+)*", "openid, and further scopes each after a space")]
    public string Scope { get; set; } = DefaultScope;
}
