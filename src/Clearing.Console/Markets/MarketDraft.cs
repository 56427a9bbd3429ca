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
        var unread = ImmutableArray.CreateBuilder<string>();
        var config = new MarketConfig
        {
            Currency = Currency.Trim().ToUpperInvariant(),
            Lot = new(Need("lot", TypedNumber.Number(Lot))),
            Tick = Need("tick", TypedNumber.Fee(Tick)),
            TieRule = TieRule,
            LotterySeed = TieRule == TieRule.SeededLottery ? LotterySeed : "",
            PricingRule = PricingRule,
            RepricingMinVolume = new(Need("support", TypedNumber.Number(RepricingVolume))),
            RepricingSupportPpm = Need("share", Ppm(RepricingShare)),
            SellerCaps = Need("caps", Caps(), []),
            CreditRatePpm = Need("rate", Ppm(CreditRate)),
            CreditCapPpm = Need("cap", Ppm(CreditCap)),
            HighestMaxFee = IfAny("highest", HighestFee, TypedNumber.Fee),
            SmallestMaxVolume = IfAny("smallest", SmallestVolume, Volume),
            CapShareOfBasePpm = IfAny("capshare", CapShare, Ppm),
            CapFloor = new(Need("capfloor", TypedNumber.Number(CapFloor))),
            CurveMinBids = (int)(IfAny("curvebids", CurveBids, Count) ?? 0),
            CurveMinVolume = IfAny("curvevolume", CurveVolume, Volume) ?? default,
            CurveBand = IfAny("curveband", CurveBand, TypedNumber.Fee) ?? default,
            CreditsFrom = CreditsFrom,
            ContestWindowSeconds = Need("window", Seconds()),
            FourEyesCut = IfAny("cutalone", CutAlone, Volume),
        };
        if (IfAny("exponent", Exponent, Count) is { } digits)
        {
            config = config with { MinorExponent = (int)digits };
        }
        config = config with
        {
            SalesReview = IfAny("review", SalesReview, Amount),
            FourEyesSettlement = IfAny("settlealone", SettlementAlone, Amount),
            FourEyesCorrection = IfAny("correctalone", CorrectionAlone, Amount),
        };
        return (unread.Count == 0 ? config : null, unread.ToImmutable());

        T Need<T>(string id, T? value, T instead = default)
            where T : struct
        {
            if (value is null) { unread.Add(id); }
            return value ?? instead;
        }

        T? IfAny<T>(string id, string text, Func<string, T?> read)
            where T : struct =>
            string.IsNullOrWhiteSpace(text) ? null : Need(id, read(text));

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

    // acme=500, bob=300
    private ImmutableArray<SellerCap>? Caps()
    {
        var caps = ImmutableArray.CreateBuilder<SellerCap>();
        foreach (var part in SellerCaps.Split(
            ';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.LastIndexOf('=') is not (> 0 and var at) || Volume(part[(at + 1)..]) is not { } cap)
            {
                return null;
            }
            caps.Add(new(part[..at].TrimEnd(), cap));
        }
        return caps.ToImmutable();
    }
}
