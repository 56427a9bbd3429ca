namespace Clearing.Formats;

/// <summary>A column that a kind of file knows.</summary>
/// <param name="Name">As it is written in the header, to the letter.</param>
/// <param name="Optional">Whether a file may do without it.</param>
internal readonly record struct CsvColumn(string Name, bool Optional = false);
