namespace Clearing.Instruments.Health;

/// <summary>Who could move the fee by asking for less.</summary>
/// <remarks>
/// Three pivotal sellers mirror the three pivotal suppliers of PJM; the limits of concentration are
/// those of the merger guidelines of 1992 and 2023 and of the Treasury's auctions.
/// </remarks>
internal static class MarketPower
{
    public static HealthFinding Cover(ObservedMarket market)
    {
        var cover = market.Capacity > 0 ? (double)All(market) / market.Capacity : double.NaN;
        return HealthCheck.Found("cover", cover, cover < 1.05);
    }

    public static HealthFinding Pivotal(ObservedMarket market)
    {
        var all = All(market);
        var pivotal = market.Demand
            .Where(asked => asked.Value > 0 && all - asked.Value < market.Capacity)
            .Select(asked => asked.Key).Order(StringComparer.Ordinal).ToArray();
        return HealthCheck.Found(
            "pivotal_sellers", pivotal.Length, pivotal.Length > 0,
            pivotal.Length > 5 ? [.. pivotal[..5], $"and {pivotal.Length - 5} more"] : pivotal);
    }

    public static HealthFinding Three(ObservedMarket market)
    {
        var three = market.Demand.Values.OrderDescending().Take(3)
            .Total(volume => volume);
        var residual = market.Capacity > 0
            ? (double)(All(market) - three) / market.Capacity
            : double.NaN;
        return HealthCheck.Found("three_pivotal", residual, residual < 1);
    }

    public static HealthFinding Concentration(ObservedMarket market)
    {
        var shares = Shares(market);
        var sum = shares.Sum(share => 1e4 * share * share);
        string[] above = sum > 1800 ? ["above 1,800"] : sum > 1000 ? ["above 1,000: moderate"] : [];
        return HealthCheck.Found("hhi", shares.Length > 0 ? sum : null, sum > 1800, above);
    }

    public static HealthFinding Largest(ObservedMarket market)
    {
        var shares = Shares(market);
        var most = shares.Length > 0 ? shares.Max() : 0;
        return HealthCheck.Found("top_share", shares.Length > 0 ? most : null, most > 0.35);
    }

    private static Int128 All(ObservedMarket market) =>
        market.Demand.Values.Total(volume => volume);

    private static double[] Shares(ObservedMarket market)
    {
        var all = market.Awards.Sum(award => (double)award.Volume);
        return
        [
            .. market.Awards.GroupBy(award => award.Seller, StringComparer.Ordinal)
                .Select(awards => awards.Sum(award => (double)award.Volume) / all),
        ];
    }
}
