using System.Text;

namespace Clearing.Journal;

/// <summary>Reads event types from UTF-8; the few recurring types share one string each.</summary>
internal sealed class TypeNames
{
    private readonly Dictionary<int, string> _names = [];

    public string Of(ReadOnlySpan<byte> utf8)
    {
        var hash = new HashCode();
        hash.AddBytes(utf8);
        var key = hash.ToHashCode();
        if (_names.TryGetValue(key, out var known) && Same(known, utf8))
        {
            return known;
        }
        return _names[key] = Encoding.UTF8.GetString(utf8);
    }

    private static bool Same(string known, ReadOnlySpan<byte> utf8)
    {
        Span<byte> bytes = stackalloc byte[JournalLimits.TypeLength * 3];
        return Encoding.UTF8.TryGetBytes(known, bytes, out var length)
            && bytes[..length].SequenceEqual(utf8);
    }
}
