namespace Clearing.Market.Sellers;

/// <summary>What the use of an allocation earns for the next period.</summary>
internal static class UseRule
{
    private const int GoodUsePercent = 80;

    /// <summary>
    /// If 80 % of the allocation or more was used, the next base is what was used, but at least the
    /// base and at most the allocation. Otherwise the base stays.
    /// </summary>
    public static long NextBase(long baseVolume, long allocation, long? used)
    {
        var good = used is { } volume
            && (Int128)volume * 100 >= (Int128)allocation * GoodUsePercent;
        return good ? Math.Max(baseVolume, Math.Min(used!.Value, allocation)) : baseVolume;
    }
}
