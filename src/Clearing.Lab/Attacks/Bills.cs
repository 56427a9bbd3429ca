using Clearing.Lab.Bidding;
using Clearing.Lab.Markets;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;

namespace Clearing.Lab.Attacks;

/// <summary>
/// What each seller pays net of credits; a name that nobody has is one more seller.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="credit">The credits.</param>
internal sealed class Bills(MarketModel model, CreditTerms credit)
{
    private readonly MarketDraw _draw = new(model);
    private readonly MarketPlay _play = new();
    private readonly double[] _charges = new double[model.Sellers + 1];
    private readonly double[] _sales = new double[model.Sellers + 1];
    private readonly long[] _capacity =
        [.. Enumerable.Repeat(model.RoundCapacity, model.Rounds)];

    public MarketModel Model => model;

    public BidSheet Sheet { get; } = new();

    /// <summary>Draws a market whose sellers bid truthfully.</summary>
    public void Draw(ulong seed, long market)
    {
        _draw.Fill(seed, market);
        Sheet.Fill(_draw, new BidWorth(credit.Rate, credit.Cap));
    }

    /// <summary>Plays the bids as they are on the sheet.</summary>
    public void Play(in PlayRules rules)
    {
        _play.Run(Sheet, _capacity, rules);
        Array.Clear(_charges);
        Array.Clear(_sales);
        foreach (ref readonly var award in _play.Awards)
        {
            var block = Sheet.Block[award.Row];
            _charges[block >> 1] += award.Charge;
            if (block >> 1 < model.Sellers)
            {
                _sales[block >> 1] += _draw.Sales(block, award.Liable, award.Round);
            }
        }
    }

    /// <summary>What a seller pays, dollars.</summary>
    public double Of(int seller) =>
        _charges[seller] - credit.Applied(_charges[seller], _sales[seller]);

    /// <summary>What all sellers pay, dollars.</summary>
    public double Revenue()
    {
        var sum = 0.0;
        for (var seller = 0; seller < _charges.Length; seller++) { sum += Of(seller); }
        return sum;
    }

    /// <summary>
    /// The seller that was granted most before the last round, or in it; -1 if none was granted
    /// anything.
    /// </summary>
    public int LargestWinner(bool inLastRound)
    {
        var volumes = new long[model.Sellers];
        foreach (ref readonly var award in _play.Awards)
        {
            if (award.Round == model.Rounds != inLastRound) { continue; }
            volumes[Sheet.Block[award.Row] >> 1] += award.Volume;
        }
        var largest = Array.IndexOf(volumes, volumes.Max());
        return volumes[largest] > 0 ? largest : -1;
    }
}
