namespace Clearing.Adversaries;

/// <summary>
/// Solves curves of several rounds, and the demand, for a lone bid that stands: as one step, as what
/// is left when the attacker's own bids are taken off, or as the difference of two rounds.
/// </summary>
public sealed class SolveCurve : IAdversary
{
    /// <inheritdoc/>
    public string? Attack()
    {
        foreach (var losers in (int[])[0, 4])
        {
            var stage = Played(losers);
            Int128? before = losers == 0 ? 0 : Volume(stage, 1);
            var (after, demand) = (Volume(stage, 2), stage.Market.Round(2)!.EligibleDemand);
            var curve = stage.Market.Curve(2)!.Sealed!;
            if (before is { } first && after is { } second && second > first)
            {
                return $"a newcomer's volume: {second - first}";
            }
            if (demand is not null && after is null) { return $"a demand of {demand}"; }
            if (curve.Losing.Any(step => step.From == new Fee(42))) { return "a fee of 42"; }
        }
        return null;
    }

    /// <inheritdoc/>
    public string? AttackUnprotected() =>
        Played(losers: 0).Market.AuditedCurve(2)!.Steps.FirstOrDefault(
            step => step.Bids == 1 && step.Highest.Micros < 90) is { } lone
            ? $"a lone bid of {lone.Volume} at {lone.Highest.Micros}"
            : null;

    private static Int128? Volume(Stage stage, int round)
    {
        var curve = stage.Market.Curve(round)!.Sealed!;
        return curve.Withheld != Withheld.None ? null
            : curve.Losing is [.., var last] ? last.CumulativeVolume : 0;
    }

    // The attacker wins each round; the newcomer stands alone in the second.
    private static Stage Played(int losers)
    {
        var stage = new Stage();
        for (var i = 0; i < losers; i++) { stage.Bid($"loser-{i}", 30 + i, 10); }
        stage.Bid(Stage.Attacker, 90, 10);
        stage.Clear(1, 10);
        stage.Bid("newcomer", 42, 17);
        stage.Bid(Stage.Attacker, 90, 10);
        stage.Clear(2, 10);
        return stage;
    }
}
