namespace Clearing.Market.Bids;

/// <summary>When rows came; rows that came together share one entry.</summary>
internal sealed class RowTimes
{
    private const long Unknown = -1;

    private readonly Column<int> _firstRows = new();
    private readonly Column<long> _ticks = new();

    /// <summary>Notes when a row came. Rows are noted by ascending number.</summary>
    public void Append(int row, DateTimeOffset? at)
    {
        var ticks = at?.UtcTicks ?? Unknown;
        if (_ticks.Rows is [.., var last] && last == ticks) { return; }
        _firstRows.Append(row);
        _ticks.Append(ticks);
    }

    /// <summary>When a row that was noted came; null if that is unknown.</summary>
    public DateTimeOffset? Of(int row)
    {
        var entry = _firstRows.Rows.BinarySearch(row);
        var ticks = _ticks[entry >= 0 ? entry : ~entry - 1];
        return ticks == Unknown ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }
}
