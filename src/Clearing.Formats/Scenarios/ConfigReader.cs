using System.Text.Json;

namespace Clearing.Formats;

/// <summary>Reads the configuration of one market.</summary>
internal static class ConfigReader
{
    /// <summary>Reads a market's whole configuration.</summary>
    /// <param name="place">The configuration in the document.</param>
    /// <param name="defaults">The values of members left out.</param>
    /// <param name="errors">Receives what is wrong.</param>
    internal static MarketConfig Read(JsonPlace place, MarketConfig defaults, FormatErrors errors)
    {
        var (own, config) = ReadOwn(place, defaults, errors);
        RequireSeed(config, place, errors);
        if (place.Kind == JsonValueKind.Object)
        {
            // A seed among the defaults is for those that draw lots.
            ConfigJson.CheckIdleSeed(new JsonMembers(place, errors), config.TieRule, own.LotterySeed);
        }
        return config;
    }

    /// <summary>Refuses a lottery without a seed; defaults may leave it to each market.</summary>
    internal static void RequireSeed(MarketConfig config, JsonPlace place, FormatErrors errors)
    {
        if (place.Kind == JsonValueKind.Object)
        {
            ConfigJson.CheckSeed(new JsonMembers(place, errors), config);
        }
    }

    /// <summary>Reads defaults for several markets.</summary>
    internal static MarketConfig ReadDefaults(
        JsonPlace place, MarketConfig defaults, FormatErrors errors) =>
        ReadOwn(place, defaults, errors).Config;

    private static (ConfigJson Own, MarketConfig Config) ReadOwn(
        JsonPlace place, MarketConfig defaults, FormatErrors errors)
    {
        var config = DeclaredObject.Read<ConfigJson>(place, errors);
        if (place.Kind == JsonValueKind.Object)
        {
            config.CheckCurrency(new JsonMembers(place, errors), defaults);
        }
        return (config, config.ToConfig(defaults));
    }
}
