using System.Collections.Immutable;

namespace Clearing.Formats;

/// <summary>The broken rules of one file: the first hundred, and the total number.</summary>
/// <param name="file">The file's name as the user gave it.</param>
public sealed class FormatErrors(string file)
{
    /// <summary>At most this many errors are kept; further ones are only counted.</summary>
    public const int MaxKept = 100;

    private readonly List<FormatError> _kept = [];

    /// <summary>The file's name as the user gave it.</summary>
    public string File { get; } = file;

    /// <summary>All errors found, kept or not.</summary>
    public long Count { get; private set; }

    /// <summary>The first errors, in the order in which they were found.</summary>
    public ImmutableArray<FormatError> Kept => [.. _kept];

    /// <summary>True if further errors are only counted.</summary>
    internal bool Full => _kept.Count == MaxKept;

    internal void Add(long line, string place, string rule) => Keep(line, place, null, rule);

    internal void Add(long line, string place, ReadOnlySpan<byte> value, string rule) =>
        Keep(line, place, Full ? null : FormatError.Show(value), rule);

    internal void Add(JsonPlace place, string rule, long? limit = null) =>
        Keep(place.Line, Full ? "" : place.Path, Full ? null : place.Shown, rule, limit);

    private void Keep(long line, string place, string? shown, string rule, long? limit = null)
    {
        Count++;
        if (!Full)
        {
            _kept.Add(new FormatError(File, line, place, shown, rule, limit));
        }
    }
}
