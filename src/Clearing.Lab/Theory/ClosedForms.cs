namespace Clearing.Lab.Theory;

/// <summary>All closed forms with which the lab is compared.</summary>
public static class ClosedForms
{
    /// <summary>Checks all of them.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="draws">How many markets a simulated check draws.</param>
    public static IReadOnlyList<ClosedForm> Check(ulong seed, int draws)
    {
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
