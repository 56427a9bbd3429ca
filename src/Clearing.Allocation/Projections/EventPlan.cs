namespace Clearing.Allocation.Projections;

/// <summary>
/// A deal or a launch that a seller plans. It counts only while an operator has confirmed it.
/// </summary>
/// <param name="Id">Unique among the seller's events in the zone: the idempotency key.</param>
/// <param name="FirstDay">Its first day; every week that it overlaps is lifted as a whole.</param>
/// <param name="LastDay">Its last day, inclusive.</param>
/// <param name="UpliftPpm">
/// What its weeks sell relative to the level, per million: 1 to 10^9; it replaces a lower season.
/// Null if it has none.
/// </param>
/// <param name="AddedMilliVolume">
/// Thousandths of a cubic foot that each of its weeks sells in addition: 0 to 10^16. Null if none.
/// </param>
/// <param name="Note">What it is: 1 to 200 characters; null if that is not said.</param>
[GenerateSerializer, Alias("Clearing.EventPlan"), Immutable]
public sealed record EventPlan(
    string Id, DateOnly FirstDay, DateOnly LastDay, long? UpliftPpm = null,
    long? AddedMilliVolume = null, string? Note = null)
{
    /// <summary>The highest uplift: a thousand times the level.</summary>
    public const long MaxUpliftPpm = 1_000_000_000;

    /// <summary>How many days a day may lie before or after today.</summary>
    public const int MaxDays = 730;

    /// <summary>How many events of a seller may wait, or be confirmed and not over.</summary>
    public const int MaxEvents = 100;
}
