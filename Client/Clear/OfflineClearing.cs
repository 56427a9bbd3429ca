using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Client.Clear;

/// <summary>A book that was cleared offline.</summary>
/// <param name="Rows">The rows of the bids that took part; null if all did.</param>
/// <param name="Requested">The sum of their max volumes, cubic feet.</param>
/// <param name="Outcome">The sums and fees.</param>
/// <param name="Results">The result of each bid that took part.</param>
internal sealed record OfflineClearing(
    int[]? Rows, Int128 Requested, ClearingOutcome Outcome, ClearingWorkspace Results)
{
    /// <summary>Clears bids directly from the columns of a file.</summary>
    /// <param name="bids">The bids; the first row has the best time priority.</param>
    /// <param name="rows">The rows that take part, ascending; null for all.</param>
    /// <param name="terms">The terms of the clearing.</param>
    /// <param name="seed">The seed of the lottery.</param>
    internal static OfflineClearing Clear(
        BidTable bids, int[]? rows, ClearingTerms terms, string seed)
    {
        var lottery = terms.TieRule == TieRule.SeededLottery
            ? new FileLottery(bids.Ids, rows, seed)
            : null;
        var minimum = bids.MinVolumes.ContainsAnyExcept(0L);
        var columns = new ClearingColumns
        {
            MaxFee = Pick(bids.MaxFees, rows),
            Want = Pick(bids.MaxVolumes, rows),
            Need = minimum ? Pick(bids.MinVolumes, rows) : default,
            Seller = default,
            SellerEnds = null,
            Ticket = lottery is null
                ? default
                : lottery.Tickets(rows?.Length ?? bids.MaxFees.Length),
        };
        var results = new ClearingWorkspace();
        var outcome = ClearingCore.Clear(columns, terms, lottery, results);
        return new(rows, Sum(columns.Want), outcome, results);
    }

    private static Int128 Sum(ReadOnlySpan<long> volumes)
    {
        Int128 sum = 0;
        foreach (var volume in volumes)
        {
            sum += volume;
        }
        return sum;
    }

    private static ReadOnlySpan<long> Pick(ReadOnlySpan<long> column, int[]? rows)
    {
        if (rows is null)
        {
            return column;
        }
        var picked = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            picked[i] = column[rows[i]];
        }
        return picked;
    }
}
