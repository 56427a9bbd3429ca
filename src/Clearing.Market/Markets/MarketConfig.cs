using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Clearing.Market.Markets;

/// <summary>The configuration of one market; fixed when the market is opened.</summary>
[GenerateSerializer, Alias("Clearing.MarketConfig"), Immutable]
public sealed record MarketConfig
{
    private const int Unnamed = int.MinValue;

    /// <summary>ISO 4217 code; default <c>USD</c>.</summary>
    [Id(0)] public string Currency { get; init; } = "USD";

    /// <summary>
    /// Decimal digits of the minor unit, 0 to 6; default ISO 4217's for the currency: 0 JPY,
    /// 2 USD, 3 KWD. A currency that ISO 4217 does not list must name it.
    /// </summary>
    [Id(1)]
    public int MinorExponent
    {
        get => field == Unnamed ? Iso4217.ExponentOf(Currency) ?? Unnamed : field;
        init;
    } = Unnamed;

    /// <summary>
    /// Volumes of bids and awards are multiples of this many cubic feet; default 1.
    /// </summary>
    [Id(2)] public CubicFeet Lot { get; init; } = new(1);

    /// <summary>Max fees are multiples of this fee; default 1 micro.</summary>
    [Id(3)] public Fee Tick { get; init; } = new(1);

    /// <summary>Splits the marginal fee level; default time priority.</summary>
    [Id(4)] public TieRule TieRule { get; init; }

    /// <summary>
    /// The seed of the lottery tie rule, which must not be empty there; default empty.
    /// </summary>
    /// <remarks>Anyone who knows or guesses it can choose bid ids that win.</remarks>
    [Id(5)] public string LotterySeed { get; init; } = "";

    /// <summary>Sets the round's fee; default lowest granted.</summary>
    [Id(6)] public PricingRule PricingRule { get; init; }

    /// <summary>
    /// A later round reprices earlier awards only down to a fee behind which this much of its
    /// fresh volume stands; default 0.
    /// </summary>
    [Id(7)] public CubicFeet RepricingMinVolume { get; init; }

    /// <summary>
    /// The most that named sellers may hold in this market; by default nobody is capped.
    /// </summary>
    [Id(8)] public ImmutableArray<SellerCap> SellerCaps { get; init; } = [];

    /// <summary>Credit earned per million of incremental sales; default 150_000 (15 %).</summary>
    [Id(9)] public int CreditRatePpm { get; init; } = 150_000;

    /// <summary>
    /// The part of the charge that credits may offset, per million; default all of it.
    /// </summary>
    [Id(10)] public int CreditCapPpm { get; init; } = 1_000_000;

    /// <summary>The highest max fee a bid may have; default no limit.</summary>
    [Id(11)] public Fee? HighestMaxFee { get; init; }

    /// <summary>The smallest max volume a bid may have; default no limit.</summary>
    [Id(12)] public CubicFeet? SmallestMaxVolume { get; init; }

    /// <summary>
    /// Caps every seller at this share of its base limit, per million, or at
    /// <see cref="CapFloor"/> where that is more; default no cap. The live program used 200_000.
    /// </summary>
    [Id(13)] public int? CapShareOfBasePpm { get; init; }

    /// <summary>The least a share-of-base cap can be; default 2_000 cubic feet.</summary>
    [Id(14)] public CubicFeet CapFloor { get; init; } = new(2_000);

    /// <summary>
    /// The fewest sellers behind a step of the public curve before the settlement; default 3.
    /// </summary>
    [Id(16)]
    public int CurveMinBids
    {
        get => field > 0 ? field : 3;
        init;
    }

    /// <summary>The least volume of such a step; default 3 lots.</summary>
    [Id(17)]
    public CubicFeet CurveMinVolume
    {
        get => field.Value > 0 ? field : new(Times(3, Lot.Value));
        init;
    }

    /// <summary>The bounds of such a step are multiples of this fee; default 100 ticks.</summary>
    [Id(18)]
    public Fee CurveBand
    {
        get => field.Micros > 0 ? field : new(Times(100, Tick.Micros));
        init;
    }

    /// <summary>
    /// A later round reprices earlier awards only down to a fee behind which this share of its
    /// fresh volume stands, per million, 0 to 1_000_000; default 0.
    /// </summary>
    /// <remarks>
    /// With 0 and no <see cref="RepricingMinVolume"/> one cubic foot at fee 0 in a late round
    /// lowers every earlier award to 0; 50_000 is a good start.
    /// </remarks>
    [Id(15)] public int RepricingSupportPpm { get; init; }

    /// <summary>
    /// A seller's report of sales of more than this, in minor units, earns no credit until an
    /// operator confirms it; default no report waits.
    /// </summary>
    [Id(20), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Money? SalesReview { get; init; }

    /// <summary>
    /// Where its credits come from; default sales reports. Credits from days need a configured zone
    /// of the market's currency, minor unit and kind of period.
    /// </summary>
    [Id(19)] public CreditSource CreditsFrom { get; init; }

    /// <summary>
    /// How many seconds a round stays provisional before its awards bind, 0 to 2_592_000 (30
    /// days); default 0: it binds at its clearing.
    /// </summary>
    [Id(21), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ContestWindowSeconds { get; init; }

    /// <summary>
    /// A settlement needs a second operator if the current charges of all awards are together more
    /// than this, in minor units; default none does.
    /// </summary>
    [Id(22), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Money? FourEyesSettlement { get; init; }

    /// <summary>
    /// Taking more capacity than this at once needs a second operator, in cubic feet; default none
    /// does.
    /// </summary>
    [Id(23), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CubicFeet? FourEyesCut { get; init; }

    /// <summary>
    /// A correction of more than this, up or down, needs a second operator, in minor units; default
    /// none does.
    /// </summary>
    [Id(24), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Money? FourEyesCorrection { get; init; }

    /// <summary>
    /// The configuration as sellers see it before the settlement: without the seed of a lottery, whose
    /// volume is capped, and what needs two operators.
    /// </summary>
    public MarketConfig ForSellers() => this with
    {
        LotterySeed = "",
        SellerCaps = [],
        FourEyesSettlement = null,
        FourEyesCut = null,
        FourEyesCorrection = null,
    };

    private static long Times(long times, long unit) =>
        unit > long.MaxValue / times ? long.MaxValue : times * Math.Max(0, unit);
}
