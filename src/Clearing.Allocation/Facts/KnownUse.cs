namespace Clearing.Allocation.Facts;

/// <summary>The space that a seller uses on a day, as far as it is known.</summary>
/// <param name="UsedVolume">Cubic feet, 0 or more.</param>
/// <param name="IsCarried">True if it is carried from an earlier day.</param>
public readonly record struct KnownUse(long UsedVolume, bool IsCarried)
{
    /// <summary>x: the part of the use that stands on extra space.</summary>
    /// <param name="baseVolume">b: the confirmed base.</param>
    /// <param name="heldVolume">G: the extra volume, 0 or more.</param>
    public long ExtraUsedVolume(long baseVolume, long heldVolume) =>
        Math.Min(Math.Max(UsedVolume - baseVolume, 0), heldVolume);
}
