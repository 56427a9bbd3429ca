using System.Numerics;

namespace Clearing.Market.Core;

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
    private readonly DropBuffers _rows;
    private LeftOver<TNumber> _leftOver;
    private readonly TNumber _lots;
    private TNumber _total;

    /// <summary>While the total is at least this, no watched row can fail.</summary>
    private TNumber _safeTo;

    private ProRataDrops(in ClearingRun run, int count, Span<DemandGroup<TNumber>> groups)
    {
        _rows = run.Space.Drops;
        _lots = TNumber.CreateTruncating(run.Remaining / run.Terms.Lot);
        foreach (var demand in _rows.Demands.AsSpan(0, count))
        {
            _total += TNumber.CreateTruncating(demand);
        }
        _leftOver = new(run, count, groups, _lots);
        _safeTo = TNumber.Zero;
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
        while (_total > _lots)
        {
            var watched = _total < _safeTo ? LatestFailing() : -1;
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
        _rows.Dropped[row] = true;
        _leftOver.Remove(row);
        _total -= TNumber.CreateTruncating(_rows.Demands[row]);
    }

    private bool Fails(int row)
    {
        var need = _rows.Needs[row];
        if (need == 0) { return false; }
        var demand = TNumber.CreateTruncating(_rows.Demands[row]);
        var floor = long.CreateTruncating(_lots * demand / _total);
        if (floor >= need) { return false; }
        if (floor + 1 < need) { return true; }
        _leftOver.Weigh(_total);
        if (!_leftOver.Reaches(row)) { return true; }
        Watch(row);
        return false;
    }

    private void Watch(int row)
    {
        ref var group = ref _leftOver.Groups[_rows.Group[row]];
        ForgetSafe(ref group);
        _rows.Next[row] = -1;
        if (group.Head < 0)
        {
            group.Head = row;
            _safeTo = TNumber.Max(_safeTo, _leftOver.SafeTo(group));
        }
        else { _rows.Next[group.Tail] = row; }
        group.Tail = row;
    }

    /// <summary>
    /// The latest watched row that fails now; -1 if none does, and then all are safe.
    /// </summary>
    private int LatestFailing()
    {
        _leftOver.Weigh(_total);
        var latest = -1;
        var safe = TNumber.Zero;
        foreach (ref var group in _leftOver.Groups)
        {
            if (group.Head < 0) { continue; }
            ForgetSafe(ref group);
            if (group.Head < 0) { continue; }
            if (!_leftOver.Reaches(group.Head)) { latest = Math.Max(latest, group.Head); }
            safe = TNumber.Max(safe, _leftOver.SafeTo(group));
        }
        if (latest < 0)
        {
            _safeTo = safe;
            return -1;
        }
        ref var failing = ref _leftOver.Groups[_rows.Group[latest]];
        failing.Head = _rows.Next[latest];
        return latest;
    }

    /// <summary>
    /// Stops watching the rows whose quota, rounded down, has reached their need.
    /// </summary>
    private void ForgetSafe(ref DemandGroup<TNumber> group)
    {
        while (group.Head >= 0 && _rows.Needs[group.Head] <= group.Floor)
        {
            group.Head = _rows.Next[group.Head];
        }
    }
}
