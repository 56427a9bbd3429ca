namespace Clearing.Market.Core;

/// <summary>
/// Where a seller's cap cuts its eligible bids, which are served by descending fee and then
/// ascending row: those before one row get all they want, those after it nothing.
/// </summary>
/// <param name="Fee">The max fee of that row, micros per cubic foot.</param>
/// <param name="Row">The row itself.</param>
/// <param name="Left">What that row may still get, cubic feet, a multiple of the lot.</param>
public readonly record struct SellerEnd(long Fee, int Row, long Left)
{
    /// <summary>The end of a seller whose bids get nothing.</summary>
    public static readonly SellerEnd Nothing = new(long.MaxValue, -1, 0);
}
