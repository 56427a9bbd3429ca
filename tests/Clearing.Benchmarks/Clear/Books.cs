using Clearing.Market;

namespace Clearing.Benchmarks;

/// <summary>Books of the shapes that a clearing may find hard. All are the same every time.</summary>
public static class Books
{
    /// <summary>The shapes, the usual one first.</summary>
    public static IReadOnlyList<string> Shapes { get; } =
    [
        "wide fees", "clustered, heavy ties", "all equal", "sorted", "cents", "one winner",
        "minima", "caps", "caps, few exceeded",
    ];

    /// <summary>Fees up to 20 dollars in micros, volumes up to 5,000.</summary>
    public static Book Wide(int bids) => Of("wide fees", bids);

    /// <summary>A book of a shape.</summary>
    public static Book Of(string shape, int bids)
    {
        var random = new Random(bids);
        var wants = Column(bids, _ => random.Next(1, 5_001));
        var fees = Column(bids, row => Fee(shape, random, row));
        var sellers = Math.Max(1, bids / 10);
        var half = wants.Sum() / 2;
        var capped = shape.StartsWith("caps", StringComparison.Ordinal);
        var needs = shape == "minima"
            ? Column(bids, row => random.Next(2) == 0 ? wants[row] : wants[row] / 2)
            : [];
        int[] owners = capped
            ? [.. Column(bids, _ => random.Next(sellers)).Select(seller => (int)seller)]
            : [];
        var rooms = Rooms(shape, random, sellers);
        return new Book
        {
            Shape = shape,
            Fees = fees,
            Wants = wants,
            Needs = needs,
            Sellers = owners,
            Ends = capped ? SellerEnds.Of(fees, wants, owners, rooms, lot: 1) : null,
            Available = shape == "one winner" ? 1 : half,
        };
    }

    private static long Fee(string shape, Random random, int row) => shape switch
    {
        "clustered, heavy ties" => (1 + random.Next(1, 11) + random.Next(10)) * 500_000L,
        "all equal" => 5_000_000,
        "sorted" => row,
        "cents" => random.Next(2_000) * 10_000L,
        _ => random.Next(20_000_000),
    };

    /// <summary>
    /// Of the caps drawn here four in five are exceeded; a market tells of no others.
    /// </summary>
    private static long[] Rooms(string shape, Random random, int sellers) => shape switch
    {
        "caps" => Column(sellers, _ => random.Next(30_000)),
        "caps, few exceeded" => Column(
            sellers, seller => seller % 20 == 0 ? random.Next(30_000) : long.MaxValue),
        _ => [],
    };

    private static long[] Column(int rows, Func<int, long> value)
    {
        var column = new long[rows];
        for (var row = 0; row < rows; row++) { column[row] = value(row); }
        return column;
    }
}
