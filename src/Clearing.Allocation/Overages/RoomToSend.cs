namespace Clearing.Allocation.Overages;

/// <summary>What a seller may still send in (README, chapter 5).</summary>
public static class RoomToSend
{
    /// <summary>
    /// The allocation less what is used and what is on its way, in cubic feet, and at least 0; null for no
    /// limit.
    /// </summary>
    /// <param name="baseVolume">The confirmed base; null if there is none or it is no limit.</param>
    /// <param name="heldVolume">The extra volume at the end of the day.</param>
    /// <param name="usedVolume">The day's average on hand.</param>
    /// <param name="inboundVolume">Open shipments.</param>
    public static long? Of(long? baseVolume, long heldVolume, long usedVolume, long inboundVolume) =>
        baseVolume is { } volume
            ? (long)Int128.Clamp(
                (Int128)volume + heldVolume - usedVolume - inboundVolume, 0, long.MaxValue)
            : null;
}
