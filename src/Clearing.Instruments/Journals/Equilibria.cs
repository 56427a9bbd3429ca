namespace Clearing.Instruments.Journals;

/// <summary>
/// What sellers bid of their worth in the lab's equilibria of 40 sellers, by the rules that matter
/// most for it; see <c>clearing lab equilibrium</c>.
/// </summary>
internal static class Equilibria
{
    private const double OneRound = 0.95;
    private const double Rounds = 0.85;
    private const double RoundsWithRepricing = 0.95;

    /// <summary>The part of its worth that a seller bids.</summary>
    /// <param name="config">The rules.</param>
    /// <param name="played">The market: rules that no round of it could use do not count.</param>
    public static double Shade(MarketConfig config, PlayedMarket played)
    {
        var rounds = played.Market.Rounds();
        if (rounds.Length <= 1) { return OneRound; }
        var reprices = rounds.Any(round => round.Granted.Value >= config.RepricingMinVolume.Value);
        return reprices ? RoundsWithRepricing : Rounds;
    }
}
