namespace Clearing.Allocation.Facts;

/// <summary>Something that happened to a seller's facts.</summary>
public abstract record FactEvent;

/// <summary>A report was taken.</summary>
/// <param name="Report">The report.</param>
public sealed record ReportRecorded(DayReport Report) : FactEvent;

/// <summary>A report's revision of its day was another's: the answer is kept.</summary>
/// <param name="Report">The report.</param>
public sealed record RevisionRefused(DayReport Report) : FactEvent;

/// <summary>A return was taken.</summary>
/// <param name="Return">The return.</param>
public sealed record ReturnRecorded(SalesReturn Return) : FactEvent;
