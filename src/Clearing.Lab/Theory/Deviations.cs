using Clearing.Instruments.Randomness;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Theory;

/// <summary>E3b, E5b and E6b: nobody gains by leaving the equilibrium.</summary>
/// <remarks>
/// Utilities of a bid and of a deviation are compared on the same draws of the others. What is
/// reported is the largest gain less its Monte Carlo error, or 0.
/// </remarks>
/// <param name="draws">How many draws of the others each comparison has.</param>
/// <param name="seed">The seed.</param>
internal sealed class Deviations(int draws, ulong seed)
{
    private const double MaxGain = 0.0005;

    private static readonly double[] Values = [0.2, 0.4, 0.6, 0.8, 0.95];

    private static readonly double[] Factors =
        [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.05, 1.1, 1.2, 1.35, 1.5];

    /// <summary>E3b: lowest granted fee, several units.</summary>
    public ClosedForm LowestGranted()
    {
        var gain = Math.Max(LowestGranted(4, 2), LowestGranted(6, 3));
        return Bound(
            "E3b largest gain from deviating, LAB n=4 k=2 and n=6 k=3",
            "no type z in v x {0.50..1.50} gains: Monte Carlo bound", gain);
    }

    /// <summary>E5b: two rounds with repricing, any pair of bids.</summary>
    public ClosedForm Repricing()
    {
        var random = new RandomStream(seed, 8, Purpose.Theory);
        var others = Others(2, ref random);
        var gain = 0.0;
        foreach (var value in Values)
        {
            foreach (var first in (double[])[.. Factors, 1])
            {
                foreach (var last in (double[])[0.2, 0.35, 0.45, 0.5, 0.55, 0.65, 0.8])
                {
                    gain = Math.Max(gain, Gain(others, two =>
                        TwoRounds(value, first * value, last * value, two)
                        - TwoRounds(value, value, value / 2, two)));
                }
            }
        }
        return Bound(
            "E5b largest gain from deviating, n=3 k=2",
            "no deviation (z, b) gains: Monte Carlo bound", gain);
    }

    /// <summary>E6b: demand reduction, a positive second bid only costs.</summary>
    public static ClosedForm SecondBid()
    {
        const int Steps = 2000;
        var gain = 0.0;
        foreach (var value in Values)
        {
            foreach (var bid in Values)
            {
                var sum = 0.0;
                for (var step = 0; step < Steps; step++)
                {
                    var other = (step + 0.5) / Steps;
                    sum += other < bid ? value - (2 * other) : -bid;
                }
                gain = Math.Max(gain, sum / Steps);
            }
        }
        return new("E6b largest gain from a positive second bid", 0.0, gain <= 0)
        {
            Simulated = gain,
        };
    }

    private double LowestGranted(int n, int k)
    {
        var random = new RandomStream(seed, (7L << 32) + n, Purpose.Theory);
        var others = Others(n - 1, ref random);
        var shade = (double)(n - k) / (n - k + 1);
        foreach (var values in others) { Array.Sort(values); }
        var gain = 0.0;
        foreach (var value in Values)
        {
            foreach (var factor in Factors)
            {
                var claimed = Math.Min(1, factor * value);
                gain = Math.Max(gain, Gain(others, values =>
                    shade < 1 ? OneRound(value, claimed, values, k, shade)
                        - OneRound(value, value, values, k, shade) : 0));
            }
        }
        return gain;
    }

    /// <summary>The utility of bidding as another type; the others' values ascend.</summary>
    private static double OneRound(
        double value, double claimed, double[] others, int k, double shade)
    {
        if (claimed <= others[^k]) { return 0; }
        var lowest = k == 1 ? claimed : Math.Min(claimed, others[^(k - 1)]);
        return value - (shade * lowest);
    }

    /// <summary>Two units in two rounds, two others that follow the equilibrium.</summary>
    private static double TwoRounds(double value, double first, double last, double[] others)
    {
        var (high, low) = (Math.Max(others[0], others[1]), Math.Min(others[0], others[1]));
        if (first > high) { return value - Math.Min(first, high / 2); }
        return last > low / 2 ? value - last : 0;
    }

    private double[][] Others(int number, ref RandomStream random)
    {
        var others = new double[draws][];
        for (var draw = 0; draw < draws; draw++)
        {
            others[draw] = new double[number];
            SinglePrice.Fill(others[draw], ref random);
        }
        return others;
    }

    private static double Gain(double[][] others, Func<double[], double> difference)
    {
        var found = new Moments();
        foreach (var values in others) { found.Add(difference(values)); }
        return Math.Max(0, found.Mean - found.Half);
    }

    private static ClosedForm Bound(string id, string formula, double gain) =>
        new(id, 0.0, gain < MaxGain) { Formula = formula, Simulated = gain };
}
