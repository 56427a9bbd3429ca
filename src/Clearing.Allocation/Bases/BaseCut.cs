namespace Clearing.Allocation.Bases;

/// <summary>
/// Cuts confirmed bases: step 4 above the floor, with the bases as targets (README, chapter 7).
/// </summary>
public static class BaseCut
{
    /// <summary>The ratio by which the bases above the floor are cut.</summary>
    /// <param name="bases">The bases of the period's regular sellers.</param>
    /// <param name="volume">The least volume that the cut takes; rounding may take more.</param>
    /// <param name="floorVolume">The floor of the rules in force; bases up to it stay.</param>
    /// <returns>Null if the floors would break: VOLUME_ABOVE_BASE.</returns>
    public static Ration? RationOf(IEnumerable<long> bases, long volume, long floorVolume)
    {
        var (sum, floors) = ((Int128)0, (Int128)0);
        foreach (var above in bases.Where(of => of > floorVolume))
        {
            sum += above;
            floors += floorVolume;
        }
        return RationOf(sum - floors, volume);
    }

    /// <summary>The same where only the sum is known.</summary>
    /// <param name="aboveFloor">What the regular bases have above the floor, together.</param>
    /// <param name="volume">The least volume that the cut takes, more than 0.</param>
    public static Ration? RationOf(Int128 aboveFloor, long volume) => volume > aboveFloor
        ? null
        : new(RationKind.AboveFloor, aboveFloor - volume, aboveFloor);

    /// <summary>A base after the cut.</summary>
    /// <param name="baseVolume">The regular base before it.</param>
    /// <param name="ration">The cut's ratio.</param>
    /// <param name="floorVolume">The floor of the rules in force.</param>
    public static long Of(long baseVolume, Ration ration, long floorVolume) =>
        baseVolume <= floorVolume ? baseVolume : ration.Base(baseVolume, floorVolume);
}
