using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway;

/// <summary>
/// Checks at start the settings that the frameworks read: levels of the log, addresses, and
/// Kestrel's limits. The frameworks would end the start without naming the setting.
/// </summary>
public static class HostSettings
{
    private const string Kestrel = "Kestrel";

    // Kestrel reads these itself, with names that users choose.
    private static readonly string[] NamedFreely = ["Endpoints", "EndpointDefaults", "Certificates"];

    /// <summary>Checks the settings of a server that is about to start.</summary>
    /// <param name="configuration">The host's configuration.</param>
    /// <exception cref="WrongSettingException">A value is wrong.</exception>
    public static void Check(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var logging = configuration.GetSection("Logging");
        CheckLevels(logging.GetSection("LogLevel"));
        foreach (var provider in logging.GetChildren()) { CheckLevels(provider.GetSection("LogLevel")); }
        CheckKestrel(configuration.GetSection(Kestrel));
        CheckAddresses(configuration.GetSection("urls"));
        foreach (var endpoint in configuration.GetSection(Kestrel + ":Endpoints").GetChildren())
        {
            CheckAddresses(endpoint.GetSection("Url"));
        }
    }

    private static void CheckLevels(IConfigurationSection levels)
    {
        var names = Enum.GetNames<LogLevel>();
        var wrong = levels.GetChildren().FirstOrDefault(level => level.Value is { Length: > 0 } value
            && !Enum.TryParse<LogLevel>(value, ignoreCase: true, out _));
        if (wrong is not null)
        {
            throw Wrong(wrong, $"it must be one of {string.Join(", ", names)}");
        }
    }

    // One at a time, because the binder's error does not always name the setting.
    private static void CheckKestrel(IConfigurationSection section)
    {
        foreach (var (name, value) in section.AsEnumerable(makePathsRelative: true))
        {
            if (value is null || NamedFreely.Contains(
                name.Split(':')[0], StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }
            try
            {
                new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build()
                    .Bind(new KestrelServerOptions());
            }
            catch (Exception failed)
            {
                throw Wrong(section.GetSection(name), failed.GetBaseException().Message);
            }
        }
    }

    private static void CheckAddresses(IConfigurationSection setting)
    {
        var wrong = (setting.Value ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Any(address => !IsAddress(address));
        if (wrong)
        {
            throw Wrong(
                setting, "each address must be http://host:port or https://host:port, with a port "
                + "from 0 to 65535");
        }
    }

    private static bool IsAddress(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address.Scheme.ToUpperInvariant() is "HTTP" or "HTTPS"
                && (address.IsUnixPipe || address.IsNamedPipe || address.Port is >= 0 and <= 65_535);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static WrongSettingException Wrong(IConfigurationSection setting, string why) =>
        new($"{setting.Path} is '{setting.Value}'; {why.Split('\n')[0].TrimEnd('.', '\r')}.");
}
