using System.Collections.Immutable;

namespace Clearing.Market.Rounds;

/// <summary>A round's result that binds nobody: it is provisional, or it was voided.</summary>
/// <remarks>What would tell of bids that stand is left out: the demand, the blind and the root.</remarks>
/// <param name="Stage">Provisional or voided.</param>
/// <param name="Report">What the round came to.</param>
/// <param name="BindsAt">When its awards bind, or would have.</param>
/// <param name="VoidedAt">When it was voided; null while it is provisional.</param>
/// <param name="Reason">Why it was voided; null while it is provisional.</param>
/// <param name="Awards">What the asking seller won; empty for everyone else.</param>
[GenerateSerializer, Alias("Clearing.ContestedRound"), Immutable]
public sealed record ContestedRound(
    ContestStage Stage, RoundReport Report, DateTimeOffset BindsAt, DateTimeOffset? VoidedAt,
    string? Reason, ImmutableArray<Award> Awards)
{
    /// <summary>The result as operators see it before the settlement: max fees are sealed.</summary>
    public ContestedRound ForOperators() =>
        this with { Awards = [.. Awards.Select(award => award.ForOperators())] };
}

/// <summary>Whether a result may still bind.</summary>
[GenerateSerializer, Alias("Clearing.ContestStage")]
public enum ContestStage
{
    /// <summary>It binds when its window is over, unless it is voided before.</summary>
    Provisional = 0,

    /// <summary>It was voided.</summary>
    Voided = 1,
}
