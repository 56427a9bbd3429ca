using Clearing.Allocation.Facts;

namespace Clearing.Allocation.Attributions;

/// <summary>
/// How much of one day's sales is due to extra space, and why (README, chapter 6).
/// </summary>
/// <param name="Day">The day, within the market's period.</param>
/// <param name="Reason">Why it counts or does not.</param>
/// <param name="UsedVolume">
/// u: cubic feet in use, possibly carried from an earlier day; null if unknown.
/// </param>
/// <param name="BaseVolume">b: the confirmed base; null for no limit.</param>
/// <param name="HeldVolume">G: the extra volume at the end of the day.</param>
/// <param name="ExtraUsedVolume">x: how much of it was in use; 0 if the day does not count.</param>
/// <param name="NetSalesMinor">s: sales less returns, in minor units.</param>
/// <param name="IncrementalMinor">s·x ÷ u, rounded toward zero.</param>
[GenerateSerializer, Alias("Clearing.AttributionLine"), Immutable]
public sealed record AttributionLine(
    DateOnly Day,
    LineReason Reason,
    long? UsedVolume,
    long? BaseVolume,
    long HeldVolume,
    long ExtraUsedVolume,
    Int128 NetSalesMinor,
    Int128 IncrementalMinor)
{
    /// <summary>
    /// Computes the line of a day. Sales are spread evenly over every cubic foot in use.
    /// </summary>
    /// <param name="facts">The facts of the day.</param>
    /// <param name="use">The use of the day, possibly carried; null if unknown.</param>
    /// <param name="baseVolume">The confirmed base; null for no limit.</param>
    /// <param name="heldVolume">The extra volume at the end of the day, 0 or more.</param>
    public static AttributionLine Of(
        EffectiveDay facts, KnownUse? use, long? baseVolume, long heldVolume)
    {
        var reason = ReasonOf(facts, use, baseVolume, heldVolume);
        var counts = reason is LineReason.Estimated or LineReason.Counted;
        var extra = counts ? use!.Value.ExtraUsedVolume(baseVolume!.Value, heldVolume) : 0;
        var sales = facts.NetSalesMinor;
        return new(
            facts.Day, reason, use?.UsedVolume, baseVolume, heldVolume, extra, sales,
            extra == 0 ? 0 : sales * extra / use!.Value.UsedVolume);
    }

    private static LineReason ReasonOf(
        EffectiveDay facts, KnownUse? use, long? baseVolume, long heldVolume)
    {
        if (!facts.HasSales) { return LineReason.NoSales; }
        if (baseVolume is not { } limit) { return LineReason.NoLimit; }
        if (heldVolume == 0) { return LineReason.NoExtra; }
        if (use is not { } known) { return LineReason.UseUnknown; }
        if (known.UsedVolume == 0) { return LineReason.NoUse; }
        if (known.UsedVolume <= limit) { return LineReason.WithinBase; }
        return known.IsCarried ? LineReason.Estimated : LineReason.Counted;
    }
}
