namespace Clearing.Instruments.Health;

/// <summary>Measures whether sellers bid, and sell, as if their claims were true.</summary>
internal static class Claims
{
    public static HealthFinding Over(ObservedMarket market)
    {
        var volumes = Volumes(market);
        var ratios = market.Awards
            .Where(award => market.CreditRate > 0
                && market.Sales.GetValueOrDefault(award.Seller) > 0)
            .Select(award => award.MaxFee / 1e6
                / (market.CreditRate * market.Sales[award.Seller] / volumes[award.Seller]))
            .Order().ToArray();
        var median = ratios.Length == 0 ? double.NaN
            : (ratios[(ratios.Length - 1) / 2] + ratios[ratios.Length / 2]) / 2;
        return HealthCheck.Found("over_claim", median, median > 1.5);
    }

    public static HealthFinding AtBound(ObservedMarket market)
    {
        if (market.HighestMaxFee is not { } highest || !market.Awards.Any())
        {
            return HealthCheck.Found("at_fee_bound", null, false);
        }
        var bound = market.Awards.Where(award => award.MaxFee == highest)
            .Sum(award => (double)award.Volume);
        var share = bound / market.Awards.Sum(award => (double)award.Volume);
        return HealthCheck.Found("at_fee_bound", share, share > 0.1);
    }

    public static HealthFinding SalesOutliers(ObservedMarket market)
    {
        var volumes = Volumes(market);
        var rates = market.Sales.Where(sold => volumes.GetValueOrDefault(sold.Key) > 0)
            .Select(sold => (Seller: sold.Key, Rate: sold.Value / volumes[sold.Key]))
            .OrderBy(found => found.Rate).ToArray();
        if (rates.Length == 0) { return HealthCheck.Found("sales_outliers", null, false); }
        var limit = rates[(int)Math.Ceiling(0.99 * rates.Length) - 1].Rate;
        var normal = market.Returns.Count > 0 ? market.Returns.Values.Average() : 0;
        var found = rates
            .Where(seller => seller.Rate >= limit && rates.Length > 1
                && market.Returns.GetValueOrDefault(seller.Seller) > 2 * normal)
            .Select(seller => seller.Seller).ToArray();
        return HealthCheck.Found("sales_outliers", found.Length, found.Length > 0, found);
    }

    private static Dictionary<string, double> Volumes(ObservedMarket market) => market.Awards
        .GroupBy(award => award.Seller, StringComparer.Ordinal)
        .ToDictionary(
            awards => awards.Key, awards => awards.Sum(award => (double)award.Volume),
            StringComparer.Ordinal);
}
