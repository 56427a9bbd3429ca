using Clearing.Instruments.Health;

namespace Clearing.Instruments.Journals;

/// <summary>A real market as a monitor sees it.</summary>
public static class MarketObservation
{
    private const int Page = 10_000;

    /// <summary>Observes a market as it was recorded.</summary>
    public static ObservedMarket Of(MarketHistory history)
    {
        var played = PlayedMarket.Recorded(history);
        var market = played.Market;
        var released = Released(history);
        var entered = Entered(market);
        var rounds = market.Rounds()
            .Select(round => Round(market, round, released, entered)).ToArray();
        var unit = Math.Pow(10, history.Config.MinorExponent);
        return new(
            history.Market, Math.Max(0, market.Rounds().Sum(round => round.CapacityDelta.Value)),
            Demand(history), rounds)
        {
            Sales = history.Sales.ToDictionary(
                sold => sold.Key, sold => (double)sold.Value.Minor / unit, StringComparer.Ordinal),
            Returns = history.Returns,
            CreditRate = history.Config.CreditRatePpm / 1e6,
            HighestMaxFee = history.Config.HighestMaxFee?.Micros,
        };
    }

    private static ObservedRound Round(
        CapacityMarket market, RoundReport round, Dictionary<string, long> released,
        Dictionary<string, int> entered)
    {
        var number = round.Terms.Round;
        var inputs = market.Inputs(number)!;
        var fresh = Math.Min(
            round.Granted.Value, Math.Max(0, inputs.Pool.Value + round.CapacityDelta.Value));
        return new(
            number, round.Available.Value, fresh, inputs.Report.EligibleDemand!.Value,
            round.RoundFee?.Micros, round.RepricedTo?.Micros,
            [
                .. market.Awards(number, 0, int.MaxValue).Select(award => new ObservedAward(
                    award.BidId, award.Seller, entered.GetValueOrDefault(award.BidId, number),
                    award.Volume.Value, released.GetValueOrDefault(award.Id),
                    award.MaxFee.Micros, market.CurrentFee(number).Micros)),
            ]);
    }

    /// <summary>The first round in whose book each bid was.</summary>
    private static Dictionary<string, int> Entered(CapacityMarket market)
    {
        var entered = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var round in market.Rounds())
        {
            var after = 0L;
            while (market.Book(round.Terms.Round, after, Page) is { Length: > 0 } page)
            {
                foreach (var row in page) { entered.TryAdd(row.BidId, round.Terms.Round); }
                after = page[^1].Sequence;
            }
        }
        return entered;
    }

    private static Dictionary<string, long> Released(MarketHistory history)
    {
        var released = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var release in history.Events.OfType<RoundCleared>().SelectMany(c => c.Releases))
        {
            released[release.AwardId] =
                released.GetValueOrDefault(release.AwardId) + release.Volume.Value;
        }
        return released;
    }

    /// <summary>What each seller asked for: the bids as placed, over all rounds.</summary>
    private static Dictionary<string, Int128> Demand(MarketHistory history)
    {
        var demand = new Dictionary<string, Int128>(StringComparer.Ordinal);
        foreach (var bid in history.Events.OfType<BidsPlaced>().SelectMany(placed => placed.Bids))
        {
            demand[bid.Seller] = demand.GetValueOrDefault(bid.Seller) + bid.MaxVolume.Value;
        }
        return demand;
    }
}
