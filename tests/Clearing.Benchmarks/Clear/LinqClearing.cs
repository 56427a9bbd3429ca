namespace Clearing.Benchmarks;

/// <summary>What an average program does: sorts objects with decimals and walks down.</summary>
public static class LinqClearing
{
    /// <summary>One bid.</summary>
    public sealed class Bid
    {
        public required long Sequence { get; init; }
        public required decimal MaxFee { get; init; }
        public required decimal Volume { get; init; }
        public decimal Granted { get; set; }
    }

    /// <summary>The bids of a book.</summary>
    public static List<Bid> From(Book book) =>
    [
        .. book.Fees.Select((fee, row) => new Bid
        {
            Sequence = row, MaxFee = fee / 1_000_000m, Volume = book.Wants[row],
        }),
    ];

    /// <summary>Grants by fee, then by sequence; gives the sum and the lowest fee granted.</summary>
    public static (decimal Granted, decimal Lowest) Clear(List<Bid> bids, decimal available)
    {
        var left = available;
        var lowest = 0m;
        foreach (var bid in bids.OrderByDescending(b => b.MaxFee).ThenBy(b => b.Sequence))
        {
            bid.Granted = Math.Min(bid.Volume, left);
            left -= bid.Granted;
            if (bid.Granted > 0) { lowest = bid.MaxFee; }
        }
        return (available - left, lowest);
    }
}
