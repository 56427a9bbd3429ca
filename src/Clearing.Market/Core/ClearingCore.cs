namespace Clearing.Market.Core;

/// <summary>Clears one round: who gets how much, who gets nothing and why, and the fee.</summary>
/// <remarks>
/// A pure function of its arguments. It never sorts the book: it finds the marginal fee, grants
/// everything above it, and looks closely only at the bids on the margin.
/// </remarks>
public static class ClearingCore
{
    /// <summary>Clears a round; each row's result is left in the workspace.</summary>
    /// <param name="columns">The bids, by ascending sequence.</param>
    /// <param name="terms">What is available, and the rules.</param>
    /// <param name="lottery">Needed for <see cref="TieRule.SeededLottery"/> only.</param>
    /// <param name="workspace">Receives the results; may be reused.</param>
    /// <exception cref="ArgumentException">Columns unlike in length, or unfit terms.</exception>
    public static ClearingOutcome Clear(
        in ClearingColumns columns,
        in ClearingTerms terms,
        ILotteryKeys? lottery,
        ClearingWorkspace workspace)
    {
        Check(columns, terms, lottery);
        workspace.Begin(columns.Want.Length);
        var run = new ClearingRun(columns, terms, lottery, workspace);
        Eligibility.Cut(ref run, columns);
        Granting.Run(ref run);
        var outcome = OutcomeRule.Of(run);
        Eligibility.Tell(run);
        return outcome;
    }

    private static void Check(
        in ClearingColumns columns, in ClearingTerms terms, ILotteryKeys? lottery)
    {
        var rows = columns.Want.Length;
        var alike = columns.MaxFee.Length == rows
            && (columns.Need.IsEmpty || columns.Need.Length == rows)
            && (columns.SellerEnds is null || columns.Seller.Length == rows);
        if (!alike)
        {
            throw new ArgumentException("Columns have one entry per row.", nameof(columns));
        }
        if (terms.Available < 0 || terms.Reserve < 0 || terms.Lot < 1)
        {
            throw new ArgumentException("Available, reserve or lot is unfit.", nameof(terms));
        }
        if (terms.TieRule == TieRule.SeededLottery
            && (lottery is null || columns.Ticket.Length != rows))
        {
            throw new ArgumentException("A lottery needs its keys and tickets.", nameof(lottery));
        }
    }
}
