using Clearing.Allocation.Projections;
using Clearing.Pages.Reading;

namespace Clearing.Pages.Sellers;

/// <summary>
/// What is entered in the dialog that proposes an event. It says what cannot be read; the zone
/// decides on the rest, in the API's words.
/// </summary>
internal sealed class EventDraft
{
    // Millionths of the level in a per cent, and thousandths of a cubic foot.
    private const int PercentDigits = 4;
    private const int VolumeDigits = 3;

    public string FirstDay { get; set; } = "";

    public string LastDay { get; set; } = "";

    public string Uplift { get; set; } = "";

    public string Added { get; set; } = "";

    public string Note { get; set; } = "";

    /// <summary>What is wrong with the first day; null if nothing is, or if it is empty.</summary>
    public Failure? FirstDayError => DayError("first_day", FirstDay);

    /// <summary>What is wrong with the last day.</summary>
    public Failure? LastDayError => DayError("last_day", LastDay);

    /// <summary>What is wrong with the uplift.</summary>
    public Failure? UpliftError => Uplift.Length == 0 || UpliftPpm is not null
        ? null
        : Unread("uplift_ppm", Uplift, "It is a number of per cent, such as 250.");

    /// <summary>What is wrong with the added volume.</summary>
    public Failure? AddedError => Added.Length == 0 || AddedMilliVolume is not null
        ? null
        : Unread("added_milli_volume", Added, "It is a number of cubic feet, such as 120.5.");

    private long? UpliftPpm => Scaled(Uplift, PercentDigits);

    private long? AddedMilliVolume => Scaled(Added, VolumeDigits);

    /// <summary>The event as it would be proposed; null if something cannot be read.</summary>
    /// <param name="id">The event's id.</param>
    public EventPlan? ToPlan(string id) =>
        TypedNumber.Day(FirstDay) is { } first && TypedNumber.Day(LastDay) is { } last
        && UpliftError is null && AddedError is null
            ? new(id, first, last, UpliftPpm, AddedMilliVolume, Note.Length == 0 ? null : Note)
            : null;

    private static Failure? DayError(string field, string text) =>
        text.Length == 0 || TypedNumber.Day(text) is not null
            ? null
            : Unread(field, text, "It is a day such as 2026-11-20.");

    private static long? Scaled(string text, int digits) =>
        TypedNumber.Money(text, digits) is { } scaled ? (long)scaled.Minor : null;

    private static Failure Unread(string field, string value, string rule) =>
        new(Codes.FieldInvalid, rule, field, value);
}
