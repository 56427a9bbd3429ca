using System.Numerics;

namespace Clearing.Market.Core;

/// <summary>
/// Finds the rows that get a left-over lot when shares are in proportion to demand.
/// </summary>
/// <remarks>
/// Works on groups of rows of equal demand, so that a weighing costs as much as there are
/// different demands, not rows.
/// </remarks>
internal ref struct LeftOver<TNumber>
    where TNumber : unmanaged, IBinaryInteger<TNumber>
{
    /// <summary>The groups, by ascending demand.</summary>
    public readonly Span<DemandGroup<TNumber>> Groups;

    private readonly DropBuffers _rows;
    private readonly ClearingWorkspace _space;
    private readonly TNumber _lots;
    private readonly int _count;
    private TNumber _weighedAt;

    /// <summary>The last remainder that gets a lot, and how many rows at it do.</summary>
    private TNumber _margin;
    private long _atMargin;

    /// <summary>No quota is as large as this.</summary>
    private TNumber _steepest;

    public LeftOver(
        in ClearingRun run, int count, Span<DemandGroup<TNumber>> groups, TNumber lots)
    {
        (_space, _rows) = (run.Space, run.Space.Drops);
        (_lots, _count) = (lots, count);
        ClearingWorkspace.Fit(ref _rows.Place, _space.Rows);
        ClearingWorkspace.Fit(ref _rows.Group, _space.Rows);
        ClearingWorkspace.Fit(ref _rows.Next, _space.Rows);
        ClearingWorkspace.Fit(ref _rows.Live, _space.Rows + 1);
        Groups = groups[..Gather(groups)];
        for (var i = 1; i <= count; i++) { _rows.Live[i] = i & -i; }
    }

    private readonly int Gather(Span<DemandGroup<TNumber>> groups)
    {
        var found = 0;
        for (int from = 0, to; from < _count; from = to)
        {
            var demand = _rows.Demands[_rows.ByDemand[from]];
            for (to = from; to < _count && _rows.Demands[_rows.ByDemand[to]] == demand; to++)
            {
                _rows.Place[_rows.ByDemand[to]] = to;
                _rows.Group[_rows.ByDemand[to]] = found;
            }
            groups[found++] = new()
            {
                Demand = demand,
                From = from,
                To = to,
                Live = to - from,
                Head = -1,
                Tail = -1,
            };
        }
        return found;
    }

    /// <summary>Takes a row out.</summary>
    public readonly void Remove(int row)
    {
        Groups[_rows.Group[row]].Live--;
        for (var i = _rows.Place[row] + 1; i <= _count; i += i & -i) { _rows.Live[i]--; }
    }

    /// <summary>Computes quotas and remainders for a total demand of the live rows.</summary>
    public void Weigh(TNumber total)
    {
        if (_weighedAt == total) { return; }
        _weighedAt = total;
        var left = long.CreateTruncating(_lots);
        foreach (ref var group in Groups)
        {
            var product = _lots * TNumber.CreateTruncating(group.Demand);
            var floor = product / total;
            group.Floor = long.CreateTruncating(floor);
            group.Rest = product - (floor * total);
            left -= group.Floor * group.Live;
            if (group.Live > 0) { _steepest = floor + TNumber.One; }
        }
        _atMargin = left - SelectMargin(left);
    }

    /// <summary>True if a live row gets a left-over lot.</summary>
    public readonly bool Reaches(int row)
    {
        var rest = Groups[_rows.Group[row]].Rest;
        if (rest != _margin) { return rest > _margin; }
        long earlier = 0;
        foreach (ref var group in Groups)
        {
            if (group.Rest != _margin || group.Live == 0) { continue; }
            var members = _rows.ByDemand.AsSpan(group.From, group.To - group.From);
            var place = members.BinarySearch(row);
            earlier += LiveBefore(group.From + (place < 0 ? ~place : place))
                - LiveBefore(group.From);
        }
        return earlier < _atMargin;
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
        if (group.Rest <= _margin) { return _weighedAt; }
        var fall = (group.Rest - _margin - TNumber.One) / (_steepest + _steepest);
        return _weighedAt - TNumber.Min(fall, _weighedAt >> 1);
    }

    private readonly int LiveBefore(int place)
    {
        var sum = 0;
        for (var i = place; i > 0; i &= i - 1) { sum += _rows.Live[i]; }
        return sum;
    }

    /// <summary>Finds the margin; the number of live rows above it.</summary>
    private long SelectMargin(long left)
    {
        if (typeof(TNumber) == typeof(UInt128)) { return SelectWideMargin(left); }
        var entries = new Weighted(_space.Keys, _space.Weights, 0, Groups.Length);
        for (var i = 0; i < Groups.Length; i++)
        {
            entries.Keys[i] = long.CreateTruncating(Groups[i].Rest);
            entries.Weights[i] = Groups[i].Live;
        }
        MarginSelection.TrySelect(
            entries, entries, left, _space.Buckets, out var found, out var above);
        _margin = TNumber.CreateTruncating(found);
        return above;
    }

    private long SelectWideMargin(long left)
    {
        var keys = ClearingWorkspace.Fit(ref _rows.WideRests, _space.Rows).AsSpan(0, Groups.Length);
        var weights = _space.Weights.AsSpan(0, Groups.Length);
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
            _margin = TNumber.CreateTruncating(key);
            if (i == 0 || live > left - above) { return above; }
            above += live;
        }
    }
}
