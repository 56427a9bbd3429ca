using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway;

/// <summary>
/// The default log levels, which an operator's settings can override: warnings of the frameworks,
/// and no access log. A stricter default level also applies to the frameworks.
/// </summary>
public static class LogDefaults
{
    /// <summary>
    /// Adds the defaults below every other source, so that any setting of <c>Logging:LogLevel</c>
    /// overrides them.
    /// </summary>
    /// <param name="configuration">The host's configuration.</param>
    public static void AddLogDefaults(this IConfigurationManager configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        // A stricter default level applies to the frameworks too.
        var frameworks =
            Enum.TryParse<LogLevel>(configuration["Logging:LogLevel:Default"], true, out var all)
            && all > LogLevel.Warning ? $"{all}" : $"{LogLevel.Warning}";
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Microsoft.AspNetCore"] = frameworks,
                ["Logging:LogLevel:Orleans"] = frameworks,
                // The program itself reports a failed start in one line.
                ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None",
                // Orleans uses Polly to place activations, which logs a line for each.
                ["Logging:LogLevel:Polly"] = frameworks,
                ["Logging:LogLevel:" + RequestLog.Category] = "None",
            },
        });
    }
}
