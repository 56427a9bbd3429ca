namespace Clearing.Allocation.Calendars;

/// <summary>How long the periods of an operator are; one kind per operator.</summary>
[GenerateSerializer, Alias("Clearing.PeriodKind")]
public enum PeriodKind
{
    /// <summary>Calendar months, such as <c>2026-11</c>.</summary>
    Month = 0,

    /// <summary>Calendar quarters, such as <c>2026-Q4</c>.</summary>
    Quarter = 1,
}
