using System.Numerics;

namespace Clearing.Market;

/// <summary>Tells which rows get a left-over lot of shares in proportion to demand.</summary>
/// <remarks>
/// Works on groups of rows of equal demand, so that a weighing costs as much as there are
/// different demands, not rows.
/// </remarks>
internal ref struct LeftOver<TNumber>
    where TNumber : unmanaged, IBinaryInteger<TNumber>
{
    /// <summary>The groups, by ascending demand.</summary>
    public readonly Span<DemandGroup<TNumber>> Groups;

    private readonly DropBuffers rows;
    private readonly ClearingWorkspace space;
    private readonly TNumber lots;
    private readonly int count;
    private TNumber weighedAt;

    /// <summary>The last remainder that gets a lot, and how many rows at it do.</summary>
    private TNumber margin;
    private long atMargin;

    /// <summary>No quota is as large as this.</summary>
    private TNumber steepest;

    public LeftOver(
        in ClearingRun run, int count, Span<DemandGroup<TNumber>> groups, TNumber lots)
    {
        (space, rows) = (run.Space, run.Space.Drops);
        (this.lots, this.count) = (lots, count);
        ClearingWorkspace.Fit(ref rows.Place, space.Rows);
        ClearingWorkspace.Fit(ref rows.Group, space.Rows);
        ClearingWorkspace.Fit(ref rows.Next, space.Rows);
        ClearingWorkspace.Fit(ref rows.Live, space.Rows + 1);
        Groups = groups[..Gather(groups)];
        for (var i = 1; i <= count; i++) { rows.Live[i] = i & -i; }
    }

    private readonly int Gather(Span<DemandGroup<TNumber>> groups)
    {
        var found = 0;
        for (int from = 0, to; from < count; from = to)
        {
            var demand = rows.Demands[rows.ByDemand[from]];
            for (to = from; to < count && rows.Demands[rows.ByDemand[to]] == demand; to++)
            {
                rows.Place[rows.ByDemand[to]] = to;
                rows.Group[rows.ByDemand[to]] = found;
            }
            groups[found++] = new()
            {
                Demand = demand, From = from, To = to, Live = to - from, Head = -1, Tail = -1,
            };
        }
        return found;
    }

    /// <summary>Takes a row out.</summary>
    public readonly void Remove(int row)
    {
        Groups[rows.Group[row]].Live--;
        for (var i = rows.Place[row] + 1; i <= count; i += i & -i) { rows.Live[i]--; }
    }

    /// <summary>Computes quotas and remainders for a total demand of the live rows.</summary>
    public void Weigh(TNumber total)
    {
        if (weighedAt == total) { return; }
        weighedAt = total;
        var left = long.CreateTruncating(lots);
        foreach (ref var group in Groups)
        {
            var product = lots * TNumber.CreateTruncating(group.Demand);
            var floor = product / total;
            group.Floor = long.CreateTruncating(floor);
            group.Rest = product - (floor * total);
            left -= group.Floor * group.Live;
            if (group.Live > 0) { steepest = floor + TNumber.One; }
        }
        atMargin = left - SelectMargin(left);
    }

    /// <summary>Whether a live row gets a left-over lot.</summary>
    public readonly bool Reaches(int row)
    {
        var rest = Groups[rows.Group[row]].Rest;
        if (rest != margin) { return rest > margin; }
        long earlier = 0;
        foreach (ref var group in Groups)
        {
            if (group.Rest != margin || group.Live == 0) { continue; }
            var members = rows.ByDemand.AsSpan(group.From, group.To - group.From);
            var place = members.BinarySearch(row);
            earlier += LiveBefore(group.From + (place < 0 ? ~place : place))
                - LiveBefore(group.From);
        }
        return earlier < atMargin;
    }

    /// <summary>
    /// The total down to which the watched rows of a group, which get a left-over lot now, keep
    /// it.
    /// </summary>
    /// <remarks>
    /// From total T to t, at least T / 2, a quota q rises by q (T - t) / t, at most by
    /// 2 q (T - t) / T. While that is less than the gap between the group's remainder and the
    /// margin, over T, no row from the margin or below can overtake the group; and a row that
    /// rises to its next whole lot takes away one left-over lot and one that came before.
    /// </remarks>
    public readonly TNumber SafeTo(in DemandGroup<TNumber> group)
    {
        if (group.Rest <= margin) { return weighedAt; }
        var fall = (group.Rest - margin - TNumber.One) / (steepest + steepest);
        return weighedAt - TNumber.Min(fall, weighedAt >> 1);
    }

    private readonly int LiveBefore(int place)
    {
        var sum = 0;
        for (var i = place; i > 0; i &= i - 1) { sum += rows.Live[i]; }
        return sum;
    }

    /// <summary>Finds the margin; the number of live rows above it.</summary>
    private long SelectMargin(long left)
    {
        if (typeof(TNumber) == typeof(UInt128)) { return SelectWideMargin(left); }
        var entries = new Weighted(space.Keys, space.Weights, 0, Groups.Length);
        for (var i = 0; i < Groups.Length; i++)
        {
            entries.Keys[i] = long.CreateTruncating(Groups[i].Rest);
            entries.Weights[i] = Groups[i].Live;
        }
        MarginSelection.TrySelect(
            entries, entries, left, space.Buckets, out var found, out var above);
        margin = TNumber.CreateTruncating(found);
        return above;
    }

    private long SelectWideMargin(long left)
    {
        var keys = ClearingWorkspace.Fit(ref rows.WideRests, space.Rows).AsSpan(0, Groups.Length);
        var weights = space.Weights.AsSpan(0, Groups.Length);
        for (var i = 0; i < Groups.Length; i++)
        {
            keys[i] = UInt128.CreateTruncating(Groups[i].Rest);
            weights[i] = Groups[i].Live;
        }
        keys.Sort(weights);
        long above = 0;
        for (var i = keys.Length; ;)
        {
            long live = 0;
            var key = keys[--i];
            for (live = weights[i]; i > 0 && keys[i - 1] == key; live += weights[--i]) { }
            margin = TNumber.CreateTruncating(key);
            if (i == 0 || live > left - above) { return above; }
            above += live;
        }
    }
}
