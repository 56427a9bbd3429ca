using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Market;

namespace Clearing.Formats;

/// <summary>Reads the configuration of one market.</summary>
internal static class ConfigReader
{
    private const int Million = 1_000_000;

    internal static MarketConfig Read(JsonPlace place, MarketConfig defaults, FormatErrors errors)
    {
        var members = new JsonMembers(place, errors);
        var config = new MarketConfig
        {
            Currency = members.Text("currency", defaults.Currency),
            MinorExponent = (int)(members.NumberIfAny("minor_exponent", 0, 6) ?? defaults.MinorExponent),
            Lot = new(members.NumberIfAny("lot", least: 1) ?? defaults.Lot.Value),
            Tick = new(members.NumberIfAny("tick_micros", least: 1) ?? defaults.Tick.Micros),
            TieRule = members.Word("tie_rule", Words.TieRules, defaults.TieRule),
            LotterySeed = members.Text("lottery_seed", defaults.LotterySeed),
            PricingRule = members.Word("pricing_rule", Words.PricingRules, defaults.PricingRule),
            RepricingMinVolume = new(
                members.NumberIfAny("repricing_min_volume", least: 0)
                ?? defaults.RepricingMinVolume.Value),
            SellerCaps = Caps(members, errors) ?? defaults.SellerCaps,
            CreditRatePpm = Ppm(members, "credit_rate_ppm", int.MaxValue) ?? defaults.CreditRatePpm,
            CreditCapPpm = Ppm(members, "credit_cap_ppm", Million) ?? defaults.CreditCapPpm,
        };
        members.RefuseOthers();
        return config;
    }

    private static int? Ppm(JsonMembers members, string key, int most) =>
        (int?)members.NumberIfAny(key, 0, most);

    private static ImmutableArray<SellerCap>? Caps(JsonMembers members, FormatErrors errors)
    {
        if (members.Any("seller_cap") is not { } caps)
        {
            return null;
        }
        if (caps.Kind != JsonValueKind.Object)
        {
            errors.Add(caps, "must be an object of sellers and their caps");
        }
        return
        [
            .. caps.Members
                .OrderBy(cap => cap.Key, StringComparer.Ordinal)
                .Select(cap => new SellerCap(
                    cap.Key, new(members.Integer(cap.Value, 0, long.MaxValue)))),
        ];
    }
}
