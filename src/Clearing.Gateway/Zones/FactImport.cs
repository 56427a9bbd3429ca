using System.Net.Http.Headers;
using Clearing.Allocation.Facts;
using Clearing.Formats;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>Day reports of a zone's sellers in bulk, as CSV.</summary>
internal static class FactImport
{
    private const int RowsPerCall = 1_000;
    private const int CallsAtOnce = 64;

    public static void Map(RouteGroupBuilder zone) =>
        zone.MapPost("/imports", Import).For(Role.Operator).WithQuery("dry_run")
            .Accepts<string>("text/csv").Produces<FactImportAnswer>()
            .WithSummary(
                "Record the day reports of a CSV file, or with dry_run=true only check it.");

    private static async Task<IResult> Import(
        ZoneInPath zone, HttpContext context, Cluster cluster, IOptions<GatewayOptions> options,
        CancellationToken cancellationToken)
    {
        var dryRun = context.Request.Query["dry_run"].ToString();
        if (dryRun is not ("" or "true" or "false"))
        {
            return Problem.Of(
                Codes.FieldInvalid, "dry_run", dryRun, detail: "must be true or false").Result();
        }
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || type.MediaType != "text/csv")
        {
            return Problem.Of(
                Codes.ContentTypeUnsupported, "Content-Type", context.Request.ContentType,
                detail: "An import is text/csv.").Result();
        }
        var (bytes, problem) = await BodyBytes.ReadAny(context, options.Value.MaxImportBytes);
        if (problem is not null) { return problem.Result(); }
        if (await cluster.Ask(cluster.Zone(zone.Key).Terms(), cancellationToken) is null)
        {
            return Problem.Of(Codes.ZoneUnknown, "zone", zone.Key).Result();
        }
        using var csv = new MemoryStream(bytes!, writable: false);
        var parsed = FactFile.Read(csv, "body");
        if (!parsed.IsValid(out var file)) { return Wrong(parsed.Errors); }
        return TypedResults.Ok(dryRun == "true"
            ? new FactImportAnswer(true, file.Rows.Count, 0, [])
            : await Take(zone.Key, file, cluster, cancellationToken));
    }

    // A seller's rows go in the order of the file; sellers go side by side.
    private static async Task<FactImportAnswer> Take(
        string zone, FactFile file, Cluster cluster, CancellationToken cancellationToken)
    {
        var refused = new List<RefusedFactAnswer>();
        var sellers = file.Rows.GroupBy(row => row.Seller, StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            sellers,
            new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken },
            async (rows, token) =>
            {
                var grain = cluster.SellerIn(zone, rows.Key);
                foreach (var call in rows.Chunk(RowsPerCall))
                {
                    var answers = await cluster.Ask(
                        grain.Report([.. call.Select(row => row.Report)]), token);
                    lock (refused) { refused.AddRange(Refused(call, answers)); }
                }
            });
        return new(
            false, file.Rows.Count, file.Rows.Count - refused.Count,
            [.. refused.OrderBy(row => row.Line)]);
    }

    private static IEnumerable<RefusedFactAnswer> Refused(
        FactRow[] rows, ImmutableArray<FactStatus> answers) =>
        rows.Zip(answers)
            .Where(pair => pair.Second != FactStatus.Recorded)
            .Select(pair => new RefusedFactAnswer(
                pair.First.Line, pair.First.Seller, pair.First.Report.Id, pair.Second));

    private static ProblemResult Wrong(FormatErrors errors)
    {
        var first = errors.Kept[0];
        return (Problem.Of(
            Codes.CsvInvalid, first.Place,
            detail: $"{errors.Count} broken rules; nothing was recorded.") with
        {
            Value = first.Value,
            Errors =
            [
                .. errors.Kept.Select(error => new FieldError(
                    error.Place, error.Value, null, error.Rule,
                    error.Line == 0 ? null : error.Line)),
            ],
        }).Result();
    }

    internal sealed record FactImportAnswer(
        [property: Description("True if nothing was recorded: the file was only checked.")]
        bool DryRun,
        int Rows, int Recorded,
        [property: Description("The rows that were refused, by line.")]
        ImmutableArray<RefusedFactAnswer> Refused);

    internal sealed record RefusedFactAnswer(
        long Line, string Seller, string ReportId, FactStatus Status);
}
