using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The rounds to come: planned, moved and taken out before they close.</summary>
internal static class CalendarEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var calendar = v1.MapGroup(MarketInPath.Pattern + "/calendar");
        calendar.MapGet("", List).For(Role.Everyone).Produces<CalendarsAnswer>()
            .WithSummary("The rounds to come, by number.");
        calendar.MapPost("", Schedule).For(Role.Operator).Takes<ScheduleBody>()
            .WithQuery(AllowGap.Name).Produces<DoneAnswer>()
            .WithSummary("Put rounds in the calendar: they close and clear by themselves.");
        calendar.MapPut("/{round:int}", Move).For(Role.Operator).Takes<RescheduleBody>()
            .Produces<DoneAnswer>()
            .WithSummary(
                "Move a scheduled round before its close; the operator and the reason are recorded.");
        calendar.MapDelete("/{round:int}", Remove).For(Role.Operator).WithQuery("reason")
            .Produces<DoneAnswer>()
            .WithSummary("Take a round out of the calendar before its close, on record.");
    }

    private static async Task<IResult> List(
        MarketInPath market, Cluster cluster, CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        return report.Config is null
            ? Problem.Of(Codes.MarketUnknown, "market", market.Key).Result()
            : TypedResults.Ok(new CalendarsAnswer(
                market.Key, RoundNumbers.Next(report),
                [.. report.Calendar.Select(CalendarAnswer.Of)]));
    }

    private static async Task<IResult> Schedule(
        MarketInPath market, Body<ScheduleBody> body, AllowGap gap, Cluster cluster,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var (wrong, status) =
            await Plan(market.Key, body.Value, gap, cluster, clock, cancellationToken);
        return wrong?.Result() ?? StatusResults.Of($"{body.Value.Round}", status, body.Place);
    }

    /// <summary>Plans rounds: why they cannot be planned now, or what the market says.</summary>
    internal static async Task<(Problem? Wrong, ScheduleStatus Status)> Plan(
        string market, ScheduleBody sent, AllowGap gap, Cluster cluster, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var rounds = sent.ToRounds();
        var report = await cluster.Ask(cluster.Market(market).Report(), cancellationToken);
        // A round that is already planned was once in the future: planning it again changes
        // nothing.
        var known = rounds.All(report.Calendar.Contains);
        var wrong = known || report.Config is null
            ? null
            : Past(rounds[0], clock)
                ?? RoundNumbers.PlanningRefusal(report, rounds[0].Terms.Round, gap);
        return wrong is not null
            ? (wrong, default)
            : (null, await cluster.Ask(
                cluster.Market(market).ScheduleMany(rounds), cancellationToken));
    }

    private static async Task<IResult> Move(
        MarketInPath market, int round, Body<RescheduleBody> body, Caller caller, Cluster cluster,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        var planned = report.Calendar.FirstOrDefault(known => known.Terms.Round == round);
        var moved = body.Value.ToRound(planned?.Terms ?? new RoundTerms(round, new(0)));
        if (planned is not null && Past(moved, clock) is { } past) { return past.Result(); }
        var status = await cluster.Ask(
            cluster.Market(market.Key).Reschedule(moved, caller.Subject, body.Value.Reason),
            cancellationToken);
        return await Reply(round, status, market, body.Place, cluster, cancellationToken);
    }

    private static async Task<IResult> Remove(
        MarketInPath market, int round, Caller caller, HttpContext context, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var reason = context.Request.Query["reason"].ToString();
        if (reason.Length is 0 or > 200)
        {
            return Problem.Of(
                Codes.FieldInvalid, "reason", reason, 200,
                "must have 1 to 200 characters").Result();
        }
        var status = await cluster.Ask(
            cluster.Market(market.Key).Unschedule(round, caller.Subject, reason),
            cancellationToken);
        return await Reply(round, status, market, null, cluster, cancellationToken);
    }

    private static async Task<IResult> Reply(
        int round, RescheduleStatus status, MarketInPath market, Formats.JsonPlace? body,
        Cluster cluster, CancellationToken cancellationToken) =>
        status == RescheduleStatus.RoundNotPlanned
            ? Problem.Of("ROUND_NOT_PLANNED", "round", $"{round}").Result()
            : StatusResults.Of($"{round}", status, body);

    private static Problem? Past(ScheduledRound round, TimeProvider clock) =>
        round.ClosesAt > clock.GetUtcNow()
            ? null
            : Problem.Of(
                Codes.ClosesInPast, "closes_at",
                $"{round.ClosesAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
                detail: "A round that is due closes and clears at once, which nobody can take back.");
}
