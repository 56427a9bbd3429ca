namespace Clearing.Market.Bids;

/// <summary>Values of one kind, one per row, side by side in memory.</summary>
internal sealed class Column<T> where T : unmanaged
{
    private T[] _values = [];

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>All rows.</summary>
    public ReadOnlySpan<T> Rows => _values.AsSpan(0, Count);

    /// <summary>The value of a row.</summary>
    public ref T this[int row] => ref _values.AsSpan(0, Count)[row];

    /// <summary>Adds a row at the end.</summary>
    public void Append(T value)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Growth.Next(Count + 1));
        }
        _values[Count++] = value;
    }
}

/// <summary>A column that costs nothing until a row gets another value than the default.</summary>
internal sealed class SparseColumn<T> where T : unmanaged
{
    private T[] _values = [];

    /// <summary>The value of a row; the default if it was never set.</summary>
    public T this[int row]
    {
        get => row < _values.Length ? _values[row] : default;
        set
        {
            if (row >= _values.Length)
            {
                Array.Resize(ref _values, Growth.Next(row + 1));
            }
            _values[row] = value;
        }
    }
}

/// <summary>
/// How arrays grow: by half while small, by a quarter when large, to waste little.
/// </summary>
internal static class Growth
{
    private const int Large = 1 << 16;

    /// <summary>A length with room for more than what is needed now.</summary>
    public static int Next(int needed) =>
        Math.Max(16, needed < Large ? needed + needed / 2 : needed + needed / 4);
}
