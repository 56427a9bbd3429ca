using Clearing.Instruments.Randomness;
using Clearing.Lab.Markets;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Theory;

/// <summary>E4 and E5: one unit a round, with and without repricing.</summary>
/// <param name="draws">How many markets each check draws.</param>
/// <param name="seed">The seed.</param>
internal sealed class Sequential(int draws, ulong seed)
{
    private static readonly (int N, int K)[] Sizes = [(4, 2), (6, 3)];

    /// <summary>E4: the expected price is the same in every round.</summary>
    public IEnumerable<ClosedForm> WithoutRepricing()
    {
        foreach (var (n, k) in Sizes)
        {
            var prices = Play(n, k, PlayRules.Rounds, round => (double)(n - k) / (n - round + 1));
            for (var round = 1; round <= k; round++)
            {
                yield return ClosedForm.Of(
                    $"E4 sequential price n={n} k={k} round {round}",
                    "(n-k)/(n+1) in every round: martingale", (double)(n - k) / (n + 1),
                    prices[round - 1], "Weber 1983; Krishna, chapter 15");
            }
        }
    }

    /// <summary>E5: nobody shades an early bid, and all pay the same.</summary>
    public IEnumerable<ClosedForm> WithRepricing()
    {
        foreach (var (n, k) in Sizes)
        {
            var prices = Play(
                n, k, PlayRules.Product, round => round < k ? 1 : (double)(n - k) / (n - k + 1));
            yield return ClosedForm.Of(
                $"E5 sequential with repricing n={n} k={k}",
                "early bid v (no shading), last round (n-k)/(n-k+1) v; all pay (n-k)/(n+1) in"
                    + " expectation, spread 0",
                (double)(n - k) / (n + 1), prices[0],
                "derived here; the equilibrium is checked by a grid of deviations (E5b)");
        }
    }

    private Moments[] Play(int n, int k, PlayRules rules, Func<int, double> factor)
    {
        var market = new UnitMarket(n, k);
        var random = new RandomStream(
            seed, (6L << 32) + (n << 8) + k + ((long)rules.Repricing << 20), Purpose.Theory);
        var values = new double[n];
        var prices = Enumerable.Range(0, k).Select(_ => new Moments()).ToArray();
        for (var draw = 0; draw < draws; draw++)
        {
            SinglePrice.Fill(values, ref random);
            market.Begin();
            for (var round = 1; round <= k; round++)
            {
                market.Clear(round, 1, values, factor(round), rules);
            }
            for (var at = 0; at < k; at++) { prices[at].Add(market.Awards[at].FinalFee / 1e6); }
        }
        return prices;
    }
}
