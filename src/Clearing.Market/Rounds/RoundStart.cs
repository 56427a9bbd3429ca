namespace Clearing.Market.Rounds;

/// <summary>
/// What a clearing depends on besides its book: with it the outcome can be recomputed.
/// </summary>
/// <param name="Pool">The pool before the round's capacity joined it.</param>
/// <param name="Offered">Volume on offer when the book was closed.</param>
/// <param name="Offers">The offers in line at that moment.</param>
/// <param name="CappedSellers">The capped sellers' numbers, ascending.</param>
/// <param name="Rooms">What each of them could still get.</param>
internal sealed record RoundStart(
    long Pool, long Offered, OfferMark Offers, int[] CappedSellers, long[] Rooms)
{
    /// <summary>What a seller could still get; null if it was not capped.</summary>
    public long? RoomOf(int seller) =>
        Array.BinarySearch(CappedSellers, seller) is >= 0 and var place ? Rooms[place] : null;
}
