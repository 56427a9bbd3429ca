using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Clearing.Gateway;

/// <summary>
/// The default log levels, which an operator's settings can override: warnings of the frameworks,
/// and no access log.
/// </summary>
public static class LogDefaults
{
    /// <summary>
    /// Adds the defaults below every other source, so that any setting of <c>Logging:LogLevel</c>
    /// overrides them.
    /// </summary>
    /// <param name="configuration">The host's configuration.</param>
    public static void AddLogDefaults(this IConfigurationBuilder configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                ["Logging:LogLevel:Orleans"] = "Warning",
                // The program itself reports a failed start in one line.
                ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None",
                // Orleans uses Polly to place activations, which logs a line for each.
                ["Logging:LogLevel:Polly"] = "Warning",
                ["Logging:LogLevel:" + RequestLog.Category] = "None",
            },
        });
    }
}
