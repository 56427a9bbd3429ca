using System.Numerics;

namespace Clearing.Market;

/// <summary>
/// Drops rows that shares in proportion leave below their need, the latest first.
/// </summary>
/// <remarks>
/// <para>
/// A drop lessens the total demand and so raises every quota. A row whose quota, rounded down,
/// meets its need is safe for good; one whose quota rounded up does not, fails. Only in between
/// does the row depend on the left-over lots, and these may go to others after a drop.
/// </para>
/// <para>
/// So rows are passed from the latest to the earliest; those that live on a left-over lot are
/// watched. Rows of equal demand share their fate but for their sequence: it is enough to watch
/// the latest of each group, and to look again when the total has fallen by so much that the
/// quotas can have closed the gap between its remainder and the last one that gets a lot.
/// </para>
/// </remarks>
internal ref struct ProRataDrops<TNumber>
    where TNumber : unmanaged, IBinaryInteger<TNumber>
{
    private readonly DropBuffers rows;
    private LeftOver<TNumber> leftOver;
    private readonly TNumber lots;
    private TNumber total;

    /// <summary>While the total is at least this, no watched row can fail.</summary>
    private TNumber safeTo;

    private ProRataDrops(in ClearingRun run, int count, Span<DemandGroup<TNumber>> groups)
    {
        rows = run.Space.Drops;
        lots = TNumber.CreateTruncating(run.Remaining / run.Terms.Lot);
        foreach (var demand in rows.Demands.AsSpan(0, count))
        {
            total += TNumber.CreateTruncating(demand);
        }
        leftOver = new(run, count, groups, lots);
        safeTo = TNumber.Zero;
    }

    /// <summary>Marks the rows to be dropped.</summary>
    /// <param name="run">The clearing; its drop buffers hold the level.</param>
    /// <param name="count">How many rows the level has.</param>
    /// <param name="groups">Room for one group per row.</param>
    public static void Mark(
        in ClearingRun run, int count, Span<DemandGroup<TNumber>> groups) =>
        new ProRataDrops<TNumber>(run, count, groups).Pass(count);

    private void Pass(int count)
    {
        var row = count - 1;
        while (total > lots)
        {
            var watched = total < safeTo ? LatestFailing() : -1;
            if (watched >= 0)
            {
                Drop(watched);
                continue;
            }
            while (row >= 0 && !Fails(row)) { row--; }
            if (row < 0) { return; }
            Drop(row--);
        }
    }

    private void Drop(int row)
    {
        rows.Dropped[row] = true;
        leftOver.Remove(row);
        total -= TNumber.CreateTruncating(rows.Demands[row]);
    }

    private bool Fails(int row)
    {
        var need = rows.Needs[row];
        if (need == 0) { return false; }
        var demand = TNumber.CreateTruncating(rows.Demands[row]);
        var floor = long.CreateTruncating(lots * demand / total);
        if (floor >= need) { return false; }
        if (floor + 1 < need) { return true; }
        leftOver.Weigh(total);
        if (!leftOver.Reaches(row)) { return true; }
        Watch(row);
        return false;
    }

    private void Watch(int row)
    {
        ref var group = ref leftOver.Groups[rows.Group[row]];
        ForgetSafe(ref group);
        rows.Next[row] = -1;
        if (group.Head < 0)
        {
            group.Head = row;
            safeTo = TNumber.Max(safeTo, leftOver.SafeTo(group));
        }
        else { rows.Next[group.Tail] = row; }
        group.Tail = row;
    }

    /// <summary>The latest watched row that fails now; -1 if none, and then all are safe.</summary>
    private int LatestFailing()
    {
        leftOver.Weigh(total);
        var latest = -1;
        var safe = TNumber.Zero;
        foreach (ref var group in leftOver.Groups)
        {
            if (group.Head < 0) { continue; }
            ForgetSafe(ref group);
            if (group.Head < 0) { continue; }
            if (!leftOver.Reaches(group.Head)) { latest = Math.Max(latest, group.Head); }
            safe = TNumber.Max(safe, leftOver.SafeTo(group));
        }
        if (latest < 0)
        {
            safeTo = safe;
            return -1;
        }
        ref var failing = ref leftOver.Groups[rows.Group[latest]];
        failing.Head = rows.Next[latest];
        return latest;
    }

    /// <summary>
    /// Watches no more the rows whose quota, rounded down, has come to their need.
    /// </summary>
    private void ForgetSafe(ref DemandGroup<TNumber> group)
    {
        while (group.Head >= 0 && rows.Needs[group.Head] <= group.Floor)
        {
            group.Head = rows.Next[group.Head];
        }
    }
}
