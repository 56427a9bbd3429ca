using Clearing.Allocation.Facts;
using Clearing.Formats;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>The endpoint that imports day reports of a zone's sellers as CSV.</summary>
internal static class FactImport
{
    private const int RowsPerCall = 1_000;
    private const int CallsAtOnce = 64;

    public static void Map(RouteGroupBuilder zone) =>
        zone.MapPost("/imports", Import).AddEndpointFilter(ImportSlots.Filter)
            .For(Role.Operator).WithQuery("dry_run")
            .Accepts<string>("text/csv", BodyBytes.OtherCsvTypes).Produces<FactImportAnswer>()
            .WithSummary(
                "Record the day reports of a CSV file, or with dry_run=true only check it.");

    private static async Task<IResult> Import(
        ZoneInPath zone, DryRun dryRun, HttpContext context, Cluster cluster,
        IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var (bytes, problem) = await BodyBytes.ReadCsv(context, options.Value.MaxImportBytes);
        if (problem is not null) { return problem.Result(); }
        if (await cluster.Ask(cluster.Zone(zone.Key).Terms(), cancellationToken) is null)
        {
            return Problem.Of(Codes.ZoneUnknown, "zone", zone.Key).Result();
        }
        using var csv = new MemoryStream(bytes!, writable: false);
        var parsed = FactFile.Read(csv, "body");
        return parsed.IsValid(out var file)
            ? TypedResults.Ok(
                await Take(zone.Key, file, dryRun.Value, cluster, cancellationToken))
            : ImportEndpoints.Wrong(parsed.Errors, "recorded").Result();
    }

    // A seller's rows are sent in the order of the file; sellers run concurrently.
    private static async Task<FactImportAnswer> Take(
        string zone, FactFile file, bool dryRun, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var refused = new List<RefusedFactAnswer>();
        var sellers = file.Rows.GroupBy(row => row.Seller, StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            sellers,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = CallsAtOnce,
                CancellationToken = cancellationToken,
            },
            async (rows, token) =>
            {
                var grain = cluster.SellerIn(zone, rows.Key);
                foreach (var call in rows.Chunk(RowsPerCall))
                {
                    ImmutableArray<DayReport> reports = [.. call.Select(row => row.Report)];
                    var answers = await cluster.Ask(
                        dryRun ? grain.Check(reports) : grain.Report(reports), token);
                    lock (refused) { refused.AddRange(Refused(call, answers)); }
                }
            });
        return new(
            dryRun, file.Rows.Count, file.Rows.Count - refused.Count,
            [.. refused.OrderBy(row => row.Line)]);
    }

    private static IEnumerable<RefusedFactAnswer> Refused(
        FactRow[] rows, ImmutableArray<FactStatus> answers) =>
        rows.Zip(answers)
            .Where(pair => pair.Second != FactStatus.Recorded)
            .Select(pair => new RefusedFactAnswer(
                pair.First.Line, pair.First.Seller, pair.First.Report.Id, pair.Second));

    internal sealed record FactImportAnswer(
        [property: Description("True if nothing was recorded: the file was only checked.")]
        bool DryRun,
        int Rows,
        [property: Description("Rows that were recorded; in a dry run, that would be.")]
        int Recorded,
        [property: Description("The rows that were refused, or would be, by line.")]
        ImmutableArray<RefusedFactAnswer> Refused);

    internal sealed record RefusedFactAnswer(
        long Line, string Seller, string ReportId, FactStatus Status);
}
