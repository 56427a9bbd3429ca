using System.Text;

namespace Clearing.Journal;

/// <summary>Compares names by code point, as SQLite and PostgreSQL do with UTF-8.</summary>
/// <remarks>
/// Ordinal comparison of UTF-16 differs where surrogate pairs meet U+E000 to U+FFFF.
/// </remarks>
public sealed class CodePointComparer : IComparer<string>
{
    /// <summary>The comparer; it has no state.</summary>
    public static CodePointComparer Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }
        return Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y));
    }
}
