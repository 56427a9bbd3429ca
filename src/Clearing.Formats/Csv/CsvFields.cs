namespace Clearing.Formats;

/// <summary>Splits a line into values, quoted as in RFC 4180 but within one line.</summary>
/// <remarks>
/// No value may contain a line break, so every row is one line. A file's author must get every
/// error at once, with line, value and rule, but well-known CSV readers accept a stray quote (Sep)
/// or stop at it (Sylvan, CsvHelper).
/// </remarks>
internal sealed class CsvFields
{
    internal const int MaxFields = 64;
    internal const string TooMany = "must hold at most 64 values";
    internal const string QuoteOpen = "must close a quoted value on the same line";
    internal const string QuoteInside =
        "must quote a value that holds a quote, and double the quote";

    private readonly int[] _starts = new int[MaxFields];
    private readonly int[] _lengths = new int[MaxFields];
    private byte[] _unquoted = [];
    private byte[] _text = [];

    /// <summary>
    /// The separator of values: a comma, unless the header uses another one.
    /// </summary>
    internal byte Separator { get; set; } = (byte)',';

    /// <summary>The number of values in the line.</summary>
    internal int Count { get; private set; }

    /// <summary>A value, without its quotes.</summary>
    internal ReadOnlySpan<byte> this[int field] => _text.AsSpan(_starts[field], _lengths[field]);

    /// <summary>Splits a line; returns the broken rule, or null.</summary>
    internal string? Split(byte[] buffer, int start, int length)
    {
        Count = 0;
        _text = buffer;
        var line = buffer.AsSpan(start, length);
        var rule = line.Contains((byte)'"') ? SplitQuoted(line) : SplitPlain(line, start);
        // Spreadsheets may export hundreds of empty columns after the filled ones.
        var filled = rule == TooMany ? line.TrimEnd(Separator).Length : length;
        return filled < length ? Split(buffer, start, filled) : rule;
    }

    private string? SplitPlain(ReadOnlySpan<byte> line, int start)
    {
        var at = 0;
        while (Count < MaxFields)
        {
            var rest = line[at..];
            var comma = rest.IndexOf(Separator);
            Add(start + at, comma < 0 ? rest.Length : comma);
            if (comma < 0)
            {
                return null;
            }
            at += comma + 1;
        }
        return TooMany;
    }

    private string? SplitQuoted(ReadOnlySpan<byte> line)
    {
        if (_unquoted.Length == 0)
        {
            _unquoted = new byte[CsvLines.MaxBytes];
        }
        _text = _unquoted;
        var written = 0;
        var at = 0;
        while (Count < MaxFields)
        {
            var begin = written;
            var quoted = at < line.Length && line[at] == '"';
            var rule = quoted
                ? Quoted(line, ref at, ref written)
                : Plain(line, ref at, ref written);
            if (rule is not null)
            {
                return rule;
            }
            Add(begin, written - begin);
            if (at == line.Length)
            {
                return null;
            }
            at++;
        }
        return TooMany;
    }

    private string? Plain(ReadOnlySpan<byte> line, ref int at, ref int written)
    {
        for (; at < line.Length && line[at] != Separator; at++)
        {
            if (line[at] == '"')
            {
                return QuoteInside;
            }
            _unquoted[written++] = line[at];
        }
        return null;
    }

    private string? Quoted(ReadOnlySpan<byte> line, ref int at, ref int written)
    {
        for (at++; at < line.Length; at++)
        {
            if (line[at] != '"')
            {
                _unquoted[written++] = line[at];
            }
            else if (at + 1 < line.Length && line[at + 1] == '"')
            {
                _unquoted[written++] = line[at++];
            }
            else
            {
                at++;
                return at == line.Length || line[at] == Separator ? null : QuoteInside;
            }
        }
        return QuoteOpen;
    }

    private void Add(int start, int length)
    {
        _starts[Count] = start;
        _lengths[Count++] = length;
    }
}
