using Clearing.Market;

namespace Clearing.Formats;

/// <summary>Reads the configuration of one market.</summary>
internal static class ConfigReader
{
    internal static MarketConfig Read(JsonPlace place, MarketConfig defaults, FormatErrors errors) =>
        DeclaredObject.Read<ConfigJson>(place, errors).ToConfig(defaults);
}
