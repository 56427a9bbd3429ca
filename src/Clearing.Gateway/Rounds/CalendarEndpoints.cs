using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The endpoints that plan, move and remove rounds before they close.</summary>
internal static class CalendarEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var calendar = v1.MapGroup(MarketInPath.Pattern + "/calendar");
        calendar.MapGet("", List).For(Role.Everyone).Produces<CalendarsAnswer>()
            .WithSummary("The rounds to come, by number.");
        calendar.MapPost("", Schedule).For(Role.Operator).Takes<ScheduleBody>()
            .WithQuery(AllowGap.Name, DryRun.Name).Produces<DoneAnswer>()
            .WithSummary(
                "Put rounds in the calendar: they close and clear by themselves. With dry_run=true: "
                + "what that would answer.");
        calendar.MapPut("/{round}", Move).For(Role.Operator).Takes<RescheduleBody>()
            .Produces<DoneAnswer>()
            .WithSummary(
                "Move a scheduled round before its close; the operator and the reason are recorded.");
        calendar.MapDelete("/{round}", Remove).For(Role.Operator).NeedsQuery("reason")
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
        MarketInPath market, Body<ScheduleBody> body, AllowGap gap, DryRun dryRun, Cluster cluster,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var planning = new Planning(market.Key, cluster, clock, gap);
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        if (report.Config is null)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        var (wrong, status) = await planning.Plan(
            body.Value.ToRounds(), report, dryRun.Value, cancellationToken);
        return wrong?.Result()
            ?? (status == ScheduleStatus.Scheduled
                ? StatusResults.Of(
                    $"{body.Value.Round}", status, body.Place,
                    known: body.Value.ToRounds().All(report.Calendar.Contains))
                : RoundNumbers.Explain(
                    Refusal.Of(status, body.Place), body.Value.Round, report).Result());
    }

    private static async Task<IResult> Move(
        MarketInPath market, RoundInPath number, Body<RescheduleBody> body, Caller caller,
        Cluster cluster, TimeProvider clock, CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        var planned = report.Calendar.FirstOrDefault(known => known.Terms.Round == number);
        var moved = body.Value.ToRound(planned?.Terms ?? new RoundTerms(number, new(0)));
        if (planned is not null && Planning.TimeRefusal(moved, clock) is { } wrong)
        {
            return wrong.Result();
        }
        var status = await cluster.Ask(
            cluster.Market(market.Key).Reschedule(moved, caller.Subject, body.Value.Reason),
            cancellationToken);
        return StatusResults.Of(
            $"{number}", status, body.Place,
            known: status == RescheduleStatus.Done && planned == moved);
    }

    private static async Task<IResult> Remove(
        MarketInPath market, RoundInPath number, Caller caller, HttpContext context, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var reason = context.Request.Query["reason"].ToString();
        if (!NoteRule.Allows(reason))
        {
            return Problem.Of(
                Codes.FieldInvalid, "reason", reason, NoteRule.MaxLength,
                "must have 1 to 200 characters that are not all blank").Result();
        }
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        var status = await cluster.Ask(
            cluster.Market(market.Key).Unschedule(number, caller.Subject, reason),
            cancellationToken);
        return StatusResults.Of(
            $"{number}", status, body: null,
            known: status == RescheduleStatus.Done
                && report.Calendar.All(round => round.Terms.Round != number));
    }
}
