using Clearing.Instruments.Health;

namespace Clearing.Instruments.Journals;

/// <summary>A real market as a monitor sees it.</summary>
public static class MarketObservation
{
    private const int Page = 10_000;

    /// <summary>Observes a market as it was recorded.</summary>
    public static ObservedMarket Of(MarketHistory history)
    {
        var market = PlayedMarket.Fold(history);
        var released = Released(history);
        var entered = Entered(market);
        var rounds = market.Rounds()
            .Select(round => Round(market, round, released, entered)).ToArray();
        var observed = new ObservedMarket(
            history.Market, Math.Max(0, market.Rounds().Sum(round => round.CapacityDelta.Value)),
            Demand(history), rounds)
        {
            CreditRate = history.Config.CreditRatePpm / 1e6,
            HighestMaxFee = history.Config.HighestMaxFee?.Micros,
        };
        return WithSales(observed, history);
    }

    /// <summary>A market that was observed before, with the sales of today.</summary>
    /// <param name="observed">The market.</param>
    /// <param name="history">Its sales; of its events, the first is enough.</param>
    public static ObservedMarket WithSales(ObservedMarket observed, MarketHistory history)
    {
        var unit = Math.Pow(10, history.Config.MinorExponent);
        return observed with
        {
            Sales = history.Sales.ToDictionary(
                sold => sold.Key, sold => (double)sold.Value.Minor / unit, StringComparer.Ordinal),
            Returns = history.Returns,
        };
    }

    private static ObservedRound Round(
        CapacityMarket market, RoundReport round,
        Dictionary<(string Seller, string Award), long> released,
        Dictionary<(string Seller, string Bid), int> entered)
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
                    award.BidId, award.Seller,
                    entered.GetValueOrDefault((award.Seller, award.BidId), number),
                    award.Volume.Value, ReleasedOf(award, released),
                    award.MaxFee.Micros, market.CurrentFee(number).Micros)),
            ]);
    }

    /// <summary>The first round in whose book each bid was.</summary>
    private static Dictionary<(string Seller, string Bid), int> Entered(CapacityMarket market)
    {
        var entered = new Dictionary<(string Seller, string Bid), int>();
        foreach (var round in market.Rounds())
        {
            var after = 0L;
            while (market.Book(round.Terms.Round, after, Page) is { Length: > 0 } page)
            {
                foreach (var row in page)
                {
                    entered.TryAdd((row.Seller, row.BidId), round.Terms.Round);
                }
                after = page[^1].Sequence;
            }
        }
        return entered;
    }

    // Two sellers may choose the same id for their bids.
    private static Dictionary<(string Seller, string Award), long> Released(MarketHistory history)
    {
        var released = new Dictionary<(string Seller, string Award), long>();
        foreach (var release in history.Events.OfType<RoundCleared>().SelectMany(c => c.Releases))
        {
            var award = (release.Seller ?? "", release.AwardId);
            released[award] = released.GetValueOrDefault(award) + release.Volume.Value;
        }
        return released;
    }

    // Older journals do not name the seller of a release.
    private static long ReleasedOf(
        Award award, Dictionary<(string Seller, string Award), long> released) =>
        released.GetValueOrDefault((award.Seller, award.Id))
        + released.GetValueOrDefault(("", award.Id));

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
