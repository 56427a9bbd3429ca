namespace Clearing.Instruments.Journals;

/// <summary>Finds the bid that a what-if is about, and plays its market with another one.</summary>
internal static class BidQuestion
{
    /// <summary>The bid as it was placed, and as it is asked for.</summary>
    public static (Bid Bid, Bid Changed) Of(
        MarketHistory history, string bidId, string? seller, Fee? fee, CubicFeet? volume)
    {
        var bid = WhatIf.Find(history, bidId, seller)
            ?? throw new HistoryException($"--bid {bidId}: {history.Market} has no such bid");
        var changed = WhatIf.Changed(bid, fee, volume);
        RequireAllowed(changed, history.Config);
        RequireCleared(history, bid);
        return (bid, changed);
    }

    /// <summary>The market with the other bid.</summary>
    public static PlayedMarket Play(MarketHistory history, Bid bid, Bid changed) =>
        PlayedMarket.Replayed(
            history, new RuleChanges(), placed => placed == bid ? changed : placed);

    /// <summary>The least fee at which the bid gets volume, micros; null if no fee does.</summary>
    public static long? LeastWinning(MarketHistory history, Bid bid, Bid changed)
    {
        var tick = history.Config.Tick.Micros;
        // What matters is whose fee it reaches, and whose it exceeds; one tick is enough for that.
        var ticks = history.Events.OfType<BidsPlaced>().SelectMany(placed => placed.Bids)
            .Select(other => other.MaxFee.Micros)
            .Concat(history.Events.OfType<BidAmended>()
                .Select(amended => amended.Amendment.MaxFee?.Micros ?? 0))
            .Select(fee => fee / tick)
            .Concat(history.Events.OfType<RoundCleared>()
                .Select(cleared => cleared.Terms.Reserve.Micros)
                .Select(reserve => (reserve / tick) + (reserve % tick > 0 ? 1 : 0)))
            .SelectMany(fee => new[] { fee, Math.Min(fee, (long.MaxValue / tick) - 1) + 1 })
            .Where(fee => fee <= long.MaxValue / tick)
            .Append(0)
            .Where(fee => history.Config.HighestMaxFee is not { } most || fee * tick <= most.Micros)
            .Distinct().Order().ToArray();
        var (low, high) = (0, ticks.Length - 1);
        if (!Wins(high)) { return null; }
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Wins(middle)) { high = middle; }
            else { low = middle + 1; }
        }
        return ticks[high] * tick;

        bool Wins(int at)
        {
            var tried = changed with { MaxFee = new Fee(ticks[at] * tick) };
            return WhatIfOutcome.Of(Play(history, bid, tried), tried).Volume > 0;
        }
    }

    /// <summary>
    /// The least fee that public results show to have been enough in the last round of the bid,
    /// micros: what it won at, the reserve if space was to spare, or a tick above the lowest
    /// granted fee; null if the round granted nothing.
    /// </summary>
    public static long? SurelyWinning(
        MarketConfig config, BidView bid, IEnumerable<RoundReport> rounds, Statement? statement)
    {
        var tick = config.Tick.Micros;
        var round = rounds.FirstOrDefault(round => round.Terms.Round == bid.LastRound);
        Int128? enough = round?.Unsold.Value >= config.Lot.Value
            ? ((Int128)round.Terms.Reserve.Micros + tick - 1) / tick * tick
            : round?.LowestGranted is { } lowest ? (Int128)lowest.Micros + tick : null;
        if (enough > (config.HighestMaxFee?.Micros ?? long.MaxValue)) { enough = null; }
        var won = statement?.Awards.FirstOrDefault(
            line => line.BidId == bid.Bid.Id && line.Round == bid.LastRound)?.MaxFee.Micros;
        return won is null || enough < won ? (long?)enough : won;
    }

    /// <summary>Why the market would refuse a bid, with the limit; null if it takes it.</summary>
    public static BidReceipt? Refusal(Bid bid, MarketConfig config)
    {
        if (BidRule.Refusal(bid, config) is not { } refusal) { return null; }
        var (fee, volume) = BidRule.LimitOf(bid, refusal, config);
        return new(bid.Id, refusal, 0, Limit: volume, FeeLimit: fee);
    }

    private static void RequireAllowed(Bid bid, MarketConfig config)
    {
        if (Refusal(bid, config) is not { } refusal) { return; }
        throw new BidRefusedException(
            refusal,
            $"--bid {bid.Id} with max fee {bid.MaxFee.Micros} micros and max volume"
            + $" {bid.MaxVolume.Value}: the market would refuse it");
    }

    // A round's results are public once it is cleared, and nothing here reveals more.
    private static void RequireCleared(MarketHistory history, Bid bid)
    {
        if (RoundsWith(history, bid).Any()) { return; }
        throw new BidNotClearedException(
            $"--bid {bid.Id}: no round with it is cleared yet, so that its curve is not public");
    }

    /// <summary>The cleared rounds in whose closed book the bid was.</summary>
    private static IEnumerable<int> RoundsWith(MarketHistory history, Bid bid)
    {
        var (stands, inBook) = (false, false);
        foreach (var happened in history.Events)
        {
            switch (happened)
            {
                case BidsPlaced { Bids: var bids }: stands |= bids.Contains(bid); break;
                case BidCancelled { Cancellation: var gone }
                    when gone.BidId == bid.Id && gone.Seller == bid.Seller:
                    stands = false;
                    break;
                case RoundClosed: inBook = stands; break;
                case RoundCleared cleared when inBook:
                    yield return cleared.Terms.Round;
                    stands &= bid.TimeInForce == TimeInForce.Period;
                    inBook = false;
                    break;
            }
        }
    }
}
