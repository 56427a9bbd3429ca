namespace Clearing.Instruments.Journals;

/// <summary>What a bid got, or would have got, in one round.</summary>
/// <param name="Round">The round.</param>
/// <param name="Volume">Cubic feet granted.</param>
/// <param name="RoundFee">The fee of that round, micros.</param>
/// <param name="FinalFee">The fee after all rounds that were cleared, micros.</param>
public sealed record WhatIfAward(int Round, long Volume, long RoundFee, long FinalFee);

/// <summary>A bid's outcome, money in minor units.</summary>
/// <param name="MaxFee">Micros per cubic foot.</param>
/// <param name="MaxVolume">Cubic feet.</param>
/// <param name="Awards">What it got, by round.</param>
/// <param name="Charge">What its awards are charged.</param>
public sealed record WhatIfOutcome(
    long MaxFee, long MaxVolume, IReadOnlyList<WhatIfAward> Awards, Int128 Charge)
{
    /// <summary>Cubic feet granted in all.</summary>
    public long Volume => Awards.Sum(award => award.Volume);
}

/// <summary>A seller's own bid with another fee or volume; all other bids held fixed.</summary>
/// <param name="Market">The market.</param>
/// <param name="Bid">The bid.</param>
/// <param name="Seller">Its seller.</param>
/// <param name="Config">The market's rules.</param>
/// <param name="Old">What it got.</param>
/// <param name="New">What it would have got.</param>
/// <param name="LeastWinningFee">The least fee at which it would have got volume, micros; null if
/// no fee would.</param>
/// <param name="SalesPerCubicFoot">
/// The seller's own sales for each cubic foot it was granted in this market, minor units; null if
/// it reported none or was granted nothing.
/// </param>
/// <param name="NotApplicable">Its later changes, which are left out, and other commands that
/// could not be repeated.</param>
public sealed record WhatIf(
    string Market, string Bid, string Seller, MarketConfig Config, WhatIfOutcome Old,
    WhatIfOutcome New, long? LeastWinningFee, double? SalesPerCubicFoot, int NotApplicable)
{
    /// <summary>The caveat that goes with every result.</summary>
    public const string Caution =
        "Bids held fixed: all other bids are as they were, and so are all later rounds' bids.";

    /// <summary>
    /// The credit that sales from the granted volume would earn, at the seller's own average or at
    /// a part of it, at most what may be offset; minor units.
    /// </summary>
    public double? Credit(WhatIfOutcome outcome, double part) => SalesPerCubicFoot is { } sales
        ? Math.Min(
            Math.Max(0, sales) * part * outcome.Volume * Config.CreditRatePpm / 1e6,
            (double)outcome.Charge * Config.CreditCapPpm / 1e6)
        : null;

    /// <summary>
    /// Sales per cubic foot, minor units, at which credits pay the highest final fee; null without
    /// volume, or without credits.
    /// </summary>
    public double? BreakEvenSales => New.Awards.Count == 0 || Config.CreditRatePpm == 0
        ? null
        : New.Awards.Max(award => award.FinalFee) / 1e6 * Math.Pow(10, Config.MinorExponent)
            / (Config.CreditRatePpm / 1e6);

    /// <summary>Asks what a bid would have got.</summary>
    /// <param name="history">What happened in its market.</param>
    /// <param name="bidId">The bid.</param>
    /// <param name="fee">Another max fee; null for its own.</param>
    /// <param name="volume">Another max volume; null for its own.</param>
    /// <exception cref="HistoryException">
    /// There is no such bid, it is not public yet, or the market would refuse the other bid.
    /// </exception>
    public static WhatIf Ask(MarketHistory history, string bidId, Fee? fee, CubicFeet? volume)
    {
        var bid = Find(history, bidId)
            ?? throw new HistoryException($"--bid {bidId}: {history.Market} has no such bid");
        var changed = Changed(history, bid, fee, volume);
        RequirePublic(history, bid);
        var old = PlayedMarket.Recorded(history);
        var other = Play(history, bid, changed);
        return new(
            history.Market, bidId, bid.Seller, history.Config, Outcome(old, bid),
            Outcome(other, changed), LeastWinning(history, changed), SalesOf(history, old, bid),
            other.NotApplicable);
    }

    /// <summary>The bid as it was placed; null if the market has no bid with that id.</summary>
    public static Bid? Find(MarketHistory history, string bidId) =>
        history.Events.OfType<BidsPlaced>().SelectMany(placed => placed.Bids)
            .FirstOrDefault(bid => bid.Id == bidId);

    private static Bid Changed(MarketHistory history, Bid bid, Fee? fee, CubicFeet? volume)
    {
        var (config, least) = (history.Config, bid.MinVolume);
        if (fee is { } asked && asked.Micros % config.Tick.Micros != 0)
        {
            throw new HistoryException(
                $"--fee {asked.Micros} micros: must be a multiple of the tick,"
                + $" {config.Tick.Micros}");
        }
        if (volume is { } size && (size.Value <= 0 || size.Value % config.Lot.Value != 0))
        {
            throw new HistoryException(
                $"--volume {size.Value}: must be more than 0 and a multiple of the lot,"
                + $" {config.Lot.Value}");
        }
        var max = volume ?? bid.MaxVolume;
        return bid with
        {
            MaxFee = fee ?? bid.MaxFee,
            MaxVolume = max,
            MinVolume = least.Value > max.Value ? max : least,
        };
    }

    // A round's curve is public once it is cleared, and nothing here reveals more than the curve.
    private static void RequirePublic(MarketHistory history, Bid bid)
    {
        var placed = false;
        foreach (var happened in history.Events)
        {
            placed |= happened is BidsPlaced { Bids: var bids } && bids.Contains(bid);
            if (placed && happened is RoundCleared) { return; }
        }
        throw new HistoryException(
            $"--bid {bid.Id}: no round with it is cleared yet, so that its curve is not public");
    }

    private static PlayedMarket Play(MarketHistory history, Bid bid, Bid changed) =>
        PlayedMarket.Replayed(
            history, new RuleChanges(), placed => placed == bid ? changed : placed);

    private static long? LeastWinning(MarketHistory history, Bid changed)
    {
        var tick = history.Config.Tick.Micros;
        var highest = history.Events.OfType<BidsPlaced>().SelectMany(placed => placed.Bids)
            .Max(bid => bid.MaxFee.Micros);
        var bid = Find(history, changed.Id)!;
        // One tick above every other bid is the most that can matter.
        var (low, high) = (0L, (highest / tick) + 1);
        if (!Wins(high)) { return null; }
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Wins(middle)) { high = middle; }
            else { low = middle + 1; }
        }
        return high * tick;

        bool Wins(long ticks)
        {
            var tried = changed with { MaxFee = new Fee(ticks * tick) };
            return Outcome(Play(history, bid, tried), tried).Volume > 0;
        }
    }

    private static WhatIfOutcome Outcome(PlayedMarket played, Bid bid)
    {
        var lines = played.Statements.GetValueOrDefault(bid.Seller)?.Awards
            .Where(line => line.BidId == bid.Id).ToArray() ?? [];
        return new(
            bid.MaxFee.Micros, bid.MaxVolume.Value,
            [
                .. lines.Select(line => new WhatIfAward(
                    line.Round, line.Granted.Value, line.RoundFee.Micros, line.CurrentFee.Micros)),
            ],
            lines.Aggregate(Int128.Zero, (sum, line) => sum + line.Charge.Minor));
    }

    private static double? SalesOf(MarketHistory history, PlayedMarket played, Bid bid)
    {
        var granted = played.Statements.GetValueOrDefault(bid.Seller)?.Awards
            .Sum(line => line.Granted.Value) ?? 0;
        return granted > 0 && history.Sales.TryGetValue(bid.Seller, out var sales)
            ? (double)sales.Minor / granted
            : null;
    }
}
