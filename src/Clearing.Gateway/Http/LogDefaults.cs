using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway;

/// <summary>
/// How much is logged unless an operator's settings say otherwise: warnings of the frameworks, and
/// no access log. What is set as default for all is not exceeded.
/// </summary>
public static class LogDefaults
{
    /// <summary>
    /// Puts the defaults below every other source, so that any setting of <c>Logging:LogLevel</c>
    /// overrides them.
    /// </summary>
    /// <param name="configuration">The host's configuration.</param>
    public static void AddLogDefaults(this IConfigurationManager configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        // Whoever wants less of everything wants less of the frameworks too.
        var frameworks =
            Enum.TryParse<LogLevel>(configuration["Logging:LogLevel:Default"], true, out var all)
            && all > LogLevel.Warning ? $"{all}" : $"{LogLevel.Warning}";
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Microsoft.AspNetCore"] = frameworks,
                ["Logging:LogLevel:Orleans"] = frameworks,
                // Why a start failed is said by the program, in one line.
                ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None",
                // Orleans places activations with it, a line for each.
                ["Logging:LogLevel:Polly"] = frameworks,
                ["Logging:LogLevel:" + RequestLog.Category] = "None",
            },
        });
    }
}
