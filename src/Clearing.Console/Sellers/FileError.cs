namespace Clearing.Pages.Sellers;

/// <summary>A broken rule of a file.</summary>
/// <param name="Line">From 1; null if it is about the whole file.</param>
/// <param name="Column">The column.</param>
/// <param name="Value">The value, shortened.</param>
/// <param name="Rule">The rule.</param>
public sealed record FileError(long? Line, string Column, string Value, string Rule);
