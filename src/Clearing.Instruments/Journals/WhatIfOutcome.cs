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
    public Int128 Volume => Awards.Total(award => award.Volume);

    /// <summary>The outcome of a bid in a market.</summary>
    /// <param name="played">The market.</param>
    /// <param name="bid">The bid.</param>
    internal static WhatIfOutcome Of(PlayedMarket played, Bid bid) =>
        Of(played.StatementOf(bid.Seller), bid);

    /// <summary>The outcome of a bid by its seller's statement.</summary>
    /// <param name="statement">The statement; null if the seller has no award.</param>
    /// <param name="bid">The bid.</param>
    internal static WhatIfOutcome Of(Statement? statement, Bid bid)
    {
        var lines = statement?.Awards.Where(line => line.BidId == bid.Id).ToArray() ?? [];
        return new(
            bid.MaxFee.Micros, bid.MaxVolume.Value,
            [
                .. lines.Select(line => new WhatIfAward(
                    line.Round, line.Granted.Value, line.RoundFee.Micros, line.CurrentFee.Micros)),
            ],
            lines.Total(line => line.Charge.Minor));
    }
}
