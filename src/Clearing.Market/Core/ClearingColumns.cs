namespace Clearing.Market.Core;

/// <summary>
/// The bids of one clearing in columns: one entry per row, rows by ascending sequence.
/// </summary>
/// <remarks>The row index is the priority. A row that wants 0 is not open and is ignored.</remarks>
public readonly ref struct ClearingColumns
{
    /// <summary>Max fee of each row, micros per cubic foot; 0 or more.</summary>
    public required ReadOnlySpan<long> MaxFee { get; init; }

    /// <summary>
    /// What each row still wants: max volume less what was granted, cubic feet, a multiple of the
    /// lot; 0 if the row is not open.
    /// </summary>
    public required ReadOnlySpan<long> Want { get; init; }

    /// <summary>
    /// The least each row must get now: min volume less what was granted, at least 0, a multiple
    /// of the lot. Empty if nobody has a minimum.
    /// </summary>
    public required ReadOnlySpan<long> Need { get; init; }

    /// <summary>
    /// Seller of each row, an index into <see cref="SellerEnds"/>; empty if that is null.
    /// </summary>
    public required ReadOnlySpan<int> Seller { get; init; }

    /// <summary>Where each seller's cap cuts its bids; null if it cuts nobody's.</summary>
    public required SellerEnds? SellerEnds { get; init; }

    /// <summary>
    /// The first eight bytes of each row's lottery key, big-endian; empty unless the tie rule is
    /// <see cref="TieRule.SeededLottery"/>.
    /// </summary>
    public ReadOnlySpan<ulong> Ticket { get; init; }
}
