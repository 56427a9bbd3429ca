using System.ComponentModel;
using Clearing.Allocation.Overages;
using Clearing.Allocation.Warnings;
using Clearing.Allocation.Zones;

namespace Clearing.Gateway;

/// <summary>A seller's overage in a zone and month.</summary>
internal sealed record OverageAnswer(
    string Zone, string Month, string Currency, int MinorExponent,
    [property: Description("The market whose statement shows the fee.")]
    string Market,
    [property: Description("The days above the limit.")]
    ImmutableArray<OverDayAnswer> Over,
    [property: Description("The sum of the billed volumes.")]
    Int128 BilledVolumeDays,
    int DaysOfMonth,
    [property: Description("The fee by the current facts: rate × volume-days ÷ days, rounded down.")]
    Int128 FeeMinor,
    [property: Description(
        "The sum of the zone's bill and its corrections; null until there is a bill. An account takes "
        + "them at zero in a market that was opened before its zone was configured.")]
    Int128? BilledMinor,
    [property: Description(
        "What the seller may still send in, as of the newest day of the month whose use is known: allocation less "
        + "use and open shipments, at least 0. Null without such a day, a confirmed base or a limit.")]
    long? RoomToSendVolume)
{
    public static OverageAnswer Of(string zone, ZoneTerms terms, OverageView view) => new(
        zone, $"{view.Month:yyyy-MM}", terms.Currency, terms.MinorExponent, view.Market,
        [.. view.Bill.Over.Select(OverDayAnswer.Of)],
        view.Bill.BilledVolumeDays, view.Bill.DaysOfMonth, view.Bill.FeeMinor,
        view.Billed?.BilledMinor, view.RoomToSend);
}

/// <summary>A day above the overage limit.</summary>
internal sealed record OverDayAnswer(
    DateOnly Day, long LimitVolume, long OverVolume,
    [property: Description("0 on a free day.")]
    long BilledVolume)
{
    public static OverDayAnswer Of(OverDay day) =>
        new(day.Day, day.LimitVolume, day.OverVolume, day.BilledVolume);
}

/// <summary>A page of a seller's notices.</summary>
/// <param name="Currency">The currency of the fees in the notices.</param>
/// <param name="MinorExponent">The number of decimal digits of its minor unit.</param>
/// <param name="Notices">The notices, oldest first.</param>
/// <param name="NextCursor">The cursor of the next page; null after the last one.</param>
internal sealed record CapacityNoticesAnswer(
    string Currency, int MinorExponent, ImmutableArray<CapacityNoticeAnswer> Notices,
    string? NextCursor);

/// <summary>A notice to a seller about its use, its limit or a planned event.</summary>
internal sealed record CapacityNoticeAnswer(
    [property: Description("Runs from 1 without gaps.")]
    int Number,
    CapacityNoticeKind Kind,
    [property: Description(
        "The day of facts that it is about; the first day of a cut or an event.")]
    DateOnly Day,
    WarningLevel Level,
    [property: Description("0 where an event was decided, as are the open shipments and the fee.")]
    long UsedVolume,
    [property: Description("The overage limit of the day; null for none, and for an event.")]
    long? LimitVolume,
    [property: Description("Open shipments.")]
    long InboundVolume,
    [property: Description("The month's overage fee so far; 0 where a base is cut.")]
    Int128 OverageFeeMinor,
    [property: Description("The first day above the limit if sales are as projected.")]
    DateOnly? ExpectedExceedsOn,
    [property: Description("The same if sales are weak.")]
    DateOnly? HighExceedsOn,
    [property: Description("What was decided on a planned event; null in any other notice.")]
    EventDecisionAnswer? Event,
    string Zone,
    [property: Description("The currency of the fee; null during an upgrade of silos.")]
    string? Currency,
    [property: Description("The decimal digits of its minor unit; null with the currency.")]
    int? MinorExponent)
{
    public static CapacityNoticeAnswer Of(string zone, ZoneTerms? terms, CapacityNotice notice) => new(
        notice.Number, notice.Kind, notice.Day, notice.Level, notice.UsedVolume,
        notice.LimitVolume, notice.InboundVolume, notice.OverageFeeMinor,
        notice.ExpectedExceedsOn, notice.HighExceedsOn, EventDecisionAnswer.Of(notice.Event),
        zone, terms?.Currency, terms?.MinorExponent);
}
