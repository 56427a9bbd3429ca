namespace Clearing.Market.Units;

/// <summary>Sums of volumes and of money, which 64 bits need not hold.</summary>
public static class Sums
{
    /// <summary>
    /// The sum of amounts. What is given back is granted again, so that grants may add up to many times
    /// the capacity.
    /// </summary>
    /// <param name="of">What is summed up.</param>
    /// <param name="amount">Its amount, such as cubic feet or minor units.</param>
    public static Int128 Total<T>(this IEnumerable<T> of, Func<T, Int128> amount) =>
        of.Aggregate(Int128.Zero, (sum, next) => sum + amount(next));
}
