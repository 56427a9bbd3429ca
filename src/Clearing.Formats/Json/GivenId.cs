namespace Clearing.Formats;

/// <summary>A command's id from outside its JSON object.</summary>
/// <param name="Source">The source of the id, as named in errors.</param>
/// <param name="Value">The id; null if there is none.</param>
public readonly record struct GivenId(string Source, string? Value);
