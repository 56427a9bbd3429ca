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
        var bids = Seen(market);
        var rounds = market.Rounds()
            .Select(round => Round(market, round, released, bids)).ToArray();
        var observed = new ObservedMarket(
            history.Market, Math.Max(0, market.Rounds().Sum(round => round.CapacityDelta.Value)),
            Demand(bids), rounds)
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
        Dictionary<(string Seller, string Bid), SeenBid> bids)
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
                    bids.GetValueOrDefault((award.Seller, award.BidId))?.Entered ?? number,
                    award.Volume.Value, ReleasedOf(award, released),
                    award.MaxFee.Micros, market.CurrentFee(number).Micros)),
            ]);
    }

    /// <summary>The bids that were in a closed book, as the last one shows them.</summary>
    private static Dictionary<(string Seller, string Bid), SeenBid> Seen(CapacityMarket market)
    {
        var bids = new Dictionary<(string Seller, string Bid), SeenBid>();
        foreach (var round in market.Rounds().Select(round => round.Terms.Round))
        {
            var after = 0L;
            while (market.Book(round, after, Page) is { Length: > 0 } page)
            {
                foreach (var row in page)
                {
                    var bid = (row.Seller, row.BidId);
                    bids.TryAdd(bid, new SeenBid(round));
                    bids[bid].Wanted = row.Want.Value;
                    bids[bid].GrantedBefore = bids[bid].Granted;
                }
                after = page[^1].Sequence;
            }
            foreach (var award in market.Awards(round, 0, int.MaxValue))
            {
                if (bids.TryGetValue((award.Seller, award.BidId), out var bid))
                {
                    bid.Granted += award.Volume.Value;
                }
            }
        }
        return bids;
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

    /// <summary>What each seller asked for in closed books, over all rounds.</summary>
    private static Dictionary<string, Int128> Demand(
        Dictionary<(string Seller, string Bid), SeenBid> bids)
    {
        var demand = new Dictionary<string, Int128>(StringComparer.Ordinal);
        foreach (var ((seller, _), bid) in bids)
        {
            demand[seller] = demand.GetValueOrDefault(seller) + bid.MaxVolume;
        }
        return demand;
    }

    private sealed class SeenBid(int entered)
    {
        /// <summary>The first round in whose book it was.</summary>
        public int Entered { get; } = entered;

        /// <summary>What it still wanted in the last one, cubic feet.</summary>
        public long Wanted { get; set; }

        /// <summary>What it had been granted before that.</summary>
        public Int128 GrantedBefore { get; set; }

        /// <summary>What it has been granted so far.</summary>
        public Int128 Granted { get; set; }

        /// <summary>Its max volume in the last book.</summary>
        public Int128 MaxVolume => GrantedBefore + Wanted;
    }
}
