namespace Clearing.Allocation.Facts;

/// <summary>Days with facts, by day, in a few tens of bytes each.</summary>
/// <remarks>
/// A zone has sellers by the hundred thousand, and each has years of days. The days lie one behind
/// the other in one array; most come in order, and one in between moves those after it.
/// </remarks>
internal sealed class PackedDays
{
    private int[] _days = [];
    private int[] _ends = [];
    private byte[] _bytes = [];

    internal PackedDays() { }

    /// <summary>A copy; what happens to one does not change the other.</summary>
    internal PackedDays(PackedDays other)
    {
        _days = [.. other._days];
        _ends = [.. other._ends];
        _bytes = [.. other._bytes];
        Count = other.Count;
    }

    /// <summary>How many days there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The latest day; null if there is none.</summary>
    internal DateOnly? Last => Count == 0 ? null : DateOnly.FromDayNumber(_days[Count - 1]);

    /// <summary>The facts of a day; null if there are none.</summary>
    internal EffectiveDay? Find(DateOnly day)
    {
        var at = PlaceOf(day);
        return at < 0 ? null : Read(at);
    }

    /// <summary>The days from one to another, ascending.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    internal IEnumerable<EffectiveDay> Between(DateOnly first, DateOnly last)
    {
        var at = PlaceOf(first);
        for (at = at < 0 ? ~at : at; at < Count && _days[at] <= last.DayNumber; at++)
        {
            yield return Read(at);
        }
    }

    /// <summary>Adds a day, or replaces it.</summary>
    internal void Set(EffectiveDay day)
    {
        Span<byte> packed = stackalloc byte[PackedDay.MaxLength];
        packed = packed[..PackedDay.Write(day, packed)];
        var at = PlaceOf(day.Day);
        if (at < 0)
        {
            at = ~at;
            Insert(at, day.Day.DayNumber);
        }
        var (start, end) = (StartOf(at), _ends[at]);
        var grows = packed.Length - (end - start);
        Move(end, grows);
        packed.CopyTo(_bytes.AsSpan(start));
        for (var i = at; i < Count; i++) { _ends[i] += grows; }
    }

    private void Insert(int at, int day)
    {
        if (Count == _days.Length)
        {
            var room = Count + (Count / 4) + 4;
            Array.Resize(ref _days, room);
            Array.Resize(ref _ends, room);
        }
        Array.Copy(_days, at, _days, at + 1, Count - at);
        Array.Copy(_ends, at, _ends, at + 1, Count - at);
        _days[at] = day;
        _ends[at] = StartOf(at);
        Count++;
    }

    // Moves what begins at a place, and the end of all with it.
    private void Move(int from, int by)
    {
        var length = Count == 0 ? 0 : _ends[Count - 1];
        var needed = length + by;
        if (needed > _bytes.Length) { Array.Resize(ref _bytes, needed + (needed / 4) + 32); }
        Array.Copy(_bytes, from, _bytes, from + by, length - from);
    }

    private int StartOf(int at) => at == 0 ? 0 : _ends[at - 1];

    private int PlaceOf(DateOnly day) => Array.BinarySearch(_days, 0, Count, day.DayNumber);

    private EffectiveDay Read(int at) => PackedDay.Read(
        DateOnly.FromDayNumber(_days[at]), _bytes.AsSpan(StartOf(at), _ends[at] - StartOf(at)));
}
