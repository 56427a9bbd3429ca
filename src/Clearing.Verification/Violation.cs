using Clearing.Formats;

namespace Clearing.Verification;

/// <summary>Something in a journal that cannot be.</summary>
/// <param name="Stream">The stream it was found in.</param>
/// <param name="Version">The event it was found at; 0 for the stream as a whole.</param>
/// <param name="Rule">The rule that is broken, and by what.</param>
public sealed record Violation(string Stream, long Version, string Rule)
{
    /// <summary>One line that is safe to print.</summary>
    public override string ToString() => PlainText.OneLine(
        Version > 0 ? $"{Stream}, event {Version}: {Rule}" : $"{Stream}: {Rule}");
}
