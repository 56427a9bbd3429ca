namespace Clearing.Pages.Rounds;

/// <summary>How long a page may keep a processor busy to recompute a round.</summary>
public static class RecomputingLimit
{
    /// <summary>The most steps of sharing space; they take some seconds.</summary>
    public const long MaxSteps = 50_000_000;

    /// <summary>The most steps that it may take to share space among the bids of each fee.</summary>
    /// <remarks>
    /// The second implementation is simple: each bid that cannot get its min volume is dropped, and then
    /// all others of its fee share anew. Other tie rules take each bid once.
    /// </remarks>
    /// <param name="tieRule">The market's tie rule.</param>
    /// <param name="rows">The closed book.</param>
    public static long StepsOf(TieRule tieRule, IEnumerable<BookRow> rows) =>
        tieRule is TieRule.ProRata or TieRule.EqualSplit
            ? rows.GroupBy(row => row.MaxFee).Sum(
                level => level.LongCount(row => row.Need.Value > 0) * level.LongCount())
            : 0;
}
