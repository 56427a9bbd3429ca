namespace Clearing.Allocation.Overages;

/// <summary>The limit above which use is billed (README, chapters 1 and 5).</summary>
public static class OverageLimit
{
    /// <summary>
    /// The highest base ever announced for the period plus the extra volume of the day; null, for
    /// no limit, if one of the bases had none or none was announced. A market may grant more than
    /// 63 bits hold together with the base; the limit is then the largest number, which no use
    /// reaches.
    /// </summary>
    /// <param name="announced">
    /// Estimates and the confirmed base, null for no limit; after a cut, only the cut base.
    /// </param>
    /// <param name="heldVolume">The extra volume at the end of the day.</param>
    public static long? Of(IReadOnlyCollection<long?> announced, long heldVolume) =>
        announced.Count == 0 || announced.Contains(null)
            ? null
            : (long)Int128.Min(long.MaxValue, (Int128)announced.Max()!.Value + heldVolume);
}
