namespace Clearing.Market.Seal;

/// <summary>The rows of a closed book in ascending sequence, with gaps.</summary>
internal interface IBookRows
{
    /// <summary>How many rows there are, including those that are not in the book.</summary>
    int Rows { get; }

    /// <summary>Writes a row in its canonical form.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="to">Receives it; at least as long as the longest.</param>
    /// <returns>How many bytes it took; 0 if it is not in the book.</returns>
    int Write(int row, Span<byte> to);
}
