using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>A market's configuration; what is left out has its default.</summary>
internal sealed record ConfigBody : IBody<ConfigBody>
{
    public static string Example =>
        """
        {"currency":"USD","minor_exponent":2,"lot":10,"tick_micros":1000,
         "tie_rule":"TIME_PRIORITY","pricing_rule":"LOWEST_GRANTED","seller_cap":{"acme":5000}}
        """;

    private const int Million = 1_000_000;

    public static bool IsBatch => true;

    [Description("ISO 4217 code; default USD.")]
    public string? Currency { get; init; }

    [Description("Decimal digits of the minor unit, 0 to 6; default ISO 4217's for the currency.")]
    public int? MinorExponent { get; init; }

    [Description("Volumes are multiples of this many cubic feet; default 1.")]
    public long? Lot { get; init; }

    [Description("Max fees are multiples of this fee; default 1.")]
    public long? TickMicros { get; init; }

    [Description("Splits the marginal fee level; default TIME_PRIORITY.")]
    public TieRule? TieRule { get; init; }

    [Description("The seed of the lottery tie rule, which needs one; default empty.")]
    public string? LotterySeed { get; init; }

    [Description("Sets the round's fee; default LOWEST_GRANTED.")]
    public PricingRule? PricingRule { get; init; }

    [Description(
        "A later round reprices earlier awards only down to a fee behind which this much of its "
        + "fresh volume stands; default 0.")]
    public long? RepricingMinVolume { get; init; }

    [Description("The same as a share of its fresh volume, per million; default 0.")]
    public int? RepricingSupportPpm { get; init; }

    [Description("By seller: the most it may hold here; default nobody is capped.")]
    public IReadOnlyDictionary<string, long>? SellerCap { get; init; }

    [Description("Credit earned per million of incremental sales; default 150000 (15 %).")]
    public int? CreditRatePpm { get; init; }

    [Description("The part of the charge that credits may offset, per million; default all of it.")]
    public int? CreditCapPpm { get; init; }

    [Description("The highest max fee a bid may have; default no limit.")]
    public long? HighestMaxFeeMicros { get; init; }

    [Description("The smallest max volume a bid may have; default no limit.")]
    public long? SmallestMaxVolume { get; init; }

    [Description("Caps every seller at this share of its base limit, per million; default no cap.")]
    public int? CapShareOfBasePpm { get; init; }

    [Description("The least that cap can be; default 2000 cubic feet.")]
    public long? CapFloor { get; init; }

    [Description("The fewest sellers behind a step of the curve before settlement; default 3.")]
    public int? CurveMinBids { get; init; }

    [Description("The least volume of such a step; default 3 lots.")]
    public long? CurveMinVolume { get; init; }

    [Description("Its bounds are multiples of this fee; default 100 ticks.")]
    public long? CurveBandMicros { get; init; }

    public static ConfigBody Read(Members members)
    {
        var body = new ConfigBody
        {
            Currency = members.TextIfAny("currency"),
            MinorExponent = (int?)members.NumberIfAny("minor_exponent", 0, 6),
            Lot = members.NumberIfAny("lot", least: 1),
            TickMicros = members.NumberIfAny("tick_micros", least: 1),
            TieRule = members.WordIfAny("tie_rule", Words.TieRules),
            LotterySeed = members.TextIfAny("lottery_seed"),
            PricingRule = members.WordIfAny("pricing_rule", Words.PricingRules),
            RepricingMinVolume = members.NumberIfAny("repricing_min_volume", least: 0),
            RepricingSupportPpm =
                (int?)members.NumberIfAny("repricing_support_ppm", 0, Million),
            SellerCap = members.NumbersIfAny("seller_cap")
                .ToDictionary(cap => cap.Name, cap => cap.Value, StringComparer.Ordinal),
            CreditRatePpm = (int?)members.NumberIfAny("credit_rate_ppm", 0, 10 * Million),
            CreditCapPpm = (int?)members.NumberIfAny("credit_cap_ppm", 0, Million),
            HighestMaxFeeMicros = members.NumberIfAny("highest_max_fee_micros", least: 0),
            SmallestMaxVolume = members.NumberIfAny("smallest_max_volume", least: 0),
            CapShareOfBasePpm = (int?)members.NumberIfAny("cap_share_of_base_ppm", 0, int.MaxValue),
            CapFloor = members.NumberIfAny("cap_floor", least: 0),
            CurveMinBids = (int?)members.NumberIfAny("curve_min_bids", 1, int.MaxValue),
            CurveMinVolume = members.NumberIfAny("curve_min_volume", least: 1),
            CurveBandMicros = members.NumberIfAny("curve_band_micros", least: 1),
        };
        members.RefuseOthers();
        body.Check(members);
        return body;
    }

