namespace Clearing.Allocation.Facts;

/// <summary>The space that a seller uses on a day, as far as it is known.</summary>
/// <param name="UsedVolume">Cubic feet, 0 or more.</param>
/// <param name="IsCarried">True if it is carried from an earlier day.</param>
public readonly record struct KnownUse(long UsedVolume, bool IsCarried)
{
    /// <summary>
    /// The use of a day or, if it is unknown, of the latest earlier day on which it is known; null
    /// if there is none.
    /// </summary>
    /// <param name="factsOn">The facts of a day.</param>
    /// <param name="day">The day.</param>
    /// <param name="carryDays">How many days an unknown use looks back.</param>
    public static KnownUse? Of(Func<DateOnly, EffectiveDay> factsOn, DateOnly day, int carryDays)
    {
        for (var back = 0; back <= Math.Min(carryDays, day.DayNumber); back++)
        {
            if (factsOn(day.AddDays(-back)).Figures.UsedVolume is { } used)
            {
                return new(used, IsCarried: back > 0);
            }
        }
        return null;
    }

    /// <summary>x: the part of the use that stands on extra space.</summary>
    /// <param name="baseVolume">b: the confirmed base.</param>
    /// <param name="heldVolume">G: the extra volume, 0 or more.</param>
    public long ExtraUsedVolume(long baseVolume, long heldVolume) =>
        Math.Min(Math.Max(UsedVolume - baseVolume, 0), heldVolume);
}
