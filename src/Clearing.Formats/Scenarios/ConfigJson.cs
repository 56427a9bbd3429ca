using System.ComponentModel;
using System.Text.Json;
using Clearing.Market;

namespace Clearing.Formats;

/// <summary>
/// A market's configuration in JSON, in scenarios and over HTTP. Members left out have their
/// defaults.
/// </summary>
public partial record ConfigJson : IChecked
{
    /// <summary>ISO 4217 code.</summary>
    [Shaped(ConfigRule.CurrencyPattern, "must be three capital letters, as in ISO 4217")]
    [Description("The ISO 4217 code of its currency; default USD.")]
    public string? Currency { get; init; }

    /// <summary>Decimal digits of the minor unit.</summary>
    [Whole(0, ConfigRule.MaxMinorExponent)]
    [Description(
        "The decimal digits of the minor unit. They must be those of ISO 4217 where it lists the "
        + "currency, which are the default; otherwise they must be there.")]
    public int? MinorExponent { get; init; }

    /// <summary>Volumes are multiples of this many cubic feet.</summary>
    [Whole(1), Description("All volumes are multiples of this many cubic feet; default 1.")]
    public long? Lot { get; init; }

    /// <summary>Max fees are multiples of this fee.</summary>
    [Whole(1)]
    [Description("Max fees are multiples of this fee, in micros per cubic foot; default 1.")]
    public long? TickMicros { get; init; }

    /// <summary>The rule that splits the marginal fee level.</summary>
    [Description("The rule that splits the marginal fee level; default TIME_PRIORITY.")]
    public TieRule? TieRule { get; init; }

    /// <summary>The seed of the lottery tie rule.</summary>
    [Description(
        "The seed of SEEDED_LOTTERY, which must have one; no other tie rule may; default empty.")]
    public string? LotterySeed { get; init; }

    /// <summary>The rule that sets the round's fee.</summary>
    [Description("The rule that sets the round's fee; default LOWEST_GRANTED.")]
    public PricingRule? PricingRule { get; init; }

    /// <summary>The fresh volume that must stand behind a repricing.</summary>
    [Whole(0)]
    [Description(
        "A later round reprices earlier awards only down to a fee behind which this much of its "
        + "fresh volume stands, in cubic feet; default 0.")]
    public long? RepricingMinVolume { get; init; }

    /// <summary>The share of the round's fresh volume that must, per million.</summary>
    [Whole(0, ConfigRule.MaxPartPpm)]
    [Description("The same limit as a share of the round's fresh volume, per million; default 0.")]
    public int? RepricingSupportPpm { get; init; }

    /// <summary>The maximum volume that a seller may hold, by seller.</summary>
    [Whole(0)]
    [Description(
        "The most that a seller may hold, in cubic feet, by seller; default nobody is capped.")]
    public IReadOnlyDictionary<string, long>? SellerCap { get; init; }

    /// <summary>Credit earned per million of incremental sales.</summary>
    [Whole(0, ConfigRule.MaxCreditRatePpm)]
    [Description(
        "The credit that is earned per million of incremental sales; default 150000 (15 %).")]
    public int? CreditRatePpm { get; init; }

    /// <summary>The part of the charge that credits may offset, per million.</summary>
    [Whole(0, ConfigRule.MaxPartPpm)]
    [Description(
        "The part of the charge that credits may offset, per million; default 1000000 (all).")]
    public int? CreditCapPpm { get; init; }

    /// <summary>The source of the market's credits.</summary>
    [Description(
        "Where incremental sales come from: REPORT, sales reports, the default; or DAYS, the daily "
        + "facts of its zone, which must be configured with the same currency and periods.")]
    public CreditSource? CreditsFrom { get; init; }

    /// <summary>The highest max fee that a bid may have.</summary>
    [Whole(0)]
    [Description("The highest max fee of a bid, in micros per cubic foot; default no limit.")]
    public long? HighestMaxFeeMicros { get; init; }

    /// <summary>The smallest max volume that a bid may have.</summary>
    [Whole(0)]
    [Description(
        "The smallest max volume of a bid, in cubic feet; default no limit. Every award's charge is "
        + "rounded down to a minor unit separately, so splitting a bid into n saves up to n - 1 minor "
        + "units: a limit makes that not worthwhile.")]
    public long? SmallestMaxVolume { get; init; }

    /// <summary>Caps every seller at this share of its base limit, per million.</summary>
    [Whole(0, int.MaxValue)]
    [Description("Caps every seller at this share of its base limit, per million; default no cap.")]
    public int? CapShareOfBasePpm { get; init; }

    /// <summary>The minimum of that cap.</summary>
    [Whole(0), Description("The least that this cap can be, in cubic feet; default 2000.")]
    public long? CapFloor { get; init; }

    /// <summary>The fewest sellers behind a step of the curve before the settlement.</summary>
    [Whole(1, int.MaxValue)]
    [Description("The fewest sellers behind a step of the curve before settlement; default 3.")]
    public int? CurveMinBids { get; init; }

    /// <summary>The minimum volume of such a step.</summary>
    [Whole(1), Description("The least volume of such a step, in cubic feet; default 3 lots.")]
    public long? CurveMinVolume { get; init; }

    /// <summary>The bounds of that curve's steps are multiples of this fee.</summary>
    [Whole(1)]
    [Description(
        "The bounds of such a step are multiples of this fee, in micros per cubic foot; default 100 "
        + "ticks.")]
    public long? CurveBandMicros { get; init; }

    /// <summary>A report of more sales than this waits for an operator.</summary>
    [Whole(0)]
    [Description(
        "A report of more sales than this, in minor units, earns no credit until an operator "
        + "confirms it; default no report waits.")]
    public long? SalesReviewMinor { get; init; }

