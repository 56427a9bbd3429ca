namespace Clearing.Market;

/// <summary>Splits a level into shares: in proportion to demand, or equal ones.</summary>
internal static class Shares
{
    /// <summary>Shares what remains; rows that cannot get their need are dropped.</summary>
    public static void Split(ref ClearingRun run, scoped Span<int> level, long fee)
    {
        var before = run.Remaining;
        var kept = level;
        var dropped = level[..0];
        while (true)
        {
            ShareOut(run, kept);
            var failing = LastFailing(run, kept);
            if (failing < 0) { break; }
            Rotate(level[failing..kept.Length]);
            kept = level[..(kept.Length - 1)];
            dropped = level[kept.Length..];
        }
        foreach (var row in kept)
        {
            run.Remaining -= run.Granted[row];
            run.Reasons[row] = run.Granted[row] == 0 ? Reason.TieLost : Reason.None;
            if (run.Granted[row] < run.Cuts[row]) { run.ShortAt = fee; }
        }
        SecondChance(ref run, dropped, fee);
    }

    private static void SecondChance(ref ClearingRun run, scoped Span<int> dropped, long fee)
    {
        dropped.Sort();
        foreach (var row in dropped)
        {
            var give = Math.Min(run.Cuts[row], run.Remaining);
            if (give < run.Need(row)) { run.Refuse(row, Reason.MinFill); continue; }
            run.Grant(row, give);
            run.Remaining -= give;
            if (give < run.Cuts[row]) { run.ShortAt = fee; }
        }
    }

    private static void Rotate(Span<int> rows)
    {
        var first = rows[0];
        rows[1..].CopyTo(rows);
        rows[^1] = first;
    }

    private static int LastFailing(in ClearingRun run, scoped ReadOnlySpan<int> rows)
    {
        if (run.Needs.IsEmpty) { return -1; }
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            if (run.Granted[rows[i]] < run.Needs[rows[i]]) { return i; }
        }
        return -1;
    }

    private static void ShareOut(in ClearingRun run, scoped ReadOnlySpan<int> rows)
    {
        UInt128 total = 0;
        foreach (var row in rows) { total += (ulong)run.Cuts[row]; }
        if (total <= (ulong)run.Remaining)
        {
            foreach (var row in rows) { run.Granted[row] = run.Cuts[row]; }
        }
        else if (run.Terms.TieRule == TieRule.EqualSplit) { EqualSplit.Share(run, rows); }
        else { ProRata.Share(run, rows, total / (ulong)run.Terms.Lot); }
    }
}
