namespace Clearing.Adversaries;

/// <summary>
/// Solves curves of several rounds for a lone bid that stands: as one step, or as the difference of
/// any two rounds, as their losers stand or with all that was granted between them.
/// </summary>
public sealed class SolveCurve : IAdversary
{
    private const int Secret = 17;

    /// <inheritdoc/>
    public string? Attack()
    {
        foreach (var stage in (Stage[])[Alone(0), Alone(4), AfterOthersLeft(), AfterOthersWon()])
        {
            var rounds = stage.Market.Rounds();
            for (var later = 1; later <= rounds.Length; later++)
            {
                if (stage.Market.Curve(later)!.Sealed!.Losing.Any(step => step.From == new Fee(42)))
                {
                    return "a fee of 42";
                }
                for (var earlier = 0; earlier < later; earlier++)
                {
                    if (Difference(stage, rounds, earlier, later) is { } volume)
                    {
                        return $"a newcomer's volume: {volume}";
                    }
                }
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public string? AttackUnprotected() =>
        Alone(losers: 0).Market.AuditedCurve(2)!.Steps.FirstOrDefault(
            step => step.Bids == 1 && step.Highest.Micros < 90) is { } lone
            ? $"a lone bid of {lone.Volume} at {lone.Highest.Micros}"
            : null;

    // Round 0 is the empty book before the first round.
    private static Int128? Difference(
        Stage stage, IReadOnlyList<RoundReport> rounds, int earlier, int later)
    {
        if (Losing(stage, later) is not { } after
            || (earlier == 0 ? 0 : Losing(stage, earlier)) is not { } before)
        {
            return null;
        }
        var granted = rounds.Skip(earlier).Take(later - earlier).Sum(round => round.Granted.Value);
        return after - before == Secret || after + granted - before == Secret ? Secret : null;
    }

    private static Int128? Losing(Stage stage, int round) =>
        stage.Market.Curve(round)!.Sealed!.Losing is [.., var last] ? last.CumulativeVolume : null;

    // The attacker wins each round; the newcomer stands alone in the second.
    private static Stage Alone(int losers)
    {
        var stage = WithLosers(losers);
        stage.Bid(Stage.Attacker, 90, 10);
        stage.Clear(1, 10);
        stage.Bid("newcomer", 42, Secret);
        stage.Bid(Stage.Attacker, 90, 10);
        stage.Clear(2, 10);
        return stage;
    }

    // Others bid for the second round alone, so that it is unlike the first and the third.
    private static Stage AfterOthersLeft()
    {
        var stage = WithLosers(4);
        stage.Clear(1, 0);
        for (var i = 0; i < 3; i++) { stage.Bid($"once-{i}", 40, 10, isForOneRound: true); }
        stage.Clear(2, 0);
        stage.Bid("newcomer", 42, Secret);
        stage.Clear(3, 0);
        return stage;
    }

    // The best losers win when the newcomer comes, and what they got is public.
    private static Stage AfterOthersWon()
    {
        var stage = WithLosers(7);
        stage.Clear(1, 0);
        stage.Bid("newcomer", 29, Secret);
        stage.Clear(2, 30);
        return stage;
    }

    private static Stage WithLosers(int count)
    {
        var stage = new Stage();
        for (var i = 0; i < count; i++) { stage.Bid($"loser-{i}", 30 + i, 10); }
        return stage;
    }
}
