using System.Text.Json.Serialization;

namespace Clearing.Allocation.Projections;

/// <summary>A deal or a launch that the operator confirmed, in weeks after the cut-off.</summary>
/// <param name="FromWeek">The first week that it overlaps; week 1 follows the cut-off.</param>
/// <param name="ToWeek">The last week that it overlaps.</param>
/// <param name="UpliftPpm">The uplift of those weeks; null if it has none.</param>
/// <param name="AddedMilliVolume">What each of those weeks sells in addition.</param>
[GenerateSerializer, Alias("Clearing.PlannedEvent"), Immutable]
public readonly record struct PlannedEvent(
    int FromWeek, int ToWeek, long? UpliftPpm, long AddedMilliVolume)
{
    /// <summary>The id of the seller's event; null in a case file, whose events have none.</summary>
    [Id(0), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    /// <summary>True if it counts in a week.</summary>
    public bool Overlaps(int week) => FromWeek <= week && week <= ToWeek;
}
