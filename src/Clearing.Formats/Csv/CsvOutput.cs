using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Clearing.Formats;

/// <summary>Writes rows of CSV to a stream, with LF line ends and quotes only if needed.</summary>
/// <remarks>
/// Exports are opened in spreadsheets, and sellers choose ids. Text that a spreadsheet would take
/// for a formula, at its start or after a possible separator, gets an apostrophe before the sign:
/// <c>=SUM(A1)</c> is written as <c>'=SUM(A1)</c>. Numbers are written unchanged.
/// </remarks>
/// <param name="output">The stream; it is written in large pieces and not closed.</param>
public sealed class CsvOutput(Stream output)
{
    private const int MaxValueBytes = 1_024;

    private static readonly byte[][] FullWidthSigns =
        [.. "\uFF1D\uFF0B\uFF0D\uFF20".Select(c => Encoding.UTF8.GetBytes([c]))];

    private readonly byte[] _buffer = new byte[64 * 1_024];
    private int _used;
    private bool _inRow;

    /// <summary>Writes a value of the current row.</summary>
    /// <param name="value">At most 500 bytes of ASCII or UTF-8.</param>
    public void Text(ReadOnlySpan<byte> value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Length, MaxValueBytes / 2 - 12);
        Begin();
        if (value.IndexOfAny("\",;\t\r\n"u8) >= 0)
        {
            Quoted(value);
            return;
        }
        if (StartsFormula(value, 0)) { _buffer[_used++] = (byte)'\''; }
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

    /// <summary>Writes an integer that may exceed 64 bits.</summary>
    public void Number(Int128 value)
    {
        Begin();
        value.TryFormat(
            _buffer.AsSpan(_used), out var written, default, CultureInfo.InvariantCulture);
        _used += written;
    }

    /// <summary>Ends the current row.</summary>
    public void EndRow()
    {
        _buffer[_used++] = (byte)'\n';
        _inRow = false;
    }

    /// <summary>Writes buffered rows to the stream.</summary>
    public void Flush()
    {
        output.Write(_buffer, 0, _used);
        _used = 0;
        output.Flush();
    }

    private void Begin()
    {
        if (_used > _buffer.Length - MaxValueBytes)
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
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '"') { _buffer[_used++] = (byte)'"'; }
            else if (StartsFormula(value, at)) { _buffer[_used++] = (byte)'\''; }
            _buffer[_used++] = value[at];
        }
        _buffer[_used++] = (byte)'"';
    }

    private static bool StartsFullWidth(ReadOnlySpan<byte> text)
    {
        foreach (var sign in FullWidthSigns)
        {
            if (text.StartsWith(sign)) { return true; }
        }
        return false;
    }

    // A spreadsheet that separates values by semicolons looks for a formula after them, too.
    private static bool StartsFormula(ReadOnlySpan<byte> value, int at)
    {
        var rest = value[at..];
        return !rest.IsEmpty && (at == 0 || ",;\t\r\n"u8.Contains(value[at - 1]))
            && ("=+-@\t\r"u8.Contains(rest[0]) || StartsFullWidth(rest));
    }
}
