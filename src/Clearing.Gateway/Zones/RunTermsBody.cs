using System.ComponentModel;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The terms of a run, whether it begins now or by the calendar.</summary>
internal abstract record RunTermsBody
{
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

    protected RunBegin ToBegin(string id)
    {
        var second = SecondCapacityVolume ?? CapacityVolume;
        return new(id, Period, [CapacityVolume, second, ThirdCapacityVolume ?? second]);
    }
}
