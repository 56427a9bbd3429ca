namespace Clearing.Formats;

/// <summary>A place where a replay differs from what is expected.</summary>
/// <param name="Scenario">The scenario's id.</param>
/// <param name="Line">The line of the expectation in its file, from 1.</param>
/// <param name="Path">The expectation's path in its file.</param>
/// <param name="Expected">The expected value; null if none is expected.</param>
/// <param name="Actual">The replay's value; null if it has none.</param>
public sealed record Difference(
    string Scenario, long Line, string Path, string? Expected, string? Actual)
{
    /// <summary>The difference as one line.</summary>
    public override string ToString() =>
        $"{FormatError.Show(Scenario)}: line {Line}, {Path}: "
        + $"expected {Expected ?? "nothing"}, got {Actual ?? "nothing"}";
}
