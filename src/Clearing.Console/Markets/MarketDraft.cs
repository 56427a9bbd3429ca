using System.Collections.Immutable;

namespace Clearing.Pages.Markets;

/// <summary>
/// What is entered to open a market. Texts are read exactly or not at all; whether the values are
/// allowed is decided by the market.
/// </summary>
internal sealed class MarketDraft
{
    private const int MicrosOfPpm = 100;
    private const long SecondsOfMinute = 60;

    public string Region { get; set; } = "";

    public string StorageType { get; set; } = "standard";

    public string Period { get; set; } = "";

    public string Currency { get; set; } = "USD";

    public string Exponent { get; set; } = "";

    public string Lot { get; set; } = "10";

    public string Tick { get; set; } = "0.01";

    public TieRule TieRule { get; set; }

    public string LotterySeed { get; set; } = "";

    public PricingRule PricingRule { get; set; }

    public string RepricingVolume { get; set; } = "0";

    public string RepricingShare { get; set; } = "5";

    public CreditSource CreditsFrom { get; set; }

    public string CreditRate { get; set; } = "15";

    public string CreditCap { get; set; } = "100";

    public string SalesReview { get; set; } = "";

    public string HighestFee { get; set; } = "";

    public string SmallestVolume { get; set; } = "";

    public string CapShare { get; set; } = "";

    public string CapFloor { get; set; } = "2,000";

    public string SellerCaps { get; set; } = "";

    public string CurveBids { get; set; } = "";

    public string CurveVolume { get; set; } = "";

    public string CurveBand { get; set; } = "";

    public string ContestMinutes { get; set; } = "0";

    public string SettlementAlone { get; set; } = "";

    public string CutAlone { get; set; } = "";

    public string CorrectionAlone { get; set; } = "";

    /// <summary>The market's key; null as long as a part of it is missing.</summary>
    public string? Key =>
        Region.Trim() is { Length: > 0 } region && StorageType.Trim() is { Length: > 0 } type
        && Period.Trim() is { Length: > 0 } period
            ? $"{region}/{type}/{period}"
            : null;

    /// <summary>The terms; null if a text cannot be read, and then the ids of those.</summary>
    public (MarketConfig? Config, ImmutableArray<string> Unread) Read()
    {
        var texts = new Texts();
        var config = Guarded(Traded(texts), texts);
        return (texts.Unread.Count == 0 ? config : null, [.. texts.Unread]);
    }

    // What sellers bid by.
    private MarketConfig Traded(Texts texts)
    {
        var config = new MarketConfig
        {
            Currency = Currency.Trim().ToUpperInvariant(),
            Lot = new(texts.Need("lot", TypedNumber.Number(Lot))),
            Tick = texts.Need("tick", TypedNumber.Fee(Tick)),
            TieRule = TieRule,
            LotterySeed = TieRule == TieRule.SeededLottery ? LotterySeed : "",
            PricingRule = PricingRule,
            RepricingMinVolume = new(texts.Need("support", TypedNumber.Number(RepricingVolume))),
            RepricingSupportPpm = texts.Need("share", Ppm(RepricingShare)),
            CreditsFrom = CreditsFrom,
            CreditRatePpm = texts.Need("rate", Ppm(CreditRate)),
            CreditCapPpm = texts.Need("cap", Ppm(CreditCap)),
            HighestMaxFee = texts.IfAny("highest", HighestFee, TypedNumber.Fee),
            SmallestMaxVolume = texts.IfAny("smallest", SmallestVolume, Volume),
        };
        return texts.IfAny("exponent", Exponent, Count) is { } digits
            ? config with { MinorExponent = (int)digits }
            : config;
    }

    // What limits sellers and operators, and what the curve shows.
    private MarketConfig Guarded(MarketConfig config, Texts texts)
    {
        return config with
        {
            ContestWindowSeconds = texts.Need("window", Seconds()),
            FourEyesSettlement = texts.IfAny("settlealone", SettlementAlone, Amount),
            FourEyesCut = texts.IfAny("cutalone", CutAlone, Volume),
            FourEyesCorrection = texts.IfAny("correctalone", CorrectionAlone, Amount),
            SalesReview = texts.IfAny("review", SalesReview, Amount),
            CapShareOfBasePpm = texts.IfAny("capshare", CapShare, Ppm),
            CapFloor = new(texts.Need("capfloor", TypedNumber.Number(CapFloor))),
            SellerCaps = texts.Need("caps", Caps(), []),
            CurveMinBids = (int)(texts.IfAny("curvebids", CurveBids, Count) ?? 0),
            CurveMinVolume = texts.IfAny("curvevolume", CurveVolume, Volume) ?? default,
            CurveBand = texts.IfAny("curveband", CurveBand, TypedNumber.Fee) ?? default,
        };

        Money? Amount(string text) => TypedNumber.Money(text, config.MinorExponent);
    }

    private static CubicFeet? Volume(string text) =>
        TypedNumber.Number(text) is { } volume ? new CubicFeet(volume) : null;

    private static long? Count(string text) =>
        TypedNumber.Number(text) is >= 0 and <= int.MaxValue and var count ? count : null;

    private int? Seconds() =>
        TypedNumber.Number(ContestMinutes) is >= 0 and <= int.MaxValue / SecondsOfMinute and var minutes
            ? (int)(minutes * SecondsOfMinute)
            : null;

    // A percentage with at most four decimals is exact in parts per million.
    private static int? Ppm(string percent) =>
        TypedNumber.Fee(percent) is { } read && read.Micros % MicrosOfPpm == 0
        && read.Micros / MicrosOfPpm <= ConfigRule.MaxCreditRatePpm
            ? (int)(read.Micros / MicrosOfPpm)
            : null;

    // acme=500; bob=1,300
    private ImmutableArray<SellerCap>? Caps()
    {
        var caps = ImmutableArray.CreateBuilder<SellerCap>();
        foreach (var part in SellerCaps.Split(
            ';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.IndexOf('=') is not (> 0 and var at) || Volume(part[(at + 1)..]) is not { } cap)
            {
                return null;
            }
            caps.Add(new(part[..at].TrimEnd(), cap));
        }
        return caps.ToImmutable();
    }

    private sealed class Texts
    {
        public List<string> Unread { get; } = [];

        public T Need<T>(string id, T? value, T instead = default)
            where T : struct
        {
            if (value is null) { Unread.Add(id); }
            return value ?? instead;
        }

        public T? IfAny<T>(string id, string text, Func<string, T?> read)
            where T : struct =>
            string.IsNullOrWhiteSpace(text) ? null : Need(id, read(text));
    }
}
