using System.ComponentModel;
using Clearing.Allocation.Bases;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The endpoints for cuts of bases, which are apart from curtailments of awards.</summary>
internal static class BaseCutEndpoints
{
    public static void Map(RouteGroupBuilder zone)
    {
        zone.MapPost("/cuts", Cut).For(Role.Operator).Takes<BaseCutBody>().Produces<DoneAnswer>()
            .WithSummary(
                "Cut a period's confirmed bases from a day on, in proportion above the floor. After "
                + "the answer the sellers are notified.");
        zone.MapGet("/cuts", List).For(Role.Operator | Role.Auditor).WithQuery("cursor", "limit")
            .Produces<BaseCutsAnswer>()
            .WithSummary("The cuts of bases, oldest first, and how far each has come.");
    }

    private static Task<IResult> Cut(
        ZoneInPath zone, Body<BaseCutBody> body, Cluster cluster, InFlightCommands inFlight,
        CancellationToken cancellationToken)
    {
        var cut = body.Value.ToCut();
        return inFlight.Run($"runs {zone.Key}", cut.Id, async () =>
        {
            var grain = cluster.Zone(zone.Key);
            var known = await cluster.Ask(grain.Answered([cut.Id]), cancellationToken);
            var (status, limits) = await cluster.Ask(grain.CutBases(cut), cancellationToken);
            return status is BaseCutStatus.NoticeTooShort or BaseCutStatus.VolumeAboveBase
                or BaseCutStatus.DayOutOfRange
                ? Beyond(status, limits, body.Place).Result()
                : StatusResults.Of(
                    cut.Id, status, body.Place, ZoneIds.LimitOf(status), known[0]);
        });
    }

    // The limit of a day is a day, which a number cannot say: the detail says it.
    private static Problem Beyond(BaseCutStatus status, BaseCutLimits? limits, JsonPlace? body)
    {
        long? limit = status switch
        {
            BaseCutStatus.NoticeTooShort => limits?.NoticeDays,
            BaseCutStatus.VolumeAboveBase => (long?)limits?.MaxVolume,
            _ => null,
        };
        return Refusal.Of(status, body, limit) with
        {
            Detail = status switch
            {
                BaseCutStatus.NoticeTooShort =>
                    $"The first day may be {limits?.EarliestFrom:yyyy-MM-dd} or later.",
                BaseCutStatus.DayOutOfRange =>
                    $"The first day may be {limits?.LastFrom:yyyy-MM-dd} at the latest.",
                _ => null,
            },
        };
    }

    private static async Task<IResult> List(
        ZoneInPath zone, Paging page, Cluster cluster, CancellationToken cancellationToken)
    {
        if ((await cluster.Find(zone, cancellationToken)).Problem is { } unknown)
        {
            return unknown.Result();
        }
        var cuts = await cluster.Ask(
            cluster.Zone(zone.Key).BaseCuts(page.Skip, page.Limit), cancellationToken);
        return TypedResults.Ok(new BaseCutsAnswer(
            [.. cuts.Select(BaseCutAnswer.Of)],
            page.Next(cuts.Length)));
    }

    /// <summary>A page of cuts.</summary>
    /// <param name="Cuts">The cuts, oldest first.</param>
    /// <param name="NextCursor">The cursor of the next page; null after the last one.</param>
    internal sealed record BaseCutsAnswer(ImmutableArray<BaseCutAnswer> Cuts, string? NextCursor);

    internal sealed record BaseCutAnswer(
        string CutId, string Period, long Volume, DateOnly From, DateOnly DecidedOn,
        BaseCutStage Stage, RationAnswer Ration,
        [property: Description("The floor that no base falls below.")]
        long FloorVolume,
        [property: Description(
            "The sum of the regular bases after the cut; null until every seller has answered.")]
        Int128? BaseVolume)
    {
        public static BaseCutAnswer Of(BaseCutReport cut) => new(
            cut.Cut.Id, cut.Cut.Period, cut.Cut.Volume, cut.Cut.From, cut.Step.DecidedOn, cut.Stage,
            RationAnswer.Of(cut.Step.Ration), cut.Step.FloorVolume, cut.RegularVolume);
    }
}
