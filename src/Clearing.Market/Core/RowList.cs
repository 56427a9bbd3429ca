namespace Clearing.Market;

/// <summary>Lists rows by ascending index without branching.</summary>
/// <param name="rows">Receives the rows; as long as there are rows in all.</param>
internal ref struct RowList(int[] rows)
{
    /// <summary>How many rows are listed.</summary>
    public int Count;

    /// <summary>Lists a row if it is selected.</summary>
    public void Add(int row, bool selected)
    {
        rows[Count] = row;
        Count += selected ? 1 : 0;
    }
}
