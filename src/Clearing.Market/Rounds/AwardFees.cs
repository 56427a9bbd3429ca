using System.Collections.Immutable;

namespace Clearing.Market.Rounds;

/// <summary>The fees that the awards of a round have had since, from the reports of the rounds.</summary>
public static class AwardFees
{
    /// <summary>Every fee of an award: its round's own, then each lower one.</summary>
    /// <param name="round">The award's round.</param>
    /// <param name="roundFee">The fee of that round.</param>
    /// <param name="rounds">All cleared rounds, by number.</param>
    /// <param name="currentFee">
    /// Lower fees than this are left out: the seller was not notified of them yet. Null for all.
    /// </param>
    public static ImmutableArray<FeeChange> Of(
        int round, Fee roundFee, ImmutableArray<RoundReport> rounds, Fee? currentFee = null)
    {
        var history = ImmutableArray.CreateBuilder<FeeChange>();
        history.Add(new(round, roundFee, Cause.Award));
        foreach (var later in rounds)
        {
            if (later.Terms.Round > round && later.RepricedTo is { } lower
                && lower < history[^1].Fee && !(lower < currentFee))
            {
                history.Add(new(later.Terms.Round, lower, Cause.Reprice));
            }
        }
        return history.DrainToImmutable();
    }

    /// <summary>What an award pays now: a fee may still fall, and never rises.</summary>
    /// <param name="roundFee">The fee of the award's round.</param>
    /// <param name="lowestLater">As <see cref="LowestAfter"/> gives it.</param>
    public static Fee Now(Fee roundFee, Fee? lowestLater) =>
        lowestLater is { } later ? Fee.Min(roundFee, later) : roundFee;

    /// <summary>
    /// The lowest fee to which a later round repriced; null if none did. It is the same for all
    /// awards of a round.
    /// </summary>
    /// <param name="round">The round of the awards.</param>
    /// <param name="rounds">All cleared rounds.</param>
    public static Fee? LowestAfter(int round, ImmutableArray<RoundReport> rounds) =>
        rounds.Where(later => later.Terms.Round > round).Min(later => later.RepricedTo);
}
