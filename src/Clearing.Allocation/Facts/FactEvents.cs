namespace Clearing.Allocation.Facts;

/// <summary>Something that happened to a seller's facts.</summary>
public abstract record FactEvent;

/// <summary>A report was taken.</summary>
/// <param name="Report">The report.</param>
public sealed record ReportRecorded(DayReport Report) : FactEvent;

/// <summary>Another report had the revision of the day; the answer is permanent.</summary>
/// <param name="Report">The report.</param>
public sealed record RevisionRefused(DayReport Report) : FactEvent;

/// <summary>A return was taken.</summary>
/// <param name="Return">The return.</param>
public sealed record ReturnRecorded(SalesReturn Return) : FactEvent;
