using System.Diagnostics;

namespace Clearing.Formats;

/// <summary>Reads any stream line by line without copying.</summary>
/// <remarks>
/// Memory is bounded: a line longer than <see cref="MaxBytes"/> ends the reading before it is
/// buffered. LF and CRLF end a line; a byte order mark at the start is skipped.
/// </remarks>
internal sealed class CsvLines(Stream input)
{
    internal const int MaxBytes = 65_536;
    internal const string Nul = "holds a NUL byte: this is not a text file";
    private const int BufferBytes = 4 * MaxBytes;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
    private int _next;
    private int _end;
    private bool _ended;
    private bool _started;

    /// <summary>Holds the line that <see cref="Next"/> found.</summary>
    internal byte[] Buffer => _buffer;

    /// <summary>Where the line starts in the buffer.</summary>
    internal int Start { get; private set; }

    /// <summary>The line's length in bytes, without its ending.</summary>
    internal int Length { get; private set; }

    /// <summary>The line's number, from 1.</summary>
    internal long Number { get; private set; }

    /// <summary>The broken rule that ended the reading early; null if none did.</summary>
    internal string? Broken { get; private set; }

    internal ReadOnlySpan<byte> Line => _buffer.AsSpan(Start, Length);

    /// <summary>Goes to the next line; false at the end or when a rule is broken.</summary>
    internal bool Next()
    {
        var searched = 0;
        while (true)
        {
            var unsearched = _buffer.AsSpan(_next + searched, _end - _next - searched);
            var found = unsearched.IndexOf((byte)'\n');
            if (found >= 0)
            {
                return Take(searched + found, ending: 1);
            }
            searched = _end - _next;
            if (searched > MaxBytes)
            {
                return BreakLongLine();
            }
            if (_ended)
            {
                return Broken is null && searched > 0 && Take(searched, ending: 0);
            }
            Fill();
        }
    }

    private bool Take(int length, int ending)
    {
        if (length > MaxBytes)
        {
            return BreakLongLine();
        }
        if (_buffer.AsSpan(_next, length).Contains((byte)0))
        {
            return Break(Nul);
        }
        Start = _next;
        Length = length > 0 && _buffer[_next + length - 1] == '\r' ? length - 1 : length;
        Number++;
        _next += length + ending;
        return true;
    }

    // The error must not depend on how many bytes arrived at once.
    private bool BreakLongLine() => Break(
        _buffer.AsSpan(_next, MaxBytes).Contains((byte)0)
            ? Nul
            : $"is longer than {MaxBytes} bytes");

    private bool Break(string rule)
    {
        Broken = rule;
        Number++;
        _next = _end;
        _ended = true;
        return false;
    }

    private void Fill()
    {
        _buffer.AsSpan(_next, _end - _next).CopyTo(_buffer);
        _end -= _next;
        _next = 0;
        Debug.Assert(_end < _buffer.Length, "A line that fills the buffer was refused before.");
        var read = _started
            ? input.Read(_buffer, _end, _buffer.Length - _end)
            : input.ReadAtLeast(_buffer, 4, throwOnEndOfStream: false);
        _ended = read == 0;
        var arrived = _buffer.AsSpan(_end, read);
        _end += read;
        if (!_started)
        {
            _started = true;
            Begin(arrived);
        }
    }

    private void Begin(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            _next = 3;
        }
        else if (start.StartsWith<byte>([0x1F, 0x8B]))
        {
            Break("is compressed with gzip: unpack the file first");
        }
        else if (start.StartsWith("PK\u0003\u0004"u8))
        {
            Break("is a zip archive: unpack the file first");
        }
        else if (start.StartsWith<byte>([0xFF, 0xFE]) || start.StartsWith<byte>([0xFE, 0xFF]))
        {
            Break("is UTF-16 text: save the file as UTF-8");
        }
    }
}
