using Clearing.Allocation.Calendars;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Zones;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The endpoints for zones: their rules and their calendar.</summary>
internal static class ZoneEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var zone = v1.MapGroup(ZoneInPath.Pattern);
        zone.MapPut("", Configure).For(Role.Operator).Takes<ZoneBody>().Produces<ZoneAnswer>()
            .Produces<ZoneAnswer>(StatusCodes.Status201Created)
            .WithSummary(
                "Configure the zone; repeating the same configuration changes nothing. Rules that are left "
                + "out become the defaults.");
        zone.MapGet("", Read).For(Role.Everyone).Produces<ZoneAnswer>()
            .WithSummary("The zone's rules: the numbers behind every base in it.");
        FactImport.Map(zone);
        ProfileImport.Map(zone);
        zone.MapGet("/calendar/{period}", Calendar).For(Role.Everyone)
            .Produces<ZoneCalendarAnswer>()
            .WithSummary("When a period is computed, announced, cleared and settled.");
    }

    private static async Task<IResult> Configure(
        ZoneInPath zone, Body<ZoneBody> body, Cluster cluster, HttpContext context,
        CancellationToken cancellationToken)
    {
        if (body.Value.Zone is { } named && named != zone.Key)
        {
            return Problem.Of(
                Codes.FieldInvalid, "zone", named, detail: $"must be {zone.Key}, as in the path").Result();
        }
        var terms = body.Value.ToTerms(body.Place);
        var grain = cluster.Zone(zone.Key);
        var before = await cluster.Ask(grain.Terms(), cancellationToken);
        if (NewConfig.Wrong(terms, before) is { } wrong) { return wrong.ToProblem().Result(); }
        var (status, isNew, repeated) = await cluster.Ask(grain.ConfigureZone(terms), cancellationToken);
        return status == ZoneStatus.Configured
            ? StatusResults.Put(context, isNew, repeated, ZoneAnswer.Of(zone.Key, terms))
            : Refusal.Of(status, body.Place).With(
                status == ZoneStatus.ZoneDiffers && before is not null
                    ? ZoneDifference.Of(terms, before)
                    : null).Result();
    }

    private static async Task<IResult> Read(
        ZoneInPath zone, Cluster cluster, CancellationToken cancellationToken) =>
        await cluster.Ask(cluster.Zone(zone.Key).Terms(), cancellationToken) is { } terms
            ? TypedResults.Ok(ZoneAnswer.Of(zone.Key, terms))
            : Problem.Of(Codes.ZoneUnknown, "zone", zone.Key).Result();

    private static async Task<IResult> Calendar(
        ZoneInPath zone, string period, Cluster cluster, CancellationToken cancellationToken)
    {
        var (terms, unknown) = await cluster.Find(zone, cancellationToken);
        if (terms is null) { return unknown!.Result(); }
        var (known, wrong) = terms.PeriodOf(period);
        return wrong is not null
            ? wrong.Result()
            : TypedResults.Ok(
                ZoneCalendarAnswer.Of(zone.Key, PeriodCalendar.Of(known, terms.Rules)));
    }

    internal sealed record ZoneAnswer(
        string Zone, string TimeZone, PeriodKind Periods, string Currency, int MinorExponent,
        [property: Description("The numbers of the rules; a change counts from the next run.")]
        AllocationConfig Rules)
    {
        public static ZoneAnswer Of(string zone, ZoneTerms terms) => new(
            zone, terms.TimeZone, terms.Periods, terms.Currency, terms.MinorExponent, terms.Rules);
    }

    internal sealed record ZoneCalendarAnswer(
        string Zone, string Period, DateOnly FirstDay, DateOnly LastDay,
        [property: Description("The Sunday after which facts no longer count.")]
        DateOnly CutOffDay,
        [property: Description("The day of the confirmed base and of two estimates.")]
        DateOnly AnnounceDay,
        [property: Description("The two periods of which an estimate is announced.")]
        ImmutableArray<string> Estimates,
        DateOnly FirstRoundDay, DateOnly LastRoundDay, int Rounds, DateOnly SettleDay)
    {
        public static ZoneCalendarAnswer Of(string zone, PeriodCalendar calendar)
        {
            var period = calendar.Period;
            return new(
                zone, period.ToString(), period.FirstDay, period.LastDay, calendar.CutOffDay,
                calendar.AnnounceDay, [period.Next.ToString(), period.Next.Next.ToString()],
                calendar.FirstRoundDay, calendar.LastRoundDay, calendar.Rounds, calendar.SettleDay);
        }
    }
}
