using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Clearing.Gateway;

/// <summary>
/// How much is logged unless an operator's settings say otherwise: warnings of the frameworks, and
/// no access log.
/// </summary>
public static class LogDefaults
{
    /// <summary>
    /// Puts the defaults below every other source, so that any setting of <c>Logging:LogLevel</c>
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
                // Why a start failed is said by the program, in one line.
                ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None",
                // Orleans places activations with it, a line for each.
                ["Logging:LogLevel:Polly"] = "Warning",
                ["Logging:LogLevel:" + RequestLog.Category] = "None",
            },
        });
    }
}
