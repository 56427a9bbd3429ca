namespace Clearing.Market;

/// <summary>What each seller of a market holds and may hold, by the sellers' numbers.</summary>
internal sealed class SellerLimits
{
    private readonly LateColumn<long> _held = new();
    private CappedSeller?[] _capped = [];

    /// <summary>The market's lot: what caps leave room for is rounded down to it.</summary>
    public long Lot { get; set; } = 1;

    /// <summary>Granted less released volume of a seller.</summary>
    public long HeldBy(int seller) => _held[seller];

    /// <summary>Adds to what a seller holds.</summary>
    public void Add(int seller, long volume) => _held[seller] += volume;

    /// <summary>Sets a cap that the market's configuration names.</summary>
    public void SetNamedCap(int seller, long cap) => Capped(seller).NamedCap = cap;

    /// <summary>Sets the cap from the seller's base limit.</summary>
    public void SetBaseCap(int seller, long cap) => Capped(seller).BaseCap = cap;

    /// <summary>The cap from the seller's base limit; null if none was set.</summary>
    public long? BaseCapOf(int seller) => Find(seller)?.BaseCap;

    /// <summary>The capped sellers' numbers, ascending, and what each may still get.</summary>
    public (int[] Sellers, long[] Rooms) Capped()
    {
        int[] sellers = [.. Enumerable.Range(0, _capped.Length).Where(n => _capped[n] is not null)];
        return (sellers, Array.ConvertAll(sellers, seller => RoomOf(seller, _capped[seller]!)));
    }

    /// <summary>Takes note of a row that is the book's last.</summary>
    public void Append(BidBook bids, int row)
    {
        var seller = bids.SellerNumbers[row];
        if (Find(seller) is not { } capped) { return; }
        var (room, open) = (WholeRoomOf(seller, capped), bids.OpenOf(seller));
        if (capped.Within.Begins(room, open))
        {
            capped.Within.Fill(bids.RowsOf(seller), bids.Fees, bids.Wants, room);
        }
        else { capped.Within.Add(row, bids.Fees, bids.Wants, room, open); }
    }

    /// <summary>Takes note of a row that wants less than before.</summary>
    public void Lessen(BidBook bids, int row, long volume) =>
        Find(bids.SellerNumbers[row])?.Within.Lessen(row, volume, bids.Fees);

    /// <summary>
    /// Where the caps cut the sellers that want more than they may get; null if nobody does.
    /// </summary>
    /// <param name="bids">The book.</param>
    /// <param name="rows">How many of its rows take part.</param>
    public SellerEnds? Ends(BidBook bids, int rows)
    {
        SellerEnds? ends = null;
        for (var seller = 0; seller < _capped.Length; seller++)
        {
            if (_capped[seller] is not { } capped) { continue; }
            var room = WholeRoomOf(seller, capped);
            if (bids.OpenOf(seller) <= room) { continue; }
            ends ??= new SellerEnds(bids.Sellers.Count);
            ends.Set(seller, EndOf(bids, rows, seller, room));
        }
        return ends;
    }

    private SellerEnd EndOf(BidBook bids, int rows, int seller, long room)
    {
        if (rows < bids.Count)
        {
            // Bids came in after the close: what is kept holds them too.
            var aside = default(WithinCap);
            aside.Fill(bids.RowsOf(seller).Where(row => row < rows), bids.Fees, bids.Wants, room);
            return aside.End(bids.Fees, bids.Wants, room);
        }
        ref var within = ref _capped[seller]!.Within;
        if (within.Lacks(room, bids.OpenOf(seller)))
        {
            within.Fill(bids.RowsOf(seller), bids.Fees, bids.Wants, room);
        }
        return within.End(bids.Fees, bids.Wants, room);
    }

    private CappedSeller? Find(int seller) => seller < _capped.Length ? _capped[seller] : null;

    private CappedSeller Capped(int seller)
    {
        if (seller >= _capped.Length) { Array.Resize(ref _capped, Growth.Next(seller + 1)); }
        return _capped[seller] ??= new CappedSeller();
    }

    private long WholeRoomOf(int seller, CappedSeller capped)
    {
        var room = RoomOf(seller, capped);
        return room - (room % Lot);
    }

    private long RoomOf(int seller, CappedSeller capped) => Math.Max(0, Math.Min(
        capped.NamedCap, capped.BaseCap ?? long.MaxValue) - _held[seller]);

    /// <summary>A seller with a cap.</summary>
    private sealed class CappedSeller
    {
        public long NamedCap = long.MaxValue;
        public long? BaseCap;
        public WithinCap Within;
    }
}
