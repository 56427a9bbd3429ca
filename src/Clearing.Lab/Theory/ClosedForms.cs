namespace Clearing.Lab.Theory;

/// <summary>All closed forms with which the lab is compared.</summary>
public static class ClosedForms
{
    /// <summary>
    /// The least number of markets: deviations are tried in a quarter of them, and an interval needs
    /// two.
    /// </summary>
    public const int LeastDraws = 8;

    /// <summary>Checks all of them.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="draws">
    /// How many markets a simulated check draws, <see cref="LeastDraws"/> or more.
    /// </param>
    public static IReadOnlyList<ClosedForm> Check(ulong seed, int draws)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, LeastDraws);
        var single = new SinglePrice(draws, seed);
        var sequential = new Sequential(draws, seed);
        var deviations = new Deviations(draws / 4, seed);
        var credits = new Credits(draws, seed);
        Func<IEnumerable<ClosedForm>>[] groups =
        [
            single.FirstAndSecond,
            single.SeveralUnits,
            () => [deviations.LowestGranted()],
            sequential.WithoutRepricing,
            sequential.WithRepricing,
            () => [deviations.Repricing()],
            () =>
            [
                LowPrice.DemandReduction(draws, seed), Deviations.SecondBid(),
                LowPrice.Equilibria(), Securities.AliceAndBob(),
            ],
            Securities.Revenues,
            credits.Revenue,
            () => [Credits.ShamSales(), single.Reserve()],
        ];
        var checks = groups.AsParallel().AsOrdered().Select(group => group().ToArray());
        return [.. checks.SelectMany(group => group)];
    }
}
