namespace Clearing.Market.Core;

/// <summary>One clearing under way: its input, its results so far, and what remains.</summary>
internal ref struct ClearingRun
{
    /// <summary>The cut of a row of which a seller cap left nothing.</summary>
    public const long Capped = -1;

    public readonly ClearingTerms Terms;
    public readonly ILotteryKeys? Lottery;
    public readonly ClearingWorkspace Space;
    public readonly ReadOnlySpan<long> Fees;
    public readonly ReadOnlySpan<long> Needs;
    public readonly ReadOnlySpan<ulong> Tickets;
    public readonly Span<long> Granted;
    public readonly Span<Reason> Reasons;

    /// <summary>
    /// What each row wants after seller caps; 0 also for rows refused for their minimum, and
    /// <see cref="Capped"/> for those of which a seller cap left nothing.
    /// </summary>
    public ReadOnlySpan<long> Cuts;

    /// <summary>Cubic feet still to be granted, whole lots.</summary>
    public long Remaining;

    /// <summary>
    /// How many rows are listed near the margin: all open ones from <see cref="Nearest"/> up to it.
    /// </summary>
    public int Near;
    public long Nearest;

    /// <summary>The sum of the eligible cuts.</summary>
    public Int128 Demand;

    /// <summary>
    /// The lowest fee that got volume as far as known; null if none or not known.
    /// </summary>
    public long? Lowest;

    /// <summary>
    /// The level at which a bid that was not refused for its minimum was left short.
    /// </summary>
    public long? ShortAt;

    /// <summary>Rows refused for their minimum, in the refused buffer.</summary>
    public int RefusedByNeed;

    public ClearingRun(
        in ClearingColumns columns,
        in ClearingTerms terms,
        ILotteryKeys? lottery,
        ClearingWorkspace space)
    {
        (Terms, Lottery, Space) = (terms, lottery, space);
        Fees = columns.MaxFee;
        Needs = columns.Need;
        Tickets = columns.Ticket;
        Cuts = columns.Want;
        Granted = space.GrantedRows.AsSpan(0, space.Rows);
        Reasons = space.ReasonRows.AsSpan(0, space.Rows);
        Remaining = terms.Available - (terms.Available % terms.Lot);
    }

    /// <summary>The least a row must get, cubic feet.</summary>
    public readonly long Need(int row) => Needs.IsEmpty ? 0 : Needs[row];

    /// <summary>Records what a row gets.</summary>
    public readonly void Grant(int row, long volume)
    {
        Granted[row] = volume;
        Reasons[row] = Reason.None;
    }

    /// <summary>Records that a row gets nothing.</summary>
    public readonly void Refuse(int row, Reason reason)
    {
        Granted[row] = 0;
        Reasons[row] = reason;
    }
}
