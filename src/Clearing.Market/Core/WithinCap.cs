namespace Clearing.Market.Core;

/// <summary>
/// The open bids of one seller that its cap has room for, kept while they come in, so that a
/// clearing need not look for them.
/// </summary>
/// <remarks>
/// <para>
/// While all bids are within the cap, nothing is kept. From then on a heap of rows, whose first is
/// the last to be served: of the lowest fee, and of these the latest. Every open row that is
/// served before it is in the heap, and all before it are within the room. Rows that are out are
/// forgotten.
/// </para>
/// <para>
/// Rows whose bids are closed stay in the heap and want nothing. When bids go or the room grows,
/// rows that are out may have room again: then the heap is filled anew, once, before the next
/// clearing. What a round grants lessens what is in the heap and the room alike.
/// </para>
/// </remarks>
internal struct WithinCap
{
    private int[]? _heap;
    private int _count;

    /// <summary>True if the heap is to be filled again before the next clearing.</summary>
    private bool _forgotten;

    /// <summary>The fee of the first row, beside the rest: most rows are held against it.</summary>
    private long _lastFee;

    /// <summary>What the rows in the heap want together, cubic feet.</summary>
    private Int128 _sum;

    /// <summary>True if there is a heap, which then must be notified of every change.</summary>
    public readonly bool IsKept => _heap is not null;

    /// <summary>The demand of the seller's open bids up to which nothing is to be kept.</summary>
    /// <param name="room">What the seller may still get.</param>
    public readonly long UntrackedDemand(long room) =>
        IsKept ? -1 : _forgotten ? long.MaxValue : room;

    /// <summary>Adds a row that is later than all before.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fees">Max fee of each row of the book.</param>
    /// <param name="wants">What each row of the book wants.</param>
    /// <param name="room">What the seller may still get; later calls may differ.</param>
    /// <param name="open">What the seller's open bids want together, this one included.</param>
    public void Add(
        int row, ReadOnlySpan<long> fees, ReadOnlySpan<long> wants, long room, Int128 open)
    {
        if (Lacks(room, open - wants[row]))
        {
            (_heap, _count, _sum, _forgotten) = (null, 0, 0, true);
            return;
        }
        if (_sum >= room && !IsBeforeLast(row, fees)) { return; }
        Push(row, fees, wants);
        Trim(fees, wants, room);
    }

    /// <summary>Notes that a row of the seller wants less than before.</summary>
    public void Lessen(int row, long volume, ReadOnlySpan<long> fees)
    {
        if (_count > 0 && (row == _heap![0] || IsBeforeLast(row, fees))) { _sum -= volume; }
    }

    /// <summary>
    /// True if the heap must be filled again: rows that are not in it may have room.
    /// </summary>
    /// <param name="room">What the seller may still get.</param>
    /// <param name="open">What the seller's open bids want together.</param>
    public readonly bool Lacks(long room, Int128 open) =>
        _heap is null || (_sum < room && open > _sum);

    /// <summary>Fills the heap again.</summary>
    /// <param name="rows">All rows of the seller, in any order.</param>
    /// <param name="fees">Max fee of each row of the book.</param>
    /// <param name="wants">What each row of the book wants.</param>
    /// <param name="room">What the seller may still get.</param>
    public void Fill(
        IEnumerable<int> rows, ReadOnlySpan<long> fees, ReadOnlySpan<long> wants, long room)
    {
        _heap ??= [];
        (_count, _sum, _forgotten) = (0, 0, false);
        foreach (var row in rows)
        {
            if (wants[row] == 0 || (_sum >= room && !IsBeforeLast(row, fees))) { continue; }
            Push(row, fees, wants);
            Trim(fees, wants, room);
        }
    }

    /// <summary>Where the cap cuts, given that the rows want at least the room.</summary>
    /// <param name="fees">Max fee of each row of the book.</param>
    /// <param name="wants">What each row of the book wants.</param>
    /// <param name="room">What the seller may still get, whole lots.</param>
    public SellerEnd End(ReadOnlySpan<long> fees, ReadOnlySpan<long> wants, long room)
    {
        Trim(fees, wants, room);
        return _count == 0
            ? SellerEnd.Nothing
            : new(_lastFee, _heap![0], room - (long)(_sum - wants[_heap[0]]));
    }

    private readonly bool IsBeforeLast(int row, ReadOnlySpan<long> fees) => _count > 0
        && (fees[row] > _lastFee || (fees[row] == _lastFee && row < _heap![0]));

    private static bool IsBefore(int row, int other, ReadOnlySpan<long> fees) =>
        fees[row] > fees[other] || (fees[row] == fees[other] && row < other);

    /// <summary>Takes out the last rows while the others fill the room.</summary>
    private void Trim(ReadOnlySpan<long> fees, ReadOnlySpan<long> wants, long room)
    {
        while (_count > 0 && _sum - wants[_heap![0]] >= room)
        {
            _sum -= wants[_heap[0]];
            Sink(_heap[--_count], fees);
            _lastFee = fees[_heap[0]];
        }
    }

    private void Push(int row, ReadOnlySpan<long> fees, ReadOnlySpan<long> wants)
    {
        if (_count == _heap!.Length) { Array.Resize(ref _heap, Math.Max(4, _count * 2)); }
        _sum += wants[row];
        var place = _count++;
        while (place > 0 && IsBefore(_heap[(place - 1) / 2], row, fees))
        {
            _heap[place] = _heap[(place - 1) / 2];
            place = (place - 1) / 2;
        }
        _heap[place] = row;
        _lastFee = fees[_heap[0]];
    }

    /// <summary>Puts a row in at the first place, which is free.</summary>
    private void Sink(int row, ReadOnlySpan<long> fees)
    {
        var place = 0;
        for (var next = 1; next < _count; next = (2 * place) + 1)
        {
            if (next + 1 < _count && IsBefore(_heap![next], _heap[next + 1], fees)) { next++; }
            if (!IsBefore(row, _heap![next], fees)) { break; }
            _heap[place] = _heap[next];
            place = next;
        }
        _heap![place] = row;
    }
}
