namespace Clearing.Instruments.Health;

/// <summary>Takes all measures of a market.</summary>
public static class HealthCheck
{
    /// <summary>Takes all measures.</summary>
    public static MarketHealth Of(ObservedMarket market) => new(
        market,
        [
            FeeSetters.Share(market), FeeSetters.Cost(market), FeeSetters.LateLowBids(market),
            FeeSetters.SelfRepricing(market), FeeSetters.Regrants(market),
            MarketPower.Cover(market), MarketPower.Pivotal(market), MarketPower.Three(market),
            MarketPower.Concentration(market), MarketPower.Largest(market), LastRound(market),
            Claims.Over(market), Claims.AtBound(market), Variation(market), Discount(market),
            Claims.SalesOutliers(market),
        ]);

    /// <summary>A measure that was taken.</summary>
    internal static HealthFinding Found(
        string id, double? value, bool flagged, IEnumerable<string>? details = null) =>
        new(id, value is { } number && double.IsFinite(number) ? number : null, flagged,
            string.Join("; ", details ?? []));

    private static HealthFinding LastRound(ObservedMarket market)
    {
        var rounds = market.Rounds.Where(round => round.Fee is not null).ToArray();
        var last = rounds.Length > 1 && rounds[^1].Fee < rounds[..^1].Min(round => round.Fee);
        // One market proves nothing: about half of them end lowest by chance.
        return Found("last_round_sets_lowest", rounds.Length > 1 ? last ? 1 : 0 : null, false);
    }

    private static HealthFinding Variation(ObservedMarket market)
    {
        var fees = market.Rounds.Where(round => round.Fee is not null)
            .Select(round => (double)round.Fee!.Value).ToArray();
        if (fees.Length == 0 || fees.Average() == 0) { return Found("fee_cv", null, false); }
        var mean = fees.Average();
        var variance = fees.Average(fee => (fee - mean) * (fee - mean));
        return Found("fee_cv", Math.Sqrt(variance) / mean, false);
    }

    private static HealthFinding Discount(ObservedMarket market)
    {
        var (gross, final) = (0.0, 0.0);
        foreach (var round in market.Rounds)
        {
            foreach (var award in round.Awards)
            {
                gross += (double)round.Fee!.Value * award.Volume;
                final += (double)award.FinalFee * award.Volume;
            }
        }
        return Found("repricing_discount", gross > 0 ? (gross - final) / gross : null, false);
    }
}
