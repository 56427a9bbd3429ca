namespace Clearing.Settings;

/// <summary>The names that a program's command line may give values to.</summary>
/// <remarks>
/// The host ignores words and names that it does not know, so a misspelt setting would keep its
/// default. Settings files and the environment are shared with other programs and cannot be checked
/// in this way.
/// </remarks>
public sealed class SettingArguments
{
    // What the host, its web server and its logging read themselves.
    private static readonly string[] OfHost =
    [
        "urls", "http_ports", "https_ports", "https_port", "environment", "contentRoot", "webRoot",
        "applicationName", "AllowedHosts", "preferHostingUrls", "suppressStatusMessages",
        "detailedErrors", "captureStartupErrors", "shutdownTimeoutSeconds", "hostingStartupAssemblies",
        "hostingStartupExcludeAssemblies", "preventHostingStartup", "staticWebAssets",
        "ForwardedHeaders_Enabled",
    ];

    private static readonly string[] SectionsOfHost = ["Kestrel", "Logging", "hostBuilder"];

    private readonly IReadOnlyDictionary<string, Type> _sections;
    private readonly string[] _names;
    private readonly string[] _shown;

    /// <summary>The names of some sections, and those that the host reads.</summary>
    /// <param name="sections">
    /// The type of the settings of each section, as in <see cref="SettingSection"/>; it tells which
    /// name a misspelt one is near.
    /// </param>
    /// <param name="others">Names that the program reads outside sections.</param>
    /// <param name="words">
    /// Words that stand alone, such as <c>--no-auth</c>. They only help to explain a misspelt one: the
    /// caller takes them from the command line first.
    /// </param>
    public SettingArguments(
        IReadOnlyDictionary<string, Type> sections, IReadOnlyCollection<string>? others = null,
        IReadOnlyCollection<string>? words = null)
    {
        ArgumentNullException.ThrowIfNull(sections);
        _sections = sections;
        _names = [.. OfHost, .. others ?? []];
        Settings = [.. sections.SelectMany(section => SettingSection.Names(section.Value, section.Key))];
        _shown = [.. Settings.Concat(_names).Select(name => $"--{name}"), .. words ?? []];
    }

    /// <summary>The names of all settings of the sections, such as <c>Journal:Path</c>.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>Refuses a name or a word that nothing reads, and a name without a value.</summary>
    /// <param name="args">
    /// The command line: <c>--Name value</c>, <c>--Name=value</c>, <c>/Name value</c> or
    /// <c>Name=value</c>.
    /// </param>
    /// <exception cref="WrongSettingException">The message names it, and a known one if near.</exception>
    public void RefuseUnknown(IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        for (var at = 0; at < args.Count; at++)
        {
            var text = args[at];
            var prefix = text.StartsWith("--", StringComparison.Ordinal) ? 2 : text.StartsWith('/') ? 1 : 0;
            var end = text.IndexOf('=', StringComparison.Ordinal);
            if ((end < 0 && prefix == 0) || (prefix == 0 && text.StartsWith('-')))
            {
                throw new WrongSettingException(_shown.Contains(text)
                    ? $"'{text}' is understood only as the first argument."
                    : $"'{text}' is not a setting: write --Name value or --Name=value"
                    + (Meant(text) is { Length: > 0 } meant ? meant : "."));
            }
            var name = text[prefix..(end < 0 ? text.Length : end)];
            if (!IsKnown(name)) { throw Unknown(name); }
            if (end < 0 && ++at == args.Count)
            {
                throw new WrongSettingException($"--{name} has no value; it is the last argument.");
            }
        }
    }

    private bool IsKnown(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? Has(_names, name) || Has(_sections.Keys, name)
            : Has(_sections.Keys, name[..colon]) || Has(SectionsOfHost, name[..colon]);
    }

    private WrongSettingException Unknown(string name)
    {
        var meant = Meant($"--{name}");
        return new(meant.Length > 0
            ? $"{name} is not a setting{meant}"
            : $"{name} is not a setting; the sections are {string.Join(", ", _sections.Keys)}.");
    }

    private string Meant(string text) =>
        NearestName.Of(text, _shown) is { } near ? $"; did you mean {near}?" : "";

    private static bool Has(IEnumerable<string> names, string name) =>
        names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
