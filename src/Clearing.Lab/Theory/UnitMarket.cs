using Clearing.Lab.Markets;

namespace Clearing.Lab.Theory;

/// <summary>Bidders that want one unit each, cleared by the product's core.</summary>
/// <param name="bidders">How many.</param>
/// <param name="rounds">How many rounds may be cleared.</param>
internal sealed class UnitMarket(int bidders, int rounds)
{
    private readonly BidSheet _sheet = new();
    private readonly MarketPlay _play = new();

    /// <summary>The awards so far.</summary>
    public ReadOnlySpan<PlayedAward> Awards => _play.Awards;

    /// <summary>Begins anew.</summary>
    public void Begin()
    {
        _sheet.Begin(bidders);
        for (var i = 0; i < bidders; i++) { _sheet.Add(2 * i, round: 1, maxFee: 0, volume: 1); }
        _play.Begin(_sheet, rounds);
    }

    /// <summary>Clears a round in which every bidder that has nothing yet bids again.</summary>
    /// <param name="round">The round.</param>
    /// <param name="units">Units that join the pool.</param>
    /// <param name="values">The bidders' values.</param>
    /// <param name="factor">The part of its value that each one bids.</param>
    /// <param name="rules">The rules.</param>
    /// <returns>The round's fee; 0 if nothing was granted.</returns>
    public double Clear(
        int round, long units, ReadOnlySpan<double> values, double factor, in PlayRules rules)
    {
        for (var i = 0; i < bidders; i++) { _sheet.MaxFee[i] = (long)(1e6 * factor * values[i]); }
        _play.Clear(_sheet, round, units, rules);
        return Math.Max(0, _play.RoundFees[round - 1]) / 1e6;
    }

    /// <summary>The fees of one round in which all units are there.</summary>
    public double Price(ReadOnlySpan<double> bids, long units, in PlayRules rules)
    {
        Begin();
        return Clear(1, units, bids, 1, rules);
    }
}
