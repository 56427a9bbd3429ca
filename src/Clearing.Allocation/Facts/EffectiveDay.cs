namespace Clearing.Allocation.Facts;

/// <summary>The facts of a day: its report with the highest revision, and its returns.</summary>
/// <param name="Day">A date in the region's time zone.</param>
/// <param name="Revision">The effective report's revision; null if no report was taken.</param>
/// <param name="Figures">The effective report's figures; all unknown without one.</param>
/// <param name="ReturnedMinor">The sum of the day's returns; null if there is none.</param>
[GenerateSerializer, Alias("Clearing.EffectiveDay"), Immutable]
public sealed record EffectiveDay(
    DateOnly Day, long? Revision, DayFigures Figures, Int128? ReturnedMinor)
{
    /// <summary>True if the day's net sales are known: it has sales or a return.</summary>
    public bool HasSales => Figures.SalesMinor is not null || ReturnedMinor is not null;

    /// <summary>Sales less returns in minor units; unknown sales count as 0.</summary>
    public Int128 NetSalesMinor => (Figures.SalesMinor ?? 0) - (ReturnedMinor ?? 0);
}
