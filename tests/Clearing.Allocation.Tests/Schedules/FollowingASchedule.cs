using Clearing.Allocation.Schedules;

namespace Clearing.Allocation.Tests.Schedules;

public class FollowingASchedule
{
    private static readonly DateOnly First = new(2026, 11, 1);

    [Fact]
    public void The_last_step_counts_from_its_day_on_and_nothing_before_the_first()
    {
        var schedule = new Schedule([new(First, 10), new(First.AddDays(2), null)]);

        Assert.Equal(
            [0, 10, 10, null, null],
            Enumerable.Range(-1, 5).Select(day => schedule.At(First.AddDays(day))));
        Assert.Equal(0, new Schedule([]).At(First));
    }
}
