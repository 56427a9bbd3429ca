using System.Buffers.Text;

namespace Clearing.Formats;

/// <summary>Writes rows of CSV to a stream: LF line ends, quotes only where needed.</summary>
/// <param name="output">Written in large pieces and not closed.</param>
public sealed class CsvOutput(Stream output)
{
    private const int MostValueBytes = 1_024;

    private readonly byte[] _buffer = new byte[64 * 1_024];
    private int _used;
    private bool _inRow;

    /// <summary>Writes a value of the current row.</summary>
    /// <param name="value">At most 500 bytes of ASCII or UTF-8.</param>
    public void Text(ReadOnlySpan<byte> value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, MostValueBytes / 2 - 12);
        Begin();
        if (value.IndexOfAny("\",\r\n"u8) >= 0)
        {
            Quoted(value);
            return;
        }
        value.CopyTo(_buffer.AsSpan(_used));
        _used += value.Length;
    }

    /// <summary>Writes an integer as a value of the current row.</summary>
    public void Number(long value)
    {
        Begin();
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_used), out var written);
        _used += written;
    }

    /// <summary>Ends the current row.</summary>
    public void EndRow()
    {
        _buffer[_used++] = (byte)'\n';
        _inRow = false;
    }

    /// <summary>Writes out what is still buffered.</summary>
    public void Flush()
    {
        output.Write(_buffer, 0, _used);
        _used = 0;
        output.Flush();
    }

    private void Begin()
    {
        if (_used > _buffer.Length - MostValueBytes)
        {
            output.Write(_buffer, 0, _used);
            _used = 0;
        }
        if (_inRow)
        {
            _buffer[_used++] = (byte)',';
        }
        _inRow = true;
    }

    private void Quoted(ReadOnlySpan<byte> value)
    {
        _buffer[_used++] = (byte)'"';
        foreach (byte b in value)
        {
            if (b == '"')
            {
                _buffer[_used++] = b;
            }
            _buffer[_used++] = b;
        }
        _buffer[_used++] = (byte)'"';
    }
}
