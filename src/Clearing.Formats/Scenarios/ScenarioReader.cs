using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Clearing.Market;

namespace Clearing.Formats;

/// <summary>Reads one scenario: its configuration, its events and what is expected of it.</summary>
internal static class ScenarioReader
{
    internal static ScenarioEntry Read(
        JsonPlace place, MarketConfig defaults, int number, FormatErrors errors)
    {
        var members = new JsonMembers(place, errors);
        members.Any("format");
        var id = members.Text("id", otherwise: number.ToString(CultureInfo.InvariantCulture));
        var markets = Markets(place, members, defaults, errors);
        var reader = new EventReader(errors, HasMarkets: !markets.ContainsKey(Scenario.OnlyMarket));
        var events = members.List("events").Select(reader.Read).ToImmutableArray();
        var expected = members.Any("expected");
        if (expected is not null && expected.Kind != JsonValueKind.Object)
        {
            errors.Add(expected, "must be an object");
        }
        members.RefuseOthers("title", "why", "source", "notes");
        return new(new Scenario(id, markets, events), expected);
    }

    private static ImmutableSortedDictionary<string, MarketConfig> Markets(
        JsonPlace place, JsonMembers members, MarketConfig defaults, FormatErrors errors)
    {
        var markets =
            ImmutableSortedDictionary.CreateBuilder<string, MarketConfig>(StringComparer.Ordinal);
        if (members.Any("config") is not { } config)
        {
            ConfigReader.RequireSeed(defaults, place, errors);
            markets.Add(Scenario.OnlyMarket, defaults);
            return markets.ToImmutable();
        }
        if (config.Find("markets") is not { } several)
        {
            markets.Add(Scenario.OnlyMarket, ConfigReader.Read(config, defaults, errors));
            return markets.ToImmutable();
        }
        new JsonMembers(config, errors).RefuseOthers("markets");
        if (several.Kind != JsonValueKind.Object || several.Members.Count == 0)
        {
            errors.Add(several, "must be an object with one member per market");
        }
        foreach (var (key, market) in several.Members)
        {
            if (key.Length == 0)
            {
                errors.Add(market.Line, market.Path, "must have a market key that is not empty");
            }
            markets.Add(key, ConfigReader.Read(market, defaults, errors));
        }
        return markets.ToImmutable();
    }
}
