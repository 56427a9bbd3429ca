namespace Clearing.Allocation.Bases;

/// <summary>
/// Cuts confirmed bases: step 4 above the floor, with the bases as targets (README, chapter 7).
/// </summary>
public static class BaseCut
{
    /// <summary>The ratio by which the bases above the floor are cut.</summary>
    /// <param name="aboveFloor">
    /// What the period's regular bases have above the floor of the rules in force, together, in
    /// cubic feet.
    /// </param>
    /// <param name="volume">
    /// The least volume that the cut takes, more than 0; rounding may take more.
    /// </param>
    /// <returns>Null if the floors would break: VOLUME_ABOVE_BASE.</returns>
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
