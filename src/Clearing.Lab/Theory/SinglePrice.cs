using Clearing.Instruments.Randomness;
using Clearing.Lab.Markets;
using Clearing.Lab.Statistics;

namespace Clearing.Lab.Theory;

/// <summary>E1 to E3 and E11: one round, values uniform on 0 to 1, one unit each.</summary>
/// <param name="draws">How many markets each check draws.</param>
/// <param name="seed">The seed.</param>
internal sealed class SinglePrice(int draws, ulong seed)
{
    private static readonly PlayRules Lowest = PlayRules.Rounds;

    private static readonly PlayRules Rejected =
        new(FeeRule.HighestRejected, Repricing.None);

    /// <summary>E1 and E2: first and second price sell one unit for the same.</summary>
    public IEnumerable<ClosedForm> FirstAndSecond()
    {
        foreach (var n in (int[])[2, 3, 5])
        {
            var exact = (n - 1.0) / (n + 1);
            yield return ClosedForm.Of(
                $"E1 first-price revenue n={n}", "bid (n-1)/n v; revenue (n-1)/(n+1)", exact,
                Prices(n, 1, 1, (n - 1.0) / n, Lowest), "Vickrey 1961; Krishna, chapter 2");
            yield return ClosedForm.Of(
                $"E2 second-price revenue n={n}", "(n-1)/(n+1): revenue equivalence", exact,
                Prices(n, 1, 2, 1, Rejected), "Vickrey 1961; Myerson 1981");
        }
    }

    /// <summary>E3: three ways to price several units sell them for the same.</summary>
    public IEnumerable<ClosedForm> SeveralUnits()
    {
        const string Formula = "(n-k)/(n+1); LAB bid (n-k)/(n-k+1) v; HRB bid v;"
            + " pay-as-bid bid E[k-th of n-1 | below v]";
        const string Source = "formats: Mezzetti and Tsetlin 2009; derived here, k=1 is E1";
        foreach (var (n, k) in ((int, int)[])[(4, 2), (6, 3), (10, 4)])
        {
            var exact = (double)(n - k) / (n + 1);
            var shade = (double)(n - k) / (n - k + 1);
            yield return ClosedForm.Of(
                $"E3 LAB mean price n={n} k={k}", Formula, exact,
                Prices(n, k, 3, shade, Lowest), Source);
            yield return ClosedForm.Of(
                $"E3 HRB mean price n={n} k={k}", Formula, exact,
                Prices(n, k, 4, 1, Rejected), Source);
            yield return ClosedForm.Of(
                $"E3 pay-as-bid mean price n={n} k={k}", Formula, exact, PayAsBid(n, k), Source);
        }
    }

    /// <summary>E11: a reserve of one half earns more of two bidders.</summary>
    public ClosedForm Reserve() => ClosedForm.Of(
        "E11 revenue with reserve 1/2, n=2", "5/12 against 1/3 without", 5.0 / 12,
        Prices(2, 1, 11, 1, Rejected with { Reserve = 500_000 }), "Myerson 1981");

    private Moments Prices(int n, int k, long stream, double factor, in PlayRules rules)
    {
        var market = new UnitMarket(n, 1);
        var random = new RandomStream(seed, (stream << 32) + (n << 8) + k, Purpose.Theory);
        var values = new double[n];
        var prices = new Moments();
        for (var draw = 0; draw < draws; draw++)
        {
            Fill(values, ref random);
            market.Begin();
            prices.Add(market.Clear(1, k, values, factor, rules));
        }
        return prices;
    }

    private Moments PayAsBid(int n, int k)
    {
        var market = new UnitMarket(n, 1);
        var random = new RandomStream(seed, (5L << 32) + (n << 8) + k, Purpose.Theory);
        var bid = new PayAsBidFunction(n, k);
        var values = new double[n];
        var prices = new Moments();
        for (var draw = 0; draw < draws; draw++)
        {
            Fill(values, ref random);
            for (var i = 0; i < n; i++) { values[i] = bid.At(values[i]); }
            market.Price(values, k, new(FeeRule.PayAsBid, Repricing.None));
            var sum = 0.0;
            foreach (ref readonly var award in market.Awards) { sum += award.Charge; }
            prices.Add(sum / k);
        }
        return prices;
    }

    /// <summary>Fills in values uniform on 0 to 1.</summary>
    internal static void Fill(double[] values, ref RandomStream random)
    {
        for (var i = 0; i < values.Length; i++) { values[i] = random.NextUnit(); }
    }
}
