using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Clearing.Allocation.Bases;
using Clearing.Allocation.Facts;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A base that the operator sets for one seller and period.</summary>
internal sealed record OverrideBody : IBody<OverrideBody>
{
    public static string Example =>
        """{"period":"2026-11","seller":"acme","volume":900,"note":"a fair in their town"}""";

    [RegularExpression(Allocation.Calendars.Period.Pattern)]
    [Description(
        "The period: a month or a quarter, as the zone's periods are; its bases are not "
        + "confirmed yet.")]
    public required string Period { get; init; }

    [IdText, Description("A seller that takes part in the zone.")]
    public required string Seller { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description(
        "The base, in cubic feet; null, or leaving it out, withdraws an earlier override.")]
    public long? Volume { get; init; }

    [Text(BaseOverride.MaxNoteLength)]
    [Description("The reason: 1 to 500 characters; it is kept in the journal.")]
    public required string Note { get; init; }

    internal BaseOverride ToOverride() => new(Period, Seller, Volume, Note);
}
