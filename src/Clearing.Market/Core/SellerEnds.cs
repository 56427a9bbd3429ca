namespace Clearing.Market.Core;

/// <summary>Where the caps of a market's sellers cut, by the sellers' numbers.</summary>
public sealed class SellerEnds
{
    private static readonly SellerEnd None = new(-1, -1, 0);

    private readonly SellerEnd[] _ends;

    /// <summary>Creates the ends of a market in which no seller is cut yet.</summary>
    /// <param name="sellers">How many sellers the market has.</param>
    public SellerEnds(int sellers)
    {
        _ends = new SellerEnd[sellers];
        // Every fee is above it.
        Array.Fill(_ends, None);
    }

    /// <summary>The end of each seller.</summary>
    internal ReadOnlySpan<SellerEnd> Sellers => _ends;

    /// <summary>Every bit that the fee of an end with a row has, or had.</summary>
    internal long FeeBits { get; private set; }

    /// <summary>Sets where a seller's cap cuts.</summary>
    public void Set(int seller, SellerEnd end)
    {
        _ends[seller] = end;
        FeeBits |= end.Row < 0 ? 0 : end.Fee;
    }

    /// <summary>Finds where the caps cut in a book that kept nothing of its sellers.</summary>
    /// <param name="fees">Max fee of each row, micros per cubic foot; 0 or more.</param>
    /// <param name="wants">What each row still wants, cubic feet; 0 if it is not open.</param>
    /// <param name="sellers">Seller of each row, an index into the rooms.</param>
    /// <param name="rooms">
    /// What each seller may still get: its cap less what it holds, cubic feet, 0 or more;
    /// <see cref="long.MaxValue"/> for no cap.
    /// </param>
    /// <param name="lot">Cubic feet; rooms are rounded down to it; 1 or more.</param>
    public static SellerEnds Of(
        ReadOnlySpan<long> fees,
        ReadOnlySpan<long> wants,
        ReadOnlySpan<int> sellers,
        ReadOnlySpan<long> rooms,
        long lot)
    {
        var within = new WithinCap[rooms.Length];
        var open = new Int128[rooms.Length];
        foreach (ref var seller in within.AsSpan()) { seller.Fill([], fees, wants, 0); }
        for (var row = 0; row < fees.Length; row++)
        {
            var seller = sellers[row];
            if (rooms[seller] == long.MaxValue || wants[row] == 0) { continue; }
            open[seller] += wants[row];
            within[seller].Add(row, fees, wants, rooms[seller], open[seller]);
        }
        var ends = new SellerEnds(rooms.Length);
        for (var seller = 0; seller < rooms.Length; seller++)
        {
            if (open[seller] <= rooms[seller]) { continue; }
            var room = rooms[seller] - (rooms[seller] % lot);
            ends.Set(seller, within[seller].End(fees, wants, room));
        }
        return ends;
    }
}
