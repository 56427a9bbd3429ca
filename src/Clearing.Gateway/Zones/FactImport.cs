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
            .TakesCsv("seller,report_id,day,used_volume\nacme,d-1,2026-10-01,400\n")
            .Produces<FactImportAnswer>()
            .WithSummary(
                "Record the day reports of a CSV file, or with dry_run=true only check it.");

    private static async Task<IResult> Import(
        ZoneInPath zone, DryRun dryRun, HttpContext context, Cluster cluster,
        IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var (file, problem) = await cluster.ReadCsv(
            zone, context, options.Value.MaxImportBytes, FactFile.Read, cancellationToken);
        problem ??= ZoneCsv.ErasedOf(file!.Rows.Select(row => (row.Seller, row.Line)));
        return problem is not null
            ? problem.Result()
            : TypedResults.Ok(await Take(zone.Key, file!, dryRun.Value, cluster, cancellationToken));
    }

    // Sellers run concurrently. Rows of a seller that depend on each other keep the file's order.
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
                foreach (var call in Calls([.. rows]))
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

    // Rows of one day or one id are decided against each other, so one call has them all, in their
    // order: a dry run then answers as the import does, wherever the rows stand in the file.
    private static IEnumerable<FactRow[]> Calls(FactRow[] rows)
    {
        if (rows.Length <= RowsPerCall) { return [rows]; }
        var calls = new List<List<FactRow>> { new() };
        foreach (var bound in Bound(rows))
        {
            foreach (var some in bound.OrderBy(row => row.Line).Chunk(RowsPerCall))
            {
                if (calls[^1].Count + some.Length > RowsPerCall) { calls.Add([]); }
                calls[^1].AddRange(some);
            }
        }
        return calls.Select(call => call.ToArray());
    }

    private static IEnumerable<List<FactRow>> Bound(FactRow[] rows)
    {
        var ofDay = new Dictionary<DateOnly, List<FactRow>>();
        var ofId = new Dictionary<string, List<FactRow>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var bound = ofDay.GetValueOrDefault(row.Report.Day, [row]);
            if (bound[^1] != row) { bound.Add(row); }
            if (ofId.TryGetValue(row.Report.Id, out var same) && same != bound)
            {
                // The smaller list joins the larger one, or a file of one id would take forever.
                var (into, from) = same.Count > bound.Count ? (same, bound) : (bound, same);
                foreach (var other in from)
                {
                    (ofDay[other.Report.Day], ofId[other.Report.Id]) = (into, into);
                }
                into.AddRange(from);
                bound = into;
            }
            (ofDay[row.Report.Day], ofId[row.Report.Id]) = (bound, bound);
        }
        return ofDay.Values.Distinct();
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
        [property: Description("Rows recorded, or in a dry run those that would be.")]
        int Recorded,
        [property: Description("The rows that were refused, or would be, by line.")]
        ImmutableArray<RefusedFactAnswer> Refused);

    internal sealed record RefusedFactAnswer(
        long Line, string Seller, string ReportId, FactStatus Status);
}
