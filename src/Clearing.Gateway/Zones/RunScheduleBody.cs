using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Clearing.Allocation.Runs;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A run that begins and is confirmed by the zone's calendar.</summary>
internal sealed record RunScheduleBody : RunTermsBody, IBody<RunScheduleBody>
{
    public static string Example =>
        """{"schedule_id":"nov","period":"2026-11","capacity_volume":40000}""";

    [ZoneCommandId]
    [Description(
        "Chosen by you, unique among the zone's schedules: the idempotency key. The run's id "
        + "is this id with @1.")]
    public string? ScheduleId { get; init; }

    [RegularExpression(Allocation.Calendars.Period.Pattern)]
    [Description("The period: a month or a quarter, as the zone's periods are. It is not over.")]
    public override required string Period { get; init; }

    internal RunBegin ToBegin() => ToBegin(ScheduleId!);
}
