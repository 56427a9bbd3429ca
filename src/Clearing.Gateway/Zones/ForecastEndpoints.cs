using Clearing.Allocation.Projections;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>The endpoint for the operator's own projections.</summary>
internal static class ForecastEndpoints
{
    public static void Map(RouteGroupBuilder zone)
    {
        zone.MapPost("/projections", Take).For(Role.Operator).Takes<ForecastsBody>()
            .Produces<ReportsAnswer>()
            .WithSummary(
                "Replace the projection of sellers' weeks in runs that begin later, each decided "
                + "separately.");
        ForecastImport.Map(zone);
    }

    private static async Task<IResult> Take(
        ZoneInPath zone, Body<ForecastsBody> body, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var sent = body.Value.Projections;
        var grain = cluster.Zone(zone.Key);
        var known = await cluster.Ask(
            grain.AnsweredForecasts([.. sent.Select(one => one.ProjectionId!)]), cancellationToken);
        var answers = await cluster.Ask(
            grain.Forecast([.. sent.Select(one => one.ToForecast())]), cancellationToken);
        var recorded = answers.Count(answer => answer == ForecastStatus.Recorded);
        return TypedResults.Ok(new ReportsAnswer(
            [.. answers.Select((answer, i) => new DoneAnswer(
                sent[i].ProjectionId!, Words.Of(answer),
                known[i] && StatusResults.IsAnswer(answer)))],
            recorded, answers.Length - recorded));
    }
}
