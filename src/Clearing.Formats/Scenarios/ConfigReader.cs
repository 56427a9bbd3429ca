using System.Collections.Immutable;
using System.Text.Json;
using Clearing.Market;

namespace Clearing.Formats;

/// <summary>Reads the configuration of one market.</summary>
internal static class ConfigReader
{
    private const int Million = 1_000_000;
    private const string SellerRule =
        "must be named by a seller's id: 1 to 128 printable ASCII characters without spaces";

    internal static MarketConfig Read(JsonPlace place, MarketConfig defaults, FormatErrors errors)
    {
        var members = new JsonMembers(place, errors);
        var config = new MarketConfig
        {
            Currency = Currency(members, defaults, errors),
            MinorExponent =
                (int)(members.NumberIfAny("minor_exponent", 0, 6) ?? defaults.MinorExponent),
            Lot = new(members.NumberIfAny("lot", least: 1) ?? defaults.Lot.Value),
            Tick = new(members.NumberIfAny("tick_micros", least: 1) ?? defaults.Tick.Micros),
            TieRule = members.Word("tie_rule", Words.TieRules, defaults.TieRule),
            LotterySeed = members.Text("lottery_seed", defaults.LotterySeed),
            PricingRule = members.Word("pricing_rule", Words.PricingRules, defaults.PricingRule),
            RepricingMinVolume = new(
                members.NumberIfAny("repricing_min_volume", least: 0)
                ?? defaults.RepricingMinVolume.Value),
            SellerCaps = Caps(members, errors) ?? defaults.SellerCaps,
            CreditRatePpm = Ppm(members, "credit_rate_ppm", 10 * Million) ?? defaults.CreditRatePpm,
            CreditCapPpm = Ppm(members, "credit_cap_ppm", Million) ?? defaults.CreditCapPpm,
        };
        members.RefuseOthers();
        return config;
    }

    private static string Currency(
        JsonMembers members, MarketConfig defaults, FormatErrors errors)
    {
        var code = members.Text("currency", defaults.Currency);
        if (members.Any("currency") is { Kind: JsonValueKind.String } place
            && (code.Length != 3 || !code.All(char.IsAsciiLetterUpper)))
        {
            errors.Add(place, "must be three capital letters, as in ISO 4217");
        }
        return code;
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
        foreach (var (seller, cap) in caps.Members)
        {
            if (seller.Length is 0 or > 128 || seller.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                errors.Add(cap.Line, cap.Path, SellerRule);
            }
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
