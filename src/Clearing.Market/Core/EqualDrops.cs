namespace Clearing.Market.Core;

/// <summary>Drops rows that equal shares leave below their need, the latest first.</summary>
/// <remarks>
/// A drop never lessens another row's share. So a row that is well served stays so, and one pass
/// from the latest row to the earliest finds all drops in the right order, while the level of
/// the shares rises over the sorted demands.
/// </remarks>
internal ref struct EqualDrops
{
    private readonly DropBuffers _rows;
    private readonly int _count;

    /// <summary>The level of the shares, and the lots left over above it.</summary>
    private long _level;
    private long _left;

    /// <summary>Live rows that want more than the level; those among them already passed.</summary>
    private long _above;
    private long _aboveAndPassed;

    /// <summary>The next row by demand that the level may reach.</summary>
    private int _next;

    private EqualDrops(in ClearingRun run, int count)
    {
        _rows = run.Space.Drops;
        _count = count;
        var poured = new Weighted(run.Space.Keys, run.Space.SpareWeights, 0, count);
        _rows.Demands.AsSpan(0, count).CopyTo(poured.Keys);
        poured.Weights.Fill(1);
        (_level, _left) = WaterLevel.Find(
            poured, run.Remaining / run.Terms.Lot, run.Space.Buckets, run.Space.Counts);
        while (_next < count && _rows.Demands[_rows.ByDemand[_next]] <= _level) { _next++; }
        _above = count - _next;
    }

    /// <summary>Marks the rows to be dropped.</summary>
    /// <param name="run">The clearing; its drop buffers hold the level.</param>
    /// <param name="count">How many rows the level has; together they want too much.</param>
    public static void Mark(in ClearingRun run, int count) => new EqualDrops(run, count).Pass();

    private void Pass()
    {
        for (var row = _count - 1; row >= 0 && _above > 0; row--)
        {
            if (_rows.Demands[row] <= _level) { continue; }
            var earlier = _above - _aboveAndPassed - 1;
            var share = _level + (earlier < _left ? 1 : 0);
            if (share >= _rows.Needs[row])
            {
                _aboveAndPassed++;
                continue;
            }
            _rows.Dropped[row] = true;
            _above--;
            _left += _level;
            Rise(row);
        }
    }

    private void Rise(int passing)
    {
        while (_above > 0 && _left >= _above)
        {
            SkipDropped();
            var step = Math.Min(_left / _above, _rows.Demands[_rows.ByDemand[_next]] - _level);
            _level += step;
            _left -= step * _above;
            for (; _next < _count; _next++)
            {
                SkipDropped();
                if (_next == _count || _rows.Demands[_rows.ByDemand[_next]] > _level) { break; }
                _above--;
                _aboveAndPassed -= _rows.ByDemand[_next] > passing ? 1 : 0;
            }
        }
    }

    private void SkipDropped()
    {
        while (_next < _count && _rows.Dropped[_rows.ByDemand[_next]]) { _next++; }
    }
}
