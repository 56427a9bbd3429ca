using Clearing.Instruments.Randomness;

namespace Clearing.Lab.Equilibrium;

/// <summary>
/// Learning to shade by multiplicative weights: unit demand, values uniform on 0 to 1 and drawn
/// again in every period, factors 0, 0.05 and so on up to 1.
/// </summary>
/// <remarks>
/// Full information: after a period each bidder sees what every factor would have earned. With
/// bandit feedback (EXP3) it sees only what its own factor earned. Sources: Freund and Schapire
/// 1997; Auer, Cesa-Bianchi, Freund and Schapire 2002.
/// </remarks>
public sealed class Hedge
{
    private const int Factors = 21;

    private readonly HedgeGame _game;
    private readonly double[][] _gains;
    private readonly double[][] _chances;
    private readonly double[] _values;
    private readonly int[] _chosen;
    private readonly double[] _others;
    private readonly double _rate;

    private Hedge(HedgeGame game, int periods)
    {
        _game = game;
        _gains = [.. Enumerable.Range(0, game.Bidders).Select(_ => new double[Factors])];
        _chances = [.. Enumerable.Range(0, game.Bidders).Select(_ => new double[Factors])];
        _values = new double[game.Bidders];
        _chosen = new int[game.Bidders];
        _others = new double[game.Bidders - 1];
        _rate = game.Bandit
            ? Math.Sqrt(2 * Math.Log(Factors) / ((double)periods * Factors))
            : 4 * Math.Sqrt(8 * Math.Log(Factors) / periods);
    }

    /// <summary>Plays a game and returns the mean factor over time.</summary>
    /// <param name="game">The game.</param>
    /// <param name="periods">How many periods; 100 or more.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>
    /// The mean factor over the bidders in each hundredth of the time, and over its last third.
    /// </returns>
    public static (double[] Path, double Factor) Learn(HedgeGame game, int periods, ulong seed)
    {
        var hedge = new Hedge(game, periods);
        var random = new RandomStream(
            seed, (game.Bidders << 8) + (game.Units << 4) + (game.PaysRejected ? 1 : 0),
            Purpose.Learning);
        var path = new double[100];
        var (sum, counted) = (0.0, 0);
        for (var period = 0; period < periods; period++)
        {
            var mean = hedge.Play(ref random);
            path[(int)(100L * period / periods)] += mean * 100 / periods;
            if (period < periods * 2 / 3) { continue; }
            sum += mean;
            counted++;
        }
        return (path, sum / counted);
    }

    private double Play(ref RandomStream random)
    {
        var mean = 0.0;
        for (var bidder = 0; bidder < _game.Bidders; bidder++)
        {
            Weigh(_gains[bidder], _chances[bidder]);
            _values[bidder] = random.NextUnit();
            _chosen[bidder] = Choose(_chances[bidder], random.NextUnit());
            for (var factor = 0; factor < Factors; factor++)
            {
                mean += _chances[bidder][factor] * Factor(factor) / _game.Bidders;
            }
        }
        for (var bidder = 0; bidder < _game.Bidders; bidder++) { Learn(bidder); }
        return mean;
    }

    private void Learn(int bidder)
    {
        for (int other = 0, at = 0; other < _game.Bidders; other++)
        {
            if (other != bidder) { _others[at++] = Factor(_chosen[other]) * _values[other]; }
        }
        Array.Sort(_others);
        var gains = _gains[bidder];
        if (_game.Bandit)
        {
            var chosen = _chosen[bidder];
            gains[chosen] += Payoff(bidder, chosen) / _chances[bidder][chosen];
            return;
        }
        for (var factor = 0; factor < Factors; factor++)
        {
            gains[factor] += Payoff(bidder, factor);
        }
    }

    /// <summary>What a factor earns against the others' bids, which ascend.</summary>
    private double Payoff(int bidder, int factor)
    {
        var bid = Factor(factor) * _values[bidder];
        var beaten = _others[^_game.Units];
        if (bid <= beaten) { return 0; }
        var lowest = _game.Units == 1 ? bid : Math.Min(bid, _others[^(_game.Units - 1)]);
        return _values[bidder] - (_game.PaysRejected ? beaten : lowest);
    }

    private void Weigh(double[] gains, double[] chances)
    {
        var (most, sum) = (gains.Max(), 0.0);
        for (var factor = 0; factor < Factors; factor++)
        {
            sum += chances[factor] = Math.Exp(_rate * (gains[factor] - most));
        }
        var explored = _game.Bandit ? 0.05 : 0;
        for (var factor = 0; factor < Factors; factor++)
        {
            chances[factor] = ((1 - explored) * chances[factor] / sum) + (explored / Factors);
        }
    }

    private static int Choose(double[] chances, double draw)
    {
        var factor = 0;
        while (factor < Factors - 1 && draw >= chances[factor]) { draw -= chances[factor++]; }
        return factor;
    }

    private static double Factor(int factor) => factor / 20.0;
}
