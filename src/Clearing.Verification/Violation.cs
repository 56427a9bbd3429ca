using Clearing.Formats;

namespace Clearing.Verification;

/// <summary>A violation of a rule, found in a journal.</summary>
/// <param name="Stream">The stream in which it was found.</param>
/// <param name="Version">The version of the event; 0 for the stream as a whole.</param>
/// <param name="Rule">The broken rule, and what broke it.</param>
public sealed record Violation(string Stream, long Version, string Rule)
{
    /// <summary>One line that is safe to print.</summary>
    public override string ToString() => PlainText.OneLine(
        Version > 0 ? $"{Stream}, event {Version}: {Rule}" : $"{Stream}: {Rule}");
}
