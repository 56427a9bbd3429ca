using System.Collections.Immutable;
using Clearing.Market;

namespace Clearing.Simulation;

/// <summary>The markets, the sellers and the pace of one run, drawn from its seed.</summary>
internal sealed class Scene
{
    private Scene(Chance chance)
    {
        Sellers = [.. Enumerable.Range(1, chance.Between(2, 6)).Select(n => $"seller-{n}")];
        Markets = [.. Enumerable.Range(1, chance.Between(1, 3)).Select(n =>
            $"{chance.Pick(["us-east", "eu-west"])}/standard/2026-Q{n}")];
        Configs = [.. Markets.Select(_ => Config(chance))];
        Rounds = chance.Between(2, 4);
        StepMs = chance.Pick([200, 1_000, 3_000]);
        Steps = chance.Between(5, 14);
        RoundMs = StepMs * Steps / Rounds;
        // These are drawn last, so that old seeds keep the rest of their scene.
        Configs =
        [
            .. Configs.Select(config => config with
            {
                RepricingSupportPpm = chance.Pick([0, 0, 50_000, 300_000, 1_000_000]),
                // They are set explicitly, so that they equal the recorded values.
                CurveMinBids = config.CurveMinBids,
                CurveMinVolume = config.CurveMinVolume,
                CurveBand = config.CurveBand,
                SalesReview = chance.Pick<Money?>([null, new(4_000)]),
                ContestWindowSeconds = chance.Pick([0, 0, 0, 1, 4]),
                FourEyesCut = chance.Pick<CubicFeet?>([null, null, new(30)]),
            }),
        ];
        BegunInPlain = [.. Markets.Where(_ => chance.PerMille(250))];
    }

    public ImmutableArray<string> Sellers { get; }

    public ImmutableArray<string> Markets { get; }

    public ImmutableArray<MarketConfig> Configs { get; }

    /// <summary>
    /// The markets that were opened before there were keys: some of their events stay plain.
    /// </summary>
    public ImmutableArray<string> BegunInPlain { get; }

    /// <summary>The approximate number of rounds per market.</summary>
    public int Rounds { get; }

    /// <summary>The approximate number of commands per seller.</summary>
    public int Steps { get; }

    /// <summary>The approximate milliseconds between a client's commands.</summary>
    public int StepMs { get; }

    /// <summary>The approximate milliseconds between rounds.</summary>
    public int RoundMs { get; }

    public static Scene Draw(Chance chance) => new(chance);

    private MarketConfig Config(Chance chance)
    {
        var lot = chance.Pick([1, 1, 5, 10]);
        return new MarketConfig
        {
            MinorExponent = chance.Pick([0, 2, 3]),
            Lot = new CubicFeet(lot),
            Tick = new Fee(chance.Pick([1, 250_000])),
            TieRule = chance.Pick(Enum.GetValues<TieRule>()),
            LotterySeed = $"draw-{chance.Below(100)}",
            PricingRule = chance.Pick<PricingRule>([0, 0, 0, .. Enum.GetValues<PricingRule>()]),
            RepricingMinVolume = new CubicFeet(chance.Pick([0, 0, 50])),
            SellerCaps = chance.PerMille(300)
                ? [new SellerCap(chance.Pick(Sellers), new CubicFeet(chance.Between(0, 150)))]
                : [],
            CreditRatePpm = chance.Pick([150_000, 500_000, 33_333]),
            CreditCapPpm = chance.Pick([1_000_000, 500_000]),
            SmallestMaxVolume = chance.PerMille(200) ? new CubicFeet(2 * lot) : null,
            HighestMaxFee = chance.PerMille(200) ? new Fee(5_000_000) : null,
            CapShareOfBasePpm = chance.PerMille(200) ? 200_000 : null,
            CapFloor = new CubicFeet(100),
        };
    }
}
