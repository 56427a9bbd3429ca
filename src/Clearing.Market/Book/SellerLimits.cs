namespace Clearing.Market;

/// <summary>What each seller of a market holds and may hold, by the sellers' numbers.</summary>
internal sealed class SellerLimits
{
    private readonly LateColumn<long> _held = new();
    private readonly Dictionary<int, long> _namedCaps = [];
    private readonly Dictionary<int, long> _baseCaps = [];

    /// <summary>Granted less released volume of a seller.</summary>
    public long HeldBy(int seller) => _held[seller];

    /// <summary>Adds to what a seller holds.</summary>
    public void Add(int seller, long volume) => _held[seller] += volume;

    /// <summary>Sets a cap that the market's configuration names.</summary>
    public void SetNamedCap(int seller, long cap) => _namedCaps[seller] = cap;

    /// <summary>Sets the cap from the seller's base limit.</summary>
    public void SetBaseCap(int seller, long cap) => _baseCaps[seller] = cap;

    /// <summary>The cap from the seller's base limit; null if none was set.</summary>
    public long? BaseCapOf(int seller) =>
        _baseCaps.TryGetValue(seller, out var cap) ? cap : null;

    /// <summary>The capped sellers' numbers, ascending, and what each may still get.</summary>
    public (int[] Sellers, long[] Rooms) Capped()
    {
        int[] sellers = [.. _namedCaps.Keys.Union(_baseCaps.Keys).Order()];
        return (sellers, Array.ConvertAll(sellers, RoomOf));
    }

    /// <summary>
    /// What each seller that wants more than it may get may still get, and the highest number
    /// for all others; empty if nobody does.
    /// </summary>
    public long[] Rooms(BidBook bids)
    {
        long[] rooms = [];
        foreach (var seller in _namedCaps.Keys.Concat(_baseCaps.Keys))
        {
            var room = RoomOf(seller);
            if (bids.OpenOf(seller) <= room) { continue; }
            if (rooms.Length == 0)
            {
                rooms = new long[bids.Sellers.Count];
                Array.Fill(rooms, long.MaxValue);
            }
            rooms[seller] = room;
        }
        return rooms;
    }

    private long RoomOf(int seller) => Math.Max(0, Math.Min(
        _namedCaps.GetValueOrDefault(seller, long.MaxValue),
        _baseCaps.GetValueOrDefault(seller, long.MaxValue)) - _held[seller]);
}
