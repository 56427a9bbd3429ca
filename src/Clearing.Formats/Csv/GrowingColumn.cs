namespace Clearing.Formats;

/// <summary>An array that grows at its end.</summary>
internal sealed class GrowingColumn<T>(int expected)
    where T : struct
{
    private T[] _values = new T[Math.Max(16, expected)];
    private int _count;

    internal ReadOnlySpan<T> Filled => _values.AsSpan(0, _count);

    internal void Add(T value)
    {
        if (_count == _values.Length)
        {
            Array.Resize(ref _values, _values.Length * 2);
        }
        _values[_count++] = value;
    }
}
