namespace Clearing.Allocation.Facts;

/// <summary>A seller's report of one day in a zone.</summary>
/// <param name="Id">The client's id; unique among the seller's reports and returns.</param>
/// <param name="Day">A date in the region's time zone.</param>
/// <param name="Revision">
/// 0 or more. The report with the highest revision gives the day's facts, as a whole.
/// </param>
/// <param name="Figures">What is known of the day.</param>
[GenerateSerializer, Alias("Clearing.DayReport"), Immutable]
public sealed record DayReport(string Id, DateOnly Day, long Revision, DayFigures Figures);
