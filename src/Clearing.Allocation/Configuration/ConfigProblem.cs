namespace Clearing.Allocation.Configuration;

/// <summary>A value of a configuration that is out of range: CONFIG_OUT_OF_RANGE.</summary>
/// <param name="Key">The value's name in files, such as <c>alpha_ppm</c>.</param>
/// <param name="Value">The value, as text.</param>
/// <param name="Limit">What it must be.</param>
public sealed record ConfigProblem(string Key, string Value, string Limit);
