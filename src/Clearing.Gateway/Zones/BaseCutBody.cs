using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Clearing.Allocation.Bases;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A cut of a period's confirmed bases.</summary>
internal sealed record BaseCutBody : IBody<BaseCutBody>
{
    public static string Example =>
        """{"cut_id":"roof","period":"2026-11","volume":500,"from":"2026-11-20"}""";

    [ZoneCommandId]
    [Description(
        "Chosen by you, unique among the zone's runs, confirmations and cuts: the idempotency "
        + "key.")]
    public string? CutId { get; init; }

    [RegularExpression(Allocation.Calendars.Period.Pattern)]
    [Description(
        "The period whose bases are cut: a month or a quarter, as the zone's periods are; its "
        + "bases are confirmed.")]
    public required string Period { get; init; }

    [Description(
        "The cubic feet that the regular bases lose together, at the least; no base falls "
        + "below the floor.")]
    public required long Volume { get; init; }

    [Description(
        "The first day of the cut: base_cut_notice_days ahead or later, within the period.")]
    public required DateOnly From { get; init; }

    internal CutBase ToCut() => new(CutId!, Period, Volume, From);
}
