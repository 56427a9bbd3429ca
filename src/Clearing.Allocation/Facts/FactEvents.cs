namespace Clearing.Allocation.Facts;

/// <summary>Something that happened to a seller's facts.</summary>
public abstract record FactEvent
{
    /// <summary>The id of the report or return.</summary>
    public abstract string Id { get; }
}

/// <summary>A report was taken.</summary>
/// <param name="Report">The report.</param>
public sealed record ReportRecorded(DayReport Report) : FactEvent
{
    /// <inheritdoc/>
    public override string Id => Report.Id;
}

/// <summary>Another report had the revision of the day; the answer is permanent.</summary>
/// <param name="Report">The report.</param>
public sealed record RevisionRefused(DayReport Report) : FactEvent
{
    /// <inheritdoc/>
    public override string Id => Report.Id;
}

/// <summary>A return was taken.</summary>
/// <param name="Return">The return.</param>
public sealed record ReturnRecorded(SalesReturn Return) : FactEvent
{
    /// <inheritdoc/>
    public override string Id => Return.Id;
}
