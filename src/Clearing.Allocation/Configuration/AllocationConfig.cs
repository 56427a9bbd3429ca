using Clearing.Allocation.Overages;
using Clearing.Allocation.Scores;
using Clearing.Market.Curtailments;

namespace Clearing.Allocation.Configuration;

/// <summary>
/// The numbers in the rules of the base, with their defaults (README, chapter 11).
/// </summary>
/// <remarks>
/// A change takes effect with the next run. <see cref="ConfigRange.Broken"/> says what is out of
/// range.
/// </remarks>
[GenerateSerializer, Alias("Clearing.AllocationConfig"), Immutable]
public sealed record AllocationConfig
{
    private const long Million = 1_000_000;

    /// <summary>How many days before today facts may be about, at most.</summary>
    [Id(0)] public int FactAgeDays { get; init; } = 800;

    /// <summary>
    /// How many days of a week must have a figure for the week to have it, 1 to 7.
    /// </summary>
    [Id(1)] public int WeekMinDays { get; init; } = 4;

    /// <summary>
    /// The least share of demand that must be in stock on a day for the day to count in its week.
    /// </summary>
    [Id(2)] public long CensorInStockPpm { get; init; } = 500_000;

    /// <summary>How many weeks a level looks back.</summary>
    [Id(3)] public int LevelWeeks { get; init; } = 26;

    /// <summary>How many known weeks a level needs.</summary>
    [Id(4)] public int LevelMinWeeks { get; init; } = 4;

    /// <summary>The weight of the newest week in a level.</summary>
    [Id(5)] public long AlphaPpm { get; init; } = 200_000;

    /// <summary>How strongly a seller of few units leans on the zone's season.</summary>
    [Id(6)] public long ShrinkMilliUnits { get; init; } = 100_000;

    /// <summary>The lowest uplift of a season.</summary>
    [Id(7)] public long UpliftMinPpm { get; init; } = 100_000;

    /// <summary>The highest uplift of a season.</summary>
    [Id(8)] public long UpliftMaxPpm { get; init; } = 10 * Million;

    /// <summary>How many weeks of sales a base covers: 8 weeks are 56 days.</summary>
    [Id(9)] public int CoverWeeks { get; init; } = 8;

    /// <summary>How many days a score and the use of extra space look back.</summary>
    [Id(10)] public int ScoreDays { get; init; } = 91;

    /// <summary>How many days with known use a score needs.</summary>
    [Id(11)] public int ScoreMinDays { get; init; } = 28;

    /// <summary>The weights of the factors; some weight is above 0, none is below.</summary>
    [Id(12)] public PerFactor<long> Weights { get; init; } = new(350, 300, 150, 200);

    /// <summary>Points by a factor's value.</summary>
    [Id(13)]
    public PerFactor<Curve> Knots { get; init; } = new(
        new Curve(new(0, 0), new(Million, 400), new(2 * Million, 700), new(7 * Million, 1_000)),
        new Curve(new(0, 1_000), new(100_000, 700), new(300_000, 400), new(600_000, 0)),
        new Curve(new(0, 1_000), new(10_000, 700), new(50_000, 400), new(200_000, 0)),
        new Curve(new(0, 0), new(700_000, 400), new(900_000, 700), new(Million, 1_000)));

    /// <summary>The factor by which a score multiplies the need.</summary>
    [Id(14)]
    public Curve FactorKnots { get; init; } =
        new(new(0, 500_000), new(400, Million), new(1_000, 1_250_000));

    /// <summary>The share of extra space that was used and offset which the base gains.</summary>
    [Id(15)] public long CarryPpm { get; init; } = 500_000;

    /// <summary>The share of extra space that stood empty which the base loses.</summary>
    [Id(16)] public long UnusedPpm { get; init; } = 250_000;

    /// <summary>The most that a base rises from one period to the next.</summary>
    [Id(17)] public long StepUpPpm { get; init; } = 500_000;

    /// <summary>How many cubic feet a base may always rise.</summary>
    [Id(18)] public long StepUpMinVolume { get; init; } = 100;

    /// <summary>The most that a base falls from one period to the next.</summary>
    [Id(19)] public long StepDownPpm { get; init; } = 250_000;

    /// <summary>The least base of a regular seller where there is room.</summary>
    [Id(20)] public long FloorVolume { get; init; } = 25;

    /// <summary>The largest base of a regular seller; null for none.</summary>
    [Id(21)] public long? CeilingVolume { get; init; }

    /// <summary>The base of a seller on the individual plan.</summary>
    [Id(22)] public long IndividualVolume { get; init; } = 15;

    /// <summary>How many weeks a seller counts as new.</summary>
    [Id(23)] public int NewWeeks { get; init; } = 39;

    /// <summary>What a new seller gets.</summary>
    [Id(24)] public NewSellerRule NewSellerRule { get; init; }

    /// <summary>The least space set aside for a new seller, or its fixed base.</summary>
    [Id(25)] public long NewSellerVolume { get; init; } = 25;

    /// <summary>The share of the capacity that the market gets in any case.</summary>
    [Id(26)] public long MarketSharePpm { get; init; } = 50_000;

    /// <summary>How many days an unknown use may be carried over, at most.</summary>
    [Id(27)] public int CarryUseDays { get; init; } = 7;

    /// <summary>
    /// The fee of a cubic foot over the limit for a month; 10_000_000 is 10.00. A zone that is configured
    /// without it has the usual one of its currency.
    /// </summary>
    [Id(28)] public long OverageRateMicros { get; init; } = OverageRates.Otherwise;

    /// <summary>How many days over the limit are free in each month.</summary>
    [Id(29)] public int OverageGraceDays { get; init; }

    /// <summary>Which awards a curtailment cuts first.</summary>
    [Id(30)] public CurtailRule CurtailOrder { get; init; }

    /// <summary>The compensation of a lost day, per million of the award's fee for it.</summary>
    [Id(31)] public long CompensationPpm { get; init; } = Million;

    /// <summary>How many days ahead a cut of bases must be announced, at least.</summary>
    [Id(32)] public int BaseCutNoticeDays { get; init; } = 30;

    /// <summary>How many days a warning looks ahead.</summary>
    [Id(33)] public int WarnDays { get; init; } = 28;

    /// <summary>The number of days over which open shipments arrive evenly.</summary>
    [Id(34)] public int InboundDays { get; init; } = 14;

    /// <summary>
    /// Weak sales as a share of the projected ones, used where too few weeks are known.
    /// </summary>
    [Id(35)] public long LowSalesPpm { get; init; } = 700_000;

    /// <summary>From how many rounds on a chance is given as one number.</summary>
    [Id(36)] public int PointMinRounds { get; init; } = 5;

    /// <summary>
    /// The full week of the month before a period in which its base is announced, 1 to 3.
    /// </summary>
    [Id(37)] public int AnnounceFullWeek { get; init; } = 3;

    /// <summary>Days from the cut-off, a Sunday, to the announcement.</summary>
    [Id(38)] public int AnnounceDaysAfterCutOff { get; init; } = 3;

    /// <summary>Days from one round to the next.</summary>
    [Id(39)] public int RoundDays { get; init; } = 7;

    /// <summary>Days from a period's last day to its settlement.</summary>
    [Id(40)] public int SettleAfterDays { get; init; } = 14;
}