    /// <summary>How long a round stays provisional.</summary>
    [Whole(0, ConfigRule.MaxContestWindowSeconds)]
    [Description(
        "How many seconds a cleared round stays provisional before its awards bind; default 0: it "
        + "binds at once. In that time two operators may void it and clear it again.")]
    public int? ContestWindowSeconds { get; init; }

    /// <summary>A settlement of more than this needs two operators.</summary>
    [Whole(0)]
    [Description(
        "A settlement needs a second operator if all awards are charged more than this together, in "
        + "minor units; default none does.")]
    public long? FourEyesSettlementMinor { get; init; }

    /// <summary>Taking more capacity than this needs two operators.</summary>
    [Whole(0)]
    [Description(
        "Taking more cubic feet than this at once needs a second operator; default none does.")]
    public long? FourEyesCutVolume { get; init; }

    /// <summary>A correction of more than this needs two operators.</summary>
    [Whole(0)]
    [Description(
        "A correction of more than this, up or down, needs a second operator, in minor units; "
        + "default none does.")]
    public long? FourEyesCorrectionMinor { get; init; }

    /// <summary>A configuration as JSON: every member, with caps in order of sellers.</summary>
    /// <param name="config">The configuration.</param>
    public static ConfigJson Of(MarketConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new()
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
            SellerCap = config.SellerCaps.OrderBy(cap => cap.Seller, StringComparer.Ordinal)
                .ToDictionary(cap => cap.Seller, cap => cap.Cap.Value, StringComparer.Ordinal),
            CreditRatePpm = config.CreditRatePpm,
            CreditCapPpm = config.CreditCapPpm,
            CreditsFrom = config.CreditsFrom,
            HighestMaxFeeMicros = config.HighestMaxFee?.Micros,
            SmallestMaxVolume = config.SmallestMaxVolume?.Value,
            CapShareOfBasePpm = config.CapShareOfBasePpm,
            CapFloor = config.CapFloor.Value,
            CurveMinBids = config.CurveMinBids,
            CurveMinVolume = config.CurveMinVolume.Value,
            CurveBandMicros = config.CurveBand.Micros,
            SalesReviewMinor = (long?)config.SalesReview?.Minor,
            ContestWindowSeconds = config.ContestWindowSeconds,
            FourEyesSettlementMinor = (long?)config.FourEyesSettlement?.Minor,
            FourEyesCutVolume = config.FourEyesCut?.Value,
            FourEyesCorrectionMinor = (long?)config.FourEyesCorrection?.Minor,
        };
    }

    /// <summary>The configuration.</summary>
    /// <param name="defaults">The values of members left out.</param>
    public MarketConfig ToConfig(MarketConfig defaults)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        return new()
        {
            Currency = Currency ?? defaults.Currency,
            MinorExponent = MinorExponent ?? ExponentOf(defaults) ?? 0,
            Lot = Volume(Lot) ?? defaults.Lot,
            Tick = TickMicros is { } tick ? new(tick) : defaults.Tick,
            TieRule = TieRule ?? defaults.TieRule,
            LotterySeed = LotterySeed ?? defaults.LotterySeed,
            PricingRule = PricingRule ?? defaults.PricingRule,
            RepricingMinVolume = Volume(RepricingMinVolume) ?? defaults.RepricingMinVolume,
            RepricingSupportPpm = RepricingSupportPpm ?? defaults.RepricingSupportPpm,
            SellerCaps = SellerCap is { } caps
                ? [.. caps.OrderBy(cap => cap.Key, StringComparer.Ordinal)
                    .Select(cap => new SellerCap(cap.Key, new(cap.Value)))]
                : defaults.SellerCaps,
            CreditRatePpm = CreditRatePpm ?? defaults.CreditRatePpm,
            CreditCapPpm = CreditCapPpm ?? defaults.CreditCapPpm,
            CreditsFrom = CreditsFrom ?? defaults.CreditsFrom,
            HighestMaxFee =
                HighestMaxFeeMicros is { } highest ? new Fee(highest) : defaults.HighestMaxFee,
            SmallestMaxVolume = Volume(SmallestMaxVolume) ?? defaults.SmallestMaxVolume,
            CapShareOfBasePpm = CapShareOfBasePpm ?? defaults.CapShareOfBasePpm,
            CapFloor = Volume(CapFloor) ?? defaults.CapFloor,
            CurveMinBids = CurveMinBids ?? defaults.CurveMinBids,
            // 0 means the value that follows from this market's own lot and tick.
            CurveMinVolume = new(CurveMinVolume ?? 0),
            CurveBand = new(CurveBandMicros ?? 0),
            SalesReview = Amount(SalesReviewMinor) ?? defaults.SalesReview,
            ContestWindowSeconds = ContestWindowSeconds ?? defaults.ContestWindowSeconds,
            FourEyesSettlement = Amount(FourEyesSettlementMinor) ?? defaults.FourEyesSettlement,
            FourEyesCut = Volume(FourEyesCutVolume) ?? defaults.FourEyesCut,
            FourEyesCorrection = Amount(FourEyesCorrectionMinor) ?? defaults.FourEyesCorrection,
        };
    }

    private int? ExponentOf(MarketConfig defaults) => Currency is { } code && code != defaults.Currency
        ? Iso4217.ExponentOf(code)
        : defaults.MinorExponent;

    private static Money? Amount(long? amount) => amount is { } minor ? new Money(minor) : null;

    private static CubicFeet? Volume(long? volume) =>
        volume is { } value ? new CubicFeet(value) : null;
}
