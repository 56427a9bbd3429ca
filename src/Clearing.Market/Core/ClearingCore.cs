namespace Clearing.Market;

/// <summary>Clears one round: who gets how much, why not, and at which fee.</summary>
/// <remarks>A pure function of its arguments: no clock, no randomness, no memory of other rounds.</remarks>
public static class ClearingCore
{
    /// <summary>Clears a round; what each row got is left in <paramref name="workspace"/>.</summary>
    /// <param name="columns">The bids, by ascending sequence.</param>
    /// <param name="terms">What is available, and the rules.</param>
    /// <param name="lottery">Needed for <see cref="TieRule.SeededLottery"/> only.</param>
    /// <param name="workspace">Receives the results; may be reused.</param>
    /// <exception cref="ArgumentException">Columns of unlike length, or terms out of range.</exception>
    public static ClearingOutcome Clear(
        in ClearingColumns columns,
        in ClearingTerms terms,
        ILotteryKeys? lottery,
        ClearingWorkspace workspace)
    {
        Check(columns, terms, lottery);
        workspace.Begin(columns.Want.Length);
        return new SortingClearing(columns, terms, lottery, workspace).Clear();
    }

    private static void Check(in ClearingColumns columns, in ClearingTerms terms, ILotteryKeys? lottery)
    {
        var rows = columns.Want.Length;
        var alike = columns.MaxFee.Length == rows
            && (columns.Need.IsEmpty || columns.Need.Length == rows)
            && (columns.SellerRoom.IsEmpty || columns.Seller.Length == rows);
        if (!alike) { throw new ArgumentException("Columns must have one entry per row.", nameof(columns)); }
        if (terms.Available < 0 || terms.Reserve < 0 || terms.Lot < 1)
        {
            throw new ArgumentException("Available, reserve or lot is out of range.", nameof(terms));
        }
        if (terms.TieRule == TieRule.SeededLottery && lottery is null)
        {
            throw new ArgumentException("A lottery needs its keys.", nameof(lottery));
        }
    }
}
