namespace Clearing.Market.Bids;

/// <summary>What each seller of a market holds and may hold, by the sellers' numbers.</summary>
internal sealed class SellerLimits
{
    private readonly SparseColumn<long> _held = new();
    private CappedSeller[] _capped = [];

    /// <summary>
    /// The demand of each seller's open bids up to which no change concerns its cap. The array is
    /// small because every bid reads it.
    /// </summary>
    private long[] _untracked = [];

    /// <summary>The market's lot: what caps leave room for is rounded down to it.</summary>
    public long Lot { get; set; } = 1;

    /// <summary>Adds to what a seller holds: granted less released volume.</summary>
    public void Add(int seller, long volume)
    {
        _held[seller] += volume;
        UpdateUntracked(seller);
    }

    /// <summary>Sets a cap that the market's configuration names.</summary>
    public void SetNamedCap(int seller, long cap)
    {
        CapsOf(seller).NamedCap = cap;
        UpdateUntracked(seller);
    }

    /// <summary>Sets the cap from the seller's base limit.</summary>
    public void SetBaseCap(int seller, long cap)
    {
        CapsOf(seller).BaseCap = cap;
        UpdateUntracked(seller);
    }

    /// <summary>The cap from the seller's base limit; null if none was set.</summary>
    public long? BaseCapOf(int seller) => seller < _capped.Length ? _capped[seller].BaseCap : null;

    /// <summary>The capped sellers' numbers, ascending, and what each may still get.</summary>
    public (int[] Sellers, long[] Rooms) Capped()
    {
        int[] sellers = [.. Enumerable.Range(0, _capped.Length).Where(IsCapped)];
        return (sellers, Array.ConvertAll(sellers, RoomOf));
    }

    /// <summary>Takes note of a row that is the book's last.</summary>
    public void Append(BidBook bids, int row)
    {
        var seller = bids.SellerNumbers[row];
        var open = bids.OpenOf(seller);
        if (seller >= _untracked.Length || open <= _untracked[seller]) { return; }
        ref var within = ref _capped[seller].Within;
        var room = WholeRoomOf(seller);
        if (within.IsKept) { within.Add(row, bids.Fees, bids.Wants, room, open); }
        else { within.Fill(bids.RowsOf(seller), bids.Fees, bids.Wants, room); }
        UpdateUntracked(seller);
    }

    /// <summary>Takes note of a row that wants less than before.</summary>
    public void Lessen(BidBook bids, int row, long volume)
    {
        var seller = bids.SellerNumbers[row];
        if (seller >= _untracked.Length || _untracked[seller] >= 0) { return; }
        _capped[seller].Within.Lessen(row, volume, bids.Fees);
    }

    /// <summary>
    /// Where the caps cut the sellers that want more than they may get; null if no seller does.
    /// </summary>
    /// <param name="bids">The book.</param>
    /// <param name="rows">How many of its rows take part.</param>
    public SellerEnds? Ends(BidBook bids, int rows)
    {
        SellerEnds? ends = null;
        for (var seller = 0; seller < _capped.Length; seller++)
        {
            if (!IsCapped(seller)) { continue; }
            var room = WholeRoomOf(seller);
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
            // Bids came in after the close, and what is kept includes them.
            var aside = default(WithinCap);
            aside.Fill(bids.RowsOf(seller).Where(row => row < rows), bids.Fees, bids.Wants, room);
            return aside.End(bids.Fees, bids.Wants, room);
        }
        ref var within = ref _capped[seller].Within;
        if (within.Lacks(room, bids.OpenOf(seller)))
        {
            within.Fill(bids.RowsOf(seller), bids.Fees, bids.Wants, room);
            UpdateUntracked(seller);
        }
        return within.End(bids.Fees, bids.Wants, room);
    }

    private bool IsCapped(int seller) => seller < _capped.Length && _capped[seller].IsCapped;

    private ref CappedSeller CapsOf(int seller)
    {
        if (seller >= _capped.Length)
        {
            var known = _untracked.Length;
            Array.Resize(ref _capped, Growth.Next(seller + 1));
            Array.Resize(ref _untracked, _capped.Length);
            _untracked.AsSpan(known).Fill(long.MaxValue);
        }
        _capped[seller].IsCapped = true;
        return ref _capped[seller];
    }

    private void UpdateUntracked(int seller)
    {
        if (!IsCapped(seller)) { return; }
        _untracked[seller] = _capped[seller].Within.UntrackedDemand(WholeRoomOf(seller));
    }

    private long WholeRoomOf(int seller)
    {
        var room = RoomOf(seller);
        return Lot == 1 ? room : room - (room % Lot);
    }

    private long RoomOf(int seller) => Math.Max(0, Math.Min(
        _capped[seller].NamedCap ?? long.MaxValue,
        _capped[seller].BaseCap ?? long.MaxValue) - _held[seller]);

    /// <summary>A seller's caps and what is kept for them, side by side in memory.</summary>
    private struct CappedSeller
    {
        public bool IsCapped;
        public long? NamedCap;
        public long? BaseCap;
        public WithinCap Within;
    }
}
