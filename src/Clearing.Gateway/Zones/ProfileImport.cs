using Clearing.Allocation.Facts;
using Clearing.Formats;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>The endpoint that imports profiles of a zone's sellers as CSV.</summary>
internal static class ProfileImport
{
    private const int CallsAtOnce = 64;

    public static void Map(RouteGroupBuilder zone) =>
        zone.MapPost("/profiles/imports", Import).AddEndpointFilter(ImportSlots.Filter)
            .For(Role.Operator).WithQuery("dry_run")
            .TakesCsv("seller,account_started,plan\nacme,2020-05-01,PROFESSIONAL\n")
            .Produces<ProfileImportAnswer>()
            .WithSummary(
                "Set the plans and the ages of the accounts that a CSV file gives, or with dry_run=true "
                + "only check it.");

    private static async Task<IResult> Import(
        ZoneInPath zone, DryRun dryRun, HttpContext context, Cluster cluster,
        IOptions<GatewayOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (file, problem) = await cluster.ReadCsv(
            zone, context, options.Value.MaxImportBytes, ProfileFile.Read, cancellationToken);
        problem ??= ZoneCsv.ErasedOf(file!.Rows.Select(row => (row.Seller, row.Line)));
        if (problem is not null) { return problem.Result(); }
        var last = ProfileEndpoints.LastDay(clock);
        var taken = file!.Rows.ToLookup(row => row.Profile.AccountStarted <= last);
        if (!dryRun.Value) { await Set(zone.Key, taken[true], cluster, cancellationToken); }
        return TypedResults.Ok(new ProfileImportAnswer(
            dryRun.Value, file.Rows.Count, taken[true].Count(),
            [.. taken[false].Select(RefusedProfileAnswer.Of)]));
    }

    private static Task Set(
        string zone, IEnumerable<ProfileRow> rows, Cluster cluster,
        CancellationToken cancellationToken) => Parallel.ForEachAsync(
            rows,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = CallsAtOnce,
                CancellationToken = cancellationToken,
            },
            async (row, token) => await cluster.Ask(
                cluster.SellerIn(zone, row.Seller).SetProfile(row.Profile), token));

    internal sealed record ProfileImportAnswer(
        [property: Description("True if nothing was recorded: the file was only checked.")]
        bool DryRun,
        int Rows,
        [property: Description("Rows recorded, or in a dry run those that would be.")]
        int Recorded,
        [property: Description("The rows that were refused, or would be, by line.")]
        ImmutableArray<RefusedProfileAnswer> Refused);

    internal sealed record RefusedProfileAnswer(
        long Line, string Seller,
        [property: Description("It is after today.")]
        DateOnly AccountStarted,
        FactStatus Status)
    {
        public static RefusedProfileAnswer Of(ProfileRow row) => new(
            row.Line, row.Seller, row.Profile.AccountStarted, FactStatus.DayInFuture);
    }
}
