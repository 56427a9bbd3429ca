namespace Clearing.Formats;

/// <summary>Takes in the rows of a file, one after the other.</summary>
internal interface ICsvRows
{
    /// <summary>Takes in the current row; the row keeps its errors itself.</summary>
    void Add(CsvRow row);
}
