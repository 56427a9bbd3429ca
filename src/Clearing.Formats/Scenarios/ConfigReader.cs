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

    /// <summary>Reads a market's whole configuration.</summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="defaults">What is left out is as here.</param>
    /// <param name="errors">Takes in what is wrong.</param>
    internal static MarketConfig Read(JsonPlace place, MarketConfig defaults, FormatErrors errors)
    {
        var config = ReadDefaults(place, defaults, errors);
        RequireSeed(config, place, errors);
        return config;
    }

    /// <summary>A lottery needs a seed; defaults may leave it to each market.</summary>
    internal static void RequireSeed(MarketConfig config, JsonPlace place, FormatErrors errors)
    {
        if (config.TieRule == TieRule.SeededLottery && config.LotterySeed.Length == 0)
        {
            var (line, path) = place.Find("lottery_seed") is { } seed
                ? (seed.Line, seed.Path)
                : (place.Line, $"{place.Path}.lottery_seed");
            errors.Add(line, path, "must be there and not be empty for SEEDED_LOTTERY");
        }
    }

    /// <summary>Reads defaults for several markets.</summary>
    internal static MarketConfig ReadDefaults(
        JsonPlace place, MarketConfig defaults, FormatErrors errors)
    {
        var members = new JsonMembers(place, errors);
        var currency = Currency(members, defaults, errors);
        var config = new MarketConfig
        {
            Currency = currency,
            MinorExponent = MinorExponent(members, currency, defaults, errors),
            Lot = new(members.NumberIfAny("lot", least: 1) ?? defaults.Lot.Value),
            Tick = new(members.NumberIfAny("tick_micros", least: 1) ?? defaults.Tick.Micros),
            TieRule = members.Word("tie_rule", Words.TieRules, defaults.TieRule),
            LotterySeed = members.Text("lottery_seed", defaults.LotterySeed),
            PricingRule = members.Word("pricing_rule", Words.PricingRules, defaults.PricingRule),
            RepricingMinVolume =
                Volume(members, "repricing_min_volume") ?? defaults.RepricingMinVolume,
            RepricingSupportPpm =
                Ppm(members, "repricing_support_ppm", Million) ?? defaults.RepricingSupportPpm,
            SellerCaps = Caps(members, errors) ?? defaults.SellerCaps,
            CreditRatePpm = Ppm(members, "credit_rate_ppm", 10 * Million) ?? defaults.CreditRatePpm,
            CreditCapPpm = Ppm(members, "credit_cap_ppm", Million) ?? defaults.CreditCapPpm,
            HighestMaxFee = members.NumberIfAny("highest_max_fee_micros", least: 0) is { } highest
                ? new Fee(highest)
                : defaults.HighestMaxFee,
            SmallestMaxVolume = Volume(members, "smallest_max_volume") ?? defaults.SmallestMaxVolume,
            CapShareOfBasePpm =
                Ppm(members, "cap_share_of_base_ppm", int.MaxValue) ?? defaults.CapShareOfBasePpm,
            CapFloor = Volume(members, "cap_floor") ?? defaults.CapFloor,
            // 0 stands for the default, which follows from lot and tick.
            CurveMinBids = (int)(members.NumberIfAny("curve_min_bids", 1, int.MaxValue) ?? 0),
            CurveMinVolume = new(members.NumberIfAny("curve_min_volume", least: 1) ?? 0),
            CurveBand = new(members.NumberIfAny("curve_band_micros", least: 1) ?? 0),
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

    private static int MinorExponent(
        JsonMembers members, string currency, MarketConfig defaults, FormatErrors errors)
    {
        if (members.NumberIfAny("minor_exponent", 0, 6) is { } named) { return (int)named; }
        if (currency == defaults.Currency) { return defaults.MinorExponent; }
        if (Iso4217.ExponentOf(currency) is { } listed) { return listed; }
        if (members.Any("currency") is { } place)
        {
            errors.Add(place, "is not listed by ISO 4217 and must be given with minor_exponent");
        }
        return 0;
    }

    private static CubicFeet? Volume(JsonMembers members, string key) =>
        members.NumberIfAny(key, least: 0) is { } volume ? new CubicFeet(volume) : null;

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
