namespace Clearing.Adversaries;

/// <summary>
/// Takes the demand from the losing part of the curve, and the demands of rounds with a little
/// higher reserves from each other, for a bid that is below a reserve.
/// </summary>
public sealed class SolveDemand : IAdversary
{
    /// <inheritdoc/>
    public string? Attack() => Learned((stage, round) => stage.Market.Round(round)!.EligibleDemand);

    /// <inheritdoc/>
    public string? AttackUnprotected() =>
        Learned((stage, round) => stage.Market.AuditedRound(round)!.EligibleDemand);

    private static string? Learned(Func<Stage, int, Int128?> demandOf)
    {
        var stage = new Stage();
        foreach (var volume in (long[])[10, 11, 12, 13]) { stage.Bid($"s-{volume}", 20 + volume, volume); }
        Int128? before = null;
        foreach (var (i, reserve) in ((long[])[0, 31, 32, 33, 34]).Index())
        {
            stage.Clear(i + 1, 0, reserve);
            var demand = demandOf(stage, i + 1);
            if (before - demand is { } volume && volume != 0) { return $"a bid of {volume}"; }
            var losing = stage.Market.Curve(i + 1)!.Sealed!.Losing;
            if (losing is [.., var last] && last.CumulativeVolume - demand is { } below && below != 0)
            {
                return $"{below} below a reserve of {reserve}";
            }
            before = demand;
        }
        return null;
    }
}