    private void Check(Members members)
    {
        if (Currency is { } code)
        {
            if (code.Length != 3 || !code.All(char.IsAsciiLetterUpper))
            {
                members.Refuse("currency", "must be three capital letters, as in ISO 4217");
            }
            else if (MinorExponent is null && Iso4217.ExponentOf(code) is null)
            {
                members.Refuse(
                    "minor_exponent", $"must be there: ISO 4217 does not list the currency {code}");
            }
        }
        var isLottery = TieRule == Clearing.Market.Markets.TieRule.SeededLottery;
        if (isLottery && string.IsNullOrEmpty(LotterySeed))
        {
            members.Refuse("lottery_seed", "must be there and not be empty for SEEDED_LOTTERY");
        }
    }

    internal MarketConfig ToConfig()
    {
        var defaults = new MarketConfig();
        return new MarketConfig
        {
            Currency = Currency ?? defaults.Currency,
            MinorExponent = MinorExponent
                ?? Iso4217.ExponentOf(Currency ?? defaults.Currency) ?? defaults.MinorExponent,
            Lot = Lot is { } lot ? new(lot) : defaults.Lot,
            Tick = TickMicros is { } tick ? new(tick) : defaults.Tick,
            TieRule = TieRule ?? defaults.TieRule,
            LotterySeed = LotterySeed ?? defaults.LotterySeed,
            PricingRule = PricingRule ?? defaults.PricingRule,
            RepricingMinVolume = new(RepricingMinVolume ?? 0),
            RepricingSupportPpm = RepricingSupportPpm ?? 0,
            SellerCaps = SellerCap is null
                ? []
                : [.. SellerCap.OrderBy(cap => cap.Key, StringComparer.Ordinal)
                    .Select(cap => new SellerCap(cap.Key, new CubicFeet(cap.Value)))],
            CreditRatePpm = CreditRatePpm ?? defaults.CreditRatePpm,
            CreditCapPpm = CreditCapPpm ?? defaults.CreditCapPpm,
            HighestMaxFee = HighestMaxFeeMicros is { } highest ? new Fee(highest) : null,
            SmallestMaxVolume = SmallestMaxVolume is { } smallest ? new CubicFeet(smallest) : null,
            CapShareOfBasePpm = CapShareOfBasePpm,
            CapFloor = CapFloor is { } floor ? new(floor) : defaults.CapFloor,
            // 0 stands for the default, which follows from lot and tick.
            CurveMinBids = CurveMinBids ?? 0,
            CurveMinVolume = new(CurveMinVolume ?? 0),
            CurveBand = new(CurveBandMicros ?? 0),
        };
    }

    internal static ConfigBody Of(MarketConfig config) => new()
    {
        Currency = config.Currency,
        MinorExponent = config.MinorExponent,
        Lot = config.Lot.Value,
        TickMicros = config.Tick.Micros,
        TieRule = config.TieRule,
        LotterySeed = config.LotterySeed,
        PricingRule = config.PricingRule,
        RepricingMinVolume = config.RepricingMinVolume.Value,
        RepricingSupportPpm = config.RepricingSupportPpm,
        SellerCap = config.SellerCaps.ToDictionary(
            cap => cap.Seller, cap => cap.Cap.Value, StringComparer.Ordinal),
        CreditRatePpm = config.CreditRatePpm,
        CreditCapPpm = config.CreditCapPpm,
        HighestMaxFeeMicros = config.HighestMaxFee?.Micros,
        SmallestMaxVolume = config.SmallestMaxVolume?.Value,
        CapShareOfBasePpm = config.CapShareOfBasePpm,
        CapFloor = config.CapFloor.Value,
        CurveMinBids = config.CurveMinBids,
        CurveMinVolume = config.CurveMinVolume.Value,
        CurveBandMicros = config.CurveBand.Micros,
    };
}
