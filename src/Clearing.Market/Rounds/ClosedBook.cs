using System.Collections.Immutable;

namespace Clearing.Market.Rounds;

/// <summary>
/// The book of a cleared round as it was closed, looked back at from the present book.
/// </summary>
/// <remarks>
/// Rows stay where they are and keep their fee. What later rounds granted is subtracted again, and
/// what changed in its place was kept. So nothing is folded again, and the cost of a page depends
/// only on what it shows.
/// </remarks>
/// <param name="bids">The present book.</param>
/// <param name="rounds">The cleared rounds.</param>
/// <param name="index">The round's index.</param>
internal sealed class ClosedBook(BidBook bids, IReadOnlyList<ClearedRound> rounds, int index)
    : IBookRows
{
    private readonly ClearedRound _round = rounds[index];

    /// <summary>The number of its rows: they are the first ones of the present book.</summary>
    public int Rows => (int)_round.Closed.ThroughSequence;

    /// <summary>Writes a row in its canonical form; 0 bytes if its bid was not open.</summary>
    public int Write(int row, Span<byte> to)
    {
        if (!Holds(row)) { return 0; }
        var version = bids.VersionAt(row, index);
        var want = version.MaxVolume - GrantedBefore(row);
        return BookRowText.Write(
            to, row + 1L, bids.Fees[row], want, NeedOf(row, want), version.TimeInForce,
            bids.IdTextOf(row), bids.Sellers.TextOf(bids.SellerNumbers[row]));
    }

    /// <summary>True if a row's bid was open when the book was closed.</summary>
    public bool Holds(int row) => bids.IsOpen(row) || bids.ClosedAfter(row) > index;

    /// <summary>A page of open bids, by sequence number.</summary>
    /// <param name="after">The last sequence number already seen; 0 from the start.</param>
    /// <param name="most">The maximum number to return.</param>
    public ImmutableArray<BookRow> Page(long after, int most)
    {
        var page = ImmutableArray.CreateBuilder<BookRow>();
        for (var row = (int)Math.Min(after, Rows); row < Rows && page.Count < most; row++)
        {
            if (Holds(row)) { page.Add(RowOf(row)); }
        }
        return page.DrainToImmutable();
    }

    /// <summary>What each row still wanted; 0 if it was not open.</summary>
    public long[] Wants()
    {
        var wants = new long[Rows];
        for (var row = 0; row < wants.Length; row++)
        {
            if (Holds(row))
            {
                wants[row] = bids.VersionAt(row, index).MaxVolume - bids.GrantedOf(row);
            }
        }
        for (var later = index; later < rounds.Count; later++)
        {
            var facts = rounds[later].Facts;
            for (var i = 0; i < facts.AwardSequences.Length; i++)
            {
                if (facts.AwardSequences[i] > Rows) { break; }
                wants[facts.AwardSequences[i] - 1] += facts.AwardVolumes[i];
            }
        }
        return wants;
    }

    /// <summary>The least a row had to get, given what it wanted.</summary>
    public long NeedOf(int row, long want)
    {
        var version = bids.VersionAt(row, index);
        return Math.Max(0, version.MinVolume - (version.MaxVolume - want));
    }

    /// <summary>A row whose bid was open.</summary>
    public BookRow RowOf(int row)
    {
        var version = bids.VersionAt(row, index);
        var want = version.MaxVolume - GrantedBefore(row);
        var room = _round.Start.RoomOf(bids.SellerNumbers[row]);
        return new BookRow(
            row + 1L, new Fee(bids.Fees[row]), new CubicFeet(want),
            new CubicFeet(NeedOf(row, want)),
            version.TimeInForce, bids.IdOf(row), bids.SellerOf(row),
            room is { } left ? new CubicFeet(left) : null);
    }

    private long GrantedBefore(int row)
    {
        var granted = bids.GrantedOf(row);
        for (var later = index; later < rounds.Count; later++)
        {
            var position = rounds[later].PositionOf(row);
            if (position >= 0) { granted -= rounds[later].Facts.AwardVolumes[position]; }
        }
        return granted;
    }
}
