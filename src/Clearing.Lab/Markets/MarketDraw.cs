using Clearing.Instruments.Randomness;
using Clearing.Lab.Models;

namespace Clearing.Lab.Markets;

/// <summary>
/// One market's sellers as they were drawn; every mechanism and strategy sees the same ones.
/// </summary>
/// <remarks>
/// Reused from market to market; not for concurrent use. A seller's two blocks are its first,
/// more productive cubic feet (block 0) and the rest (block 1); block b of seller i is number
/// <c>2 i + b</c>.
/// </remarks>
public sealed class MarketDraw
{
    /// <summary>Room for the markets of a model.</summary>
    /// <param name="model">The model.</param>
    public MarketDraw(MarketModel model)
    {
        Model = model;
        var sellers = model.Sellers;
        IsNew = new bool[sellers];
        Talent = new double[sellers];
        Productivity = new double[sellers];
        Margin = new double[sellers];
        Arrival = new int[sellers];
        OperatorSignal = new double[sellers];
        ReviewSignal = new double[sellers];
        Forecast = new double[sellers];
        Own = new double[sellers];
        BetterUse = new int[sellers];
        BlockVolume = new long[2 * sellers];
    }

    /// <summary>The model.</summary>
    public MarketModel Model { get; }

    /// <summary>How many sellers there are.</summary>
    public int Sellers => IsNew.Length;

    /// <summary>For each seller, true if its product is new.</summary>
    public bool[] IsNew { get; }

    /// <summary>
    /// Each product's standard normal number, from which its productivity follows.
    /// </summary>
    public double[] Talent { get; }

    /// <summary>True sales per cubic foot of each seller's first block.</summary>
    public double[] Productivity { get; }

    /// <summary>Each seller's margin, a part of its sales.</summary>
    public double[] Margin { get; }

    /// <summary>The round in which each seller arrives, from 1.</summary>
    public int[] Arrival { get; }

    /// <summary>What the operator sees of each product.</summary>
    public double[] OperatorSignal { get; }

    /// <summary>What a review would show of each product.</summary>
    public double[] ReviewSignal { get; }

    /// <summary>Sales per cubic foot that the operator expects of each seller.</summary>
    public double[] Forecast { get; }

    /// <summary>Sales per cubic foot that each seller expects of itself.</summary>
    public double[] Own { get; }

    /// <summary>
    /// The round in which a better use of each seller's goods appears; 0 without a commitment cost.
    /// </summary>
    public int[] BetterUse { get; }

    /// <summary>The volume of each block, cubic feet.</summary>
    public long[] BlockVolume { get; }

    /// <summary>The rate of a block: 1 for the first, less for the rest.</summary>
    public double RateOf(int block) => (block & 1) == 0 ? 1 : Model.RestRate;

    /// <summary>The volume that a seller can use, cubic feet.</summary>
    public long VolumeOf(int seller) => BlockVolume[2 * seller] + BlockVolume[(2 * seller) + 1];

    /// <summary>True sales of volume of a block that is used from a round on.</summary>
    /// <param name="block">The block.</param>
    /// <param name="volume">Cubic feet.</param>
    /// <param name="granted">The round in which it is granted.</param>
    public double Sales(int block, long volume, int granted)
    {
        var seller = block >> 1;
        var start = Math.Max(granted, Arrival[seller]);
        var sales = volume * Productivity[seller] * RateOf(block) * Model.SeasonFrom(start);
        return BetterUse[seller] > granted ? sales * (1 - Model.CommitmentCost) : sales;
    }

    /// <summary>Draws a market.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="market">The market's number.</param>
    public void Fill(ulong seed, long market)
    {
        Products(seed, market);
        Signals(seed, market);
        if (Model.CommitmentCost > 0) { BetterUses(seed, market); }
    }

    /// <summary>
    /// Replaces the truth by what sellers expect; payoffs are then those that they believe in.
    /// </summary>
    public void Believe() => Own.CopyTo(Productivity, 0);

    private void Products(ulong seed, long market)
    {
        var newness = new RandomStream(seed, market, Purpose.Newness);
        var productivity = new RandomStream(seed, market, Purpose.Productivity);
        var margin = new RandomStream(seed, market, Purpose.Margin);
        var volume = new RandomStream(seed, market, Purpose.Volume);
        var arrival = new RandomStream(seed, market, Purpose.Arrival);
        var (least, most) = (Math.Log(Model.Volume.Min), Math.Log(Model.Volume.Max));
        var mu = Model.Mu + Shock(seed, market);
        for (var seller = 0; seller < Sellers; seller++)
        {
            IsNew[seller] = newness.NextUnit() < Model.NewShare;
            Talent[seller] = productivity.NextNormal();
            Productivity[seller] = Math.Exp(mu + (Model.Sigma * Talent[seller]));
            Margin[seller] = margin.NextBetween(Model.Margin.Min, Model.Margin.Max);
            Arrival[seller] = 1 + arrival.NextBelow(Model.Rounds);
            var all = (long)Math.Round(Math.Exp(volume.NextBetween(least, most)));
            var first = (long)Math.Ceiling(Model.FirstPart * all);
            (BlockVolume[2 * seller], BlockVolume[(2 * seller) + 1]) = (first, all - first);
        }
    }

    private double Shock(ulong seed, long market) => Model.DemandShock > 0
        ? Model.DemandShock * new RandomStream(seed, market, Purpose.DemandShock).NextNormal()
        : 0;

    private void BetterUses(ulong seed, long market)
    {
        var appears = new RandomStream(seed, market, Purpose.BetterUse);
        for (var seller = 0; seller < Sellers; seller++)
        {
            BetterUse[seller] = 1 + appears.NextBelow(Model.Rounds);
        }
    }

    private void Signals(ulong seed, long market)
    {
        var seen = new RandomStream(seed, market, Purpose.OperatorSignal);
        var own = new RandomStream(seed, market, Purpose.SellerSignal);
        var review = new RandomStream(seed, market, Purpose.ReviewSignal);
        for (var seller = 0; seller < Sellers; seller++)
        {
            var talent = Talent[seller];
            var known = ForecastOf(seller);
            OperatorSignal[seller] = Noisy(talent, known, seen.NextNormal());
            ReviewSignal[seller] = Noisy(talent, Model.ReviewForecast, review.NextNormal());
            var pessimism = IsNew[seller] ? Math.Exp(Model.NewPessimism) : 1;
            Forecast[seller] = pessimism * Model.Expected(OperatorSignal[seller], known);
            var learned = LearnedOf(seller);
            Own[seller] = Model.Expected(Noisy(talent, learned, own.NextNormal()), learned);
        }
    }

    /// <summary>The correlation of the operator's forecast with a seller's product.</summary>
    public double ForecastOf(int seller) =>
        IsNew[seller] ? Model.ForecastNew : Model.ForecastOld;

    /// <summary>
    /// What a seller does not know of the logarithm of its sales: its standard deviation.
    /// </summary>
    public double OwnSpread(int seller)
    {
        var learned = LearnedOf(seller);
        return Model.Sigma * Math.Sqrt(1 - (learned * learned));
    }

    private double LearnedOf(int seller) => Model.Learning is { Length: > 0 } learning
        ? learning[Math.Min(Arrival[seller], learning.Length) - 1]
        : Model.SellerForecast;

    private static double Noisy(double talent, double correlation, double noise) =>
        (correlation * talent) + (Math.Sqrt(1 - (correlation * correlation)) * noise);
}
