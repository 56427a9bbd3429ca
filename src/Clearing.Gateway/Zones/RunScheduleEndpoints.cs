using System.ComponentModel;
using Clearing.Allocation.Runs;

namespace Clearing.Gateway;

/// <summary>The endpoints for runs that the zone's calendar begins and confirms.</summary>
internal static class RunScheduleEndpoints
{
    public static void Map(RouteGroupBuilder zone)
    {
        zone.MapPost("/schedule", Schedule).For(Role.Operator).Takes<RunScheduleBody>()
            .Produces<DoneAnswer>()
            .WithSummary(
                "Schedule a run: it begins after the period's cut-off and is confirmed on the day "
                + "of the announcement.");
        zone.MapGet("/schedule", List).For(Role.Operator | Role.Auditor).Produces<SchedulesAnswer>()
            .WithSummary("The scheduled runs, by period, and how far each has come.");
        zone.MapDelete("/schedule/{schedule}", Remove).For(Role.Operator).Produces<DoneAnswer>()
            .WithSummary("Withdraw a schedule. A draft that it began waits for an operator.");
    }

    private static Task<IResult> Schedule(
        ZoneInPath zone, Body<RunScheduleBody> body, Cluster cluster, InFlightCommands inFlight,
        CancellationToken cancellationToken)
    {
        var begin = body.Value.ToBegin();
        var grain = cluster.Zone(zone.Key);
        return inFlight.Run(
            $"schedules {zone.Key}", begin.Id, body.Place,
            () => cluster.Ask(grain.AnsweredSchedules([begin.Id]), cancellationToken),
            () => cluster.Ask(grain.Schedule(begin), cancellationToken));
    }

    private static async Task<IResult> List(
        ZoneInPath zone, Cluster cluster, CancellationToken cancellationToken)
    {
        if ((await cluster.Find(zone, cancellationToken)).Problem is { } unknown)
        {
            return unknown.Result();
        }
        var schedules = await cluster.Ask(cluster.Zone(zone.Key).Schedules(), cancellationToken);
        return TypedResults.Ok(new SchedulesAnswer([.. schedules.Select(ScheduleAnswer.Of)]));
    }

    private static async Task<IResult> Remove(
        ZoneInPath zone, string schedule, Cluster cluster, CancellationToken cancellationToken)
    {
        var grain = cluster.Zone(zone.Key);
        var schedules = await cluster.Ask(grain.Schedules(), cancellationToken);
        var status = await cluster.Ask(grain.Unschedule(schedule), cancellationToken);
        return StatusResults.Of(
            schedule, status, body: null,
            known: status == RunUnscheduleStatus.Unscheduled
                && schedules.All(known => known.Begin.Id != schedule));
    }

    internal sealed record SchedulesAnswer(ImmutableArray<ScheduleAnswer> Schedules);

    internal sealed record ScheduleAnswer(
        string ScheduleId, string Period, long CapacityVolume,
        long SecondCapacityVolume, long ThirdCapacityVolume,
        [property: Description("The run begins on the day after this Sunday.")]
        DateOnly CutOffDay,
        [property: Description("The day on which the draft is confirmed.")]
        DateOnly AnnounceDay,
        ScheduledStage Stage,
        [property: Description("The period's latest run, even if an operator began it; null while it waits.")]
        string? RunId)
    {
        public static ScheduleAnswer Of(ScheduledRun scheduled) => new(
            scheduled.Begin.Id, scheduled.Begin.Period, scheduled.Begin.CapacityOf(0),
            scheduled.Begin.CapacityOf(1), scheduled.Begin.CapacityOf(2),
            scheduled.Calendar.CutOffDay, scheduled.Calendar.AnnounceDay, scheduled.Stage,
            scheduled.Run);
    }
}
