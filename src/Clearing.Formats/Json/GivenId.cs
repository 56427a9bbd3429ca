namespace Clearing.Formats;

/// <summary>A command's id that may come beside its JSON object instead of in it.</summary>
/// <param name="Source">Where it comes from, as errors say it.</param>
/// <param name="Value">The id; null if there is none.</param>
public readonly record struct GivenId(string Source, string? Value);
