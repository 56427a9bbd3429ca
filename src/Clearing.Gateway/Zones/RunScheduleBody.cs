using System.ComponentModel;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>A run that the zone begins and confirms by its calendar.</summary>
internal sealed record RunScheduleBody : IBody<RunScheduleBody>
{
    public static string Example =>
        """{"schedule_id":"nov","period":"2026-11","capacity_volume":40000}""";

    [CommandId]
    [Description("Chosen by you, unique among the zone's schedules. The run's id is this with @1.")]
    public string? ScheduleId { get; init; }

    [Description("A month or a quarter, as the zone's periods are.")]
    public required string Period { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description("The zone's cubic feet in the period.")]
    public required long CapacityVolume { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description("Those in the next period; default as many.")]
    public long? SecondCapacityVolume { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description("Those in the period after that; default as many as in the next.")]
    public long? ThirdCapacityVolume { get; init; }

    internal RunBegin ToBegin()
    {
        var second = SecondCapacityVolume ?? CapacityVolume;
        return new(
            ScheduleId!, Period, [CapacityVolume, second, ThirdCapacityVolume ?? second]);
    }
}
