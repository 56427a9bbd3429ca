namespace Clearing.Formats;

/// <summary>A column that a kind of file knows.</summary>
/// <param name="Name">The exact name in the header.</param>
/// <param name="Optional">True if a file may leave it out.</param>
internal readonly record struct CsvColumn(string Name, bool Optional = false);
