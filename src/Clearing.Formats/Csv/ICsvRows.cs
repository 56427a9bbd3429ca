namespace Clearing.Formats;

/// <summary>Receives the rows of a file, one after the other.</summary>
internal interface ICsvRows
{
    /// <summary>Receives the current row, which records its errors itself.</summary>
    void Add(CsvRow row);
}
