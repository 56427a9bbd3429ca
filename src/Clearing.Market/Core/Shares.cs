namespace Clearing.Market;

/// <summary>Splits a level into shares: in proportion to demand, or equal ones.</summary>
internal static class Shares
{
    /// <summary>Shares what remains; rows that cannot get their need are dropped.</summary>
    public static void Split(ref ClearingRun run, scoped Span<int> level, long fee)
    {
        ShareOut(run, level);
        var kept = level.Length;
        if (AnyFails(run, level))
        {
            MarkDrops(run, level);
            kept = Part(run.Space.Drops, level);
            ShareOut(run, level[..kept]);
        }
        foreach (var row in level[..kept])
        {
            run.Remaining -= run.Granted[row];
            run.Reasons[row] = run.Granted[row] == 0 ? Reason.TieLost : Reason.None;
            if (run.Granted[row] < run.Cuts[row]) { run.ShortAt = fee; }
        }
        SecondChance(ref run, level[kept..], fee);
    }

    private static void SecondChance(
        ref ClearingRun run, scoped ReadOnlySpan<int> dropped, long fee)
    {
        foreach (var row in dropped)
        {
            var give = Math.Min(run.Cuts[row], run.Remaining);
            if (give < run.Need(row))
            {
                run.Refuse(row, Reason.MinFill);
                continue;
            }
            run.Grant(row, give);
            run.Remaining -= give;
            if (give < run.Cuts[row]) { run.ShortAt = fee; }
        }
    }

    private static bool AnyFails(in ClearingRun run, scoped ReadOnlySpan<int> rows)
    {
        if (run.Needs.IsEmpty) { return false; }
        foreach (var row in rows)
        {
            if (run.Granted[row] < run.Needs[row]) { return true; }
        }
        return false;
    }

    private static void MarkDrops(in ClearingRun run, scoped ReadOnlySpan<int> level)
    {
        var drops = run.Space.Drops;
        drops.Begin(run, level);
        if (run.Terms.TieRule == TieRule.EqualSplit)
        {
            EqualDrops.Mark(run, level.Length);
        }
        else if (ProRata.IsNarrow(run, level, Total(run, level) / (ulong)run.Terms.Lot))
        {
            var groups = ClearingWorkspace.Fit(ref drops.Groups, run.Space.Rows);
            ProRataDrops<ulong>.Mark(run, level.Length, groups);
        }
        else
        {
            var groups = ClearingWorkspace.Fit(ref drops.WideGroups, run.Space.Rows);
            ProRataDrops<UInt128>.Mark(run, level.Length, groups);
        }
    }

    /// <summary>
    /// Puts the rows that stay first and the dropped ones last, each by sequence.
    /// </summary>
    private static int Part(DropBuffers drops, Span<int> level)
    {
        var aside = drops.ByDemand;
        var (kept, parted) = (0, 0);
        for (var i = 0; i < level.Length; i++)
        {
            if (drops.Dropped[i]) { aside[parted++] = level[i]; }
            else { level[kept++] = level[i]; }
        }
        aside.AsSpan(0, parted).CopyTo(level[kept..]);
        return kept;
    }

    private static UInt128 Total(in ClearingRun run, scoped ReadOnlySpan<int> rows)
    {
        UInt128 total = 0;
        foreach (var row in rows) { total += (ulong)run.Cuts[row]; }
        return total;
    }

    private static void ShareOut(in ClearingRun run, scoped ReadOnlySpan<int> rows)
    {
        var total = Total(run, rows);
        if (total <= (ulong)run.Remaining)
        {
            foreach (var row in rows) { run.Granted[row] = run.Cuts[row]; }
        }
        else if (run.Terms.TieRule == TieRule.EqualSplit) { EqualSplit.Share(run, rows); }
        else { ProRata.Share(run, rows, total / (ulong)run.Terms.Lot); }
    }
}
