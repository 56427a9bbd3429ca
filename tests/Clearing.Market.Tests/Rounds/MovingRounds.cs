namespace Clearing.Market.Tests;

/// <summary>A planned round whose book is open can be moved and taken out of the calendar.</summary>
public sealed class MovingRounds
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CalendarChange Change = new("olga", "a later start", Noon);

    private readonly TestMarket _test = new();

    public MovingRounds()
    {
        foreach (var number in (int[])[1, 2, 3]) { _test.Do(_test.Market.Schedule(Round(number, number))); }
    }

    [Fact]
    public void A_round_is_moved_and_keeps_its_number()
    {
        Assert.Equal(RescheduleStatus.Done, Move(Round(2, 3, reserve: 7)));

        Assert.Equal<ScheduledRound>([Round(1, 1), Round(2, 3, reserve: 7), Round(3, 3)], _test.Market.Calendar);
        Assert.Empty(_test.Market.Schedule(Round(2, 3, reserve: 7)).Events);
        Assert.Equal(ScheduleStatus.RoundDiffers, _test.Market.Schedule(Round(2, 2)).Answer);
        var entry = _test.Market.Audit(0, 99)[^1];
        Assert.Equal((ActKind.RoundRescheduled, "olga", "a later start"), (entry.Kind, entry.By, entry.Reason));
    }

    [Fact]
    public void A_round_that_is_there_already_is_moved_by_nothing() =>
        Assert.Empty(_test.Market.Reschedule(Round(2, 2), Change).Events);

    [Theory]
    [InlineData(2, 1, RescheduleStatus.Done)]
    [InlineData(2, 3, RescheduleStatus.Done)]
    [InlineData(2, 0, RescheduleStatus.OutOfSequence)]
    [InlineData(2, 4, RescheduleStatus.OutOfSequence)]
    [InlineData(4, 4, RescheduleStatus.RoundNotPlanned)]
    public void A_round_is_moved_between_its_neighbours(int number, int hour, RescheduleStatus expected) =>
        Assert.Equal(expected, _test.Market.Reschedule(Round(number, hour), Change).Answer);

    [Fact]
    public void A_reserve_below_zero_and_a_change_without_a_reason_are_refused()
    {
        Assert.Equal(RescheduleStatus.ReserveNegative, Move(Round(2, 2, reserve: -1)));
        Assert.Equal(RescheduleStatus.Done, Move(Round(2, 2, reserve: 1)));
        Assert.Equal(
            RescheduleStatus.ReasonMalformed,
            _test.Market.Reschedule(Round(2, 2), Change with { Reason = " " }).Answer);
        Assert.Equal(
            RescheduleStatus.ReasonMalformed, _test.Market.Unschedule(2, Change with { Reason = "" }).Answer);
    }

    [Fact]
    public void A_round_whose_book_is_closed_stays_where_it_is()
    {
        _test.Close(1);

        Assert.Equal(RescheduleStatus.BookClosed, Move(Round(1, 0)));
        Assert.Equal(RescheduleStatus.BookClosed, _test.Market.Unschedule(1, Change).Answer);
        Assert.Equal(RescheduleStatus.Done, Move(Round(2, 3)));
    }

    [Fact]
    public void A_round_is_taken_out_once_and_can_be_planned_anew()
    {
        Assert.Equal(RescheduleStatus.Done, _test.Do(_test.Market.Unschedule(2, Change)));
        Assert.Equal([1, 3], _test.Market.Calendar.Select(round => round.Terms.Round));
        var again = _test.Market.Unschedule(2, Change);
        Assert.Equal(RescheduleStatus.Done, again.Answer);
        Assert.Empty(again.Events);
        Assert.Equal(RescheduleStatus.RoundNotPlanned, _test.Market.Unschedule(4, Change).Answer);

        Assert.Single(_test.Market.Schedule(Round(2, 2)).Events);
    }

    [Fact]
    public void A_plan_is_checked_before_there_is_a_market_as_if_it_were_open()
    {
        var market = new CapacityMarket(TestMarket.Key);

        Assert.Equal(ScheduleStatus.Scheduled, market.CheckSchedule([], [Round(1, 1), Round(2, 1)]));
        Assert.Equal(ScheduleStatus.OutOfSequence, market.CheckSchedule([Round(1, 1)], [Round(2, 0)]));
        Assert.Equal(ScheduleStatus.RoundDiffers, market.CheckSchedule([Round(1, 1)], [Round(1, 2)]));
        Assert.Equal(ScheduleStatus.Scheduled, market.CheckSchedule([Round(1, 1)], [Round(1, 1)]));
        Assert.Equal(MarketStage.Unknown, market.Stage);
        Assert.Equal(ScheduleStatus.RoundDiffers, _test.Market.CheckSchedule([], [Round(1, 2)]));
        Assert.Equal(ScheduleStatus.OutOfSequence, _test.Market.CheckSchedule([Round(5, 5)], [Round(4, 6)]));
    }

    [Fact]
    public void A_round_with_which_the_pool_would_overflow_when_it_is_due_is_not_planned()
    {
        // The three rounds add 5 each, and 7 wait for the next one.
        _test.Add(7);
        var most = long.MaxValue - 22;

        Assert.Equal(ScheduleStatus.PoolOverflow, _test.Market.Schedule(Round(4, 4, delta: most + 1)).Answer);
        Assert.Equal(ScheduleStatus.Scheduled, _test.Market.Schedule(Round(4, 4, delta: most)).Answer);
        // The rounds after it count as well, and what a moved round had does not.
        Assert.Equal(RescheduleStatus.PoolOverflow, Move(Round(1, 1, delta: long.MaxValue - 16)));
        Assert.Equal(RescheduleStatus.Done, Move(Round(1, 1, delta: long.MaxValue - 17)));
        Assert.Equal(RescheduleStatus.PoolOverflow, Move(Round(3, 3, delta: 6)));
        Assert.Equal(
            ScheduleStatus.PoolOverflow,
            new CapacityMarket(TestMarket.Key).CheckSchedule(
                [Round(1, 1, delta: long.MaxValue)], [Round(2, 2, delta: 1)]));
    }

    private static ScheduledRound Round(int number, int hour, long reserve = 0, long delta = 5) =>
        new(new RoundTerms(number, new CubicFeet(delta), new Fee(reserve)), Noon.AddHours(hour));

    private RescheduleStatus Move(ScheduledRound round) => _test.Do(_test.Market.Reschedule(round, Change));
}
