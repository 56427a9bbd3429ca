using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Clearing.Allocation.Facts;
using Clearing.Allocation.Runs;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The terms of a run, whether it begins now or by the calendar.</summary>
internal abstract record RunTermsBody
{
    [RegularExpression(Allocation.Calendars.Period.Pattern)]
    [Description("The period: a month or a quarter, as the zone's periods are.")]
    public virtual required string Period { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description("The zone's capacity in the period, in cubic feet.")]
    public required long CapacityVolume { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description("The capacity in the next period, in cubic feet; default as in the first.")]
    public long? SecondCapacityVolume { get; init; }

    [Whole(0, DayFigures.MaxVolume, LeftToMarket = true)]
    [Description("The capacity in the period after that, in cubic feet; default as in the second.")]
    public long? ThirdCapacityVolume { get; init; }

    protected RunBegin ToBegin(string id)
    {
        var second = SecondCapacityVolume ?? CapacityVolume;
        return new(id, Period, [CapacityVolume, second, ThirdCapacityVolume ?? second]);
    }
}
