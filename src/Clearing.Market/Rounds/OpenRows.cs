namespace Clearing.Market.Rounds;

/// <summary>The rows of a book that is being closed: the open bids among the first rows.</summary>
internal sealed class OpenRows(BidBook bids, int rows) : IBookRows
{
    public int Rows => rows;

    public int Write(int row, Span<byte> to) => bids.Wants[row] == 0
        ? 0
        : BookRowText.Write(
            to, row + 1L, bids.Fees[row], bids.Wants[row], bids.NeedOf(row),
            bids.MarkOf(row).TimeInForce(), bids.IdTextOf(row),
            bids.Sellers.TextOf(bids.SellerNumbers[row]));
}
