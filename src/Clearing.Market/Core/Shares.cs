namespace Clearing.Market.Core;

/// <summary>Splits a level into shares: in proportion to demand, or equal ones.</summary>
internal static class Shares
{
    /// <summary>Shares what remains; rows that cannot get their need are dropped.</summary>
    public static void Split(ref ClearingRun run, scoped Span<int> level, long fee)
    {
        var entries = ShareOut(run, level);
        var kept = level.Length;
        if (AnyFails(run, level))
        {
            MarkDrops(run, level, entries);
            kept = Part(run.Space.Drops, level);
            entries = ShareOut(run, level[..kept]);
        }
        // Shares of too little leave nothing over, and at least one row short.
        var fits = Fits(run, entries);
        if (!fits) { run.ShortAt = fee; }
        run.Remaining -= fits ? (long)entries.Total * run.Terms.Lot : run.Remaining;
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

    private static void MarkDrops(
        in ClearingRun run, scoped ReadOnlySpan<int> level, scoped in ShareEntries entries)
    {
        var drops = run.Space.Drops;
        drops.Begin(run, level);
        if (run.Terms.TieRule == TieRule.EqualSplit)
        {
            EqualDrops.Mark(run, level.Length);
        }
        else if (ProRata.IsNarrow(run, entries))
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

    private static bool Fits(in ClearingRun run, scoped in ShareEntries entries) =>
        entries.Total <= (ulong)(run.Remaining / run.Terms.Lot);

    private static ShareEntries ShareOut(scoped in ClearingRun run, scoped ReadOnlySpan<int> rows)
    {
        var entries = new ShareEntries(run, rows);
        if (Fits(run, entries))
        {
            foreach (var row in rows) { run.Grant(row, run.Cuts[row]); }
        }
        else if (run.Terms.TieRule == TieRule.EqualSplit) { EqualSplit.Share(run, rows, entries); }
        else { ProRata.Share(run, rows, entries); }
        return entries;
    }
}
