namespace Clearing.Market.Units;

/// <summary>Sums that need more than 63 bits.</summary>
public static class Sums
{
    /// <summary>
    /// The sum of volumes that need not be held at the same time: what is given back is granted again,
    /// so that the sum of grants may be many times the capacity.
    /// </summary>
    /// <param name="of">What is summed up.</param>
    /// <param name="volume">Its volume in cubic feet.</param>
    public static Int128 Total<T>(this IEnumerable<T> of, Func<T, long> volume) =>
        of.Aggregate(Int128.Zero, (sum, next) => sum + volume(next));
}
