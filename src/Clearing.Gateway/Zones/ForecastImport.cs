using Clearing.Allocation.Projections;
using Clearing.Formats;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>The endpoint that imports the operator's own projections as CSV.</summary>
internal static class ForecastImport
{
    private const int RowsPerCall = 1_000;

    public static void Map(RouteGroupBuilder zone) =>
        zone.MapPost("/projections/imports", Import).AddEndpointFilter(ImportSlots.Filter)
            .For(Role.Operator).WithQuery("dry_run")
            .TakesCsv("projection_id,seller,week,milli_volume,model\np-1,acme,2026-11-02,290000,spring\n")
            .Produces<ForecastImportAnswer>()
            .WithSummary(
                "Replace the projections that a CSV file gives, or with dry_run=true only check it.");

    private static async Task<IResult> Import(
        ZoneInPath zone, DryRun dryRun, HttpContext context, Cluster cluster,
        IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var (file, problem) = await cluster.ReadCsv(
            zone, context, options.Value.MaxImportBytes, (csv, name) => ForecastFile.Read(csv, name),
            cancellationToken);
        return problem is not null
            ? problem.Result()
            : TypedResults.Ok(
                await Take(zone.Key, file!, dryRun.Value, cluster, cancellationToken));
    }

    private static async Task<ForecastImportAnswer> Take(
        string zone, ForecastFile file, bool dryRun, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var refused = new List<RefusedForecastAnswer>();
        var grain = cluster.Zone(zone);
        var tried = new TriedForecasts(file.Rows);
        // The order of the file is kept, because the last row of a seller's week counts.
        foreach (var call in file.Rows.Chunk(dryRun ? TriedForecasts.RowsPerCall : RowsPerCall))
        {
            var answers = dryRun
                ? await tried.Check(
                    call, rows => cluster.Ask(grain.CheckForecasts(rows), cancellationToken))
                : await cluster.Ask(
                    grain.Forecast([.. call.Select(row => row.Forecast)]), cancellationToken);
            refused.AddRange(call.Zip(answers)
                .Where(pair => pair.Second != ForecastStatus.Recorded)
                .Select(pair => new RefusedForecastAnswer(
                    pair.First.Line, pair.First.Forecast.Seller, pair.First.Forecast.Id,
                    pair.Second)));
        }
        return new(
            dryRun, file.Rows.Count, file.Rows.Count - refused.Count,
            [.. refused]);
    }

    internal sealed record ForecastImportAnswer(
        [property: Description("True if nothing was recorded: the file was only checked.")]
        bool DryRun,
        int Rows,
        [property: Description("Rows that were recorded; in a dry run, that would be.")]
        int Recorded,
        [property: Description("The rows that were refused, or would be, by line.")]
        ImmutableArray<RefusedForecastAnswer> Refused);

    internal sealed record RefusedForecastAnswer(
        long Line, string Seller, string ProjectionId, ForecastStatus Status);
}
