using System.Net.Http.Headers;
using Clearing.Formats;
using Clearing.Market;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>Bids in bulk, as CSV.</summary>
internal static class ImportEndpoints
{
    private const int RowsPerCall = 10_000;

    public static void Map(RouteGroupBuilder seller) =>
        seller.MapPost("/imports", Import).For(Role.Seller).WithQuery("market", "dry_run")
            .Accepts<string>("text/csv").Produces<ImportAnswer>()
            .WithSummary("Place the bids of a CSV file, or with dry_run=true only check it.");

    private static async Task<IResult> Import(
        string seller, MarketInQuery market, HttpContext context, Cluster cluster,
        IOptions<GatewayOptions> options, CancellationToken gone)
    {
        var dryRun = context.Request.Query["dry_run"].ToString();
        if (dryRun is not ("" or "true" or "false"))
        {
            return Problem.Of(Codes.FieldInvalid, "dry_run", dryRun, detail: "must be true or false")
                .Result();
        }
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || type.MediaType != "text/csv")
        {
            return Problem.Of(
                Codes.ContentTypeUnsupported, "Content-Type", context.Request.ContentType,
                detail: "An import is text/csv.").Result();
        }
        var (bytes, problem) = await BodyBytes.ReadAny(context, options.Value.LargestImport);
        if (problem is not null) { return problem.Result(); }
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), gone);
        if (report.Config is not { } config)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        var (bids, wrong) = Check(bytes!, seller, config);
        if (bids is null) { return wrong!.Result(); }
        return dryRun == "true"
            ? TypedResults.Ok(new ImportAnswer(true, bids.Count, 0, []))
            : TypedResults.Ok(await Place(seller, market.Key, bids, cluster, gone));
    }

    /// <summary>Reads a file of bids of one seller; all of it, or every broken rule.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="seller">Whose bids they must be.</param>
    /// <param name="config">The market's terms.</param>
    internal static (BidTable? Bids, Problem? Wrong) Check(
        byte[] csv, string seller, MarketConfig config)
    {
        using var input = new MemoryStream(csv, writable: false);
        var parsed =
            BidFile.Read(input, "body", new BidFileTerms(config.Lot.Value, config.Tick.Micros));
        if (!parsed.IsValid(out var bids)) { return (null, Wrong(parsed.Errors)); }
        return NotOwn(bids, seller) is { Length: > 0 } others
            ? (null, Wrong(others, others.Length))
            : (bids, null);
    }

    internal static async Task<ImportAnswer> Place(
        string seller, string market, BidTable bids, Cluster cluster, CancellationToken gone)
    {
        var refused = ImmutableArray.CreateBuilder<RefusedRowAnswer>();
        for (var first = 0; first < bids.Count; first += RowsPerCall)
        {
            ImmutableArray<Bid> call =
                [.. Enumerable.Range(first, Math.Min(RowsPerCall, bids.Count - first)).Select(row => bids[row])];
            var receipts = await cluster.Ask(cluster.Seller(seller).PlaceMany(market, call), gone);
            for (var i = 0; i < receipts.Length; i++)
            {
                if (receipts[i].Status == BidStatus.Accepted) { continue; }
                refused.Add(new(bids.Lines[first + i], receipts[i].BidId, receipts[i].Status));
            }
        }
        return new ImportAnswer(
            false, bids.Count, bids.Count - refused.Count, refused.ToImmutable());
    }

    private static FieldError[] NotOwn(BidTable bids, string seller) =>
    [
        .. Enumerable.Range(0, bids.Count)
            .Where(row => bids[row].Seller != seller)
            .Take(FormatErrors.MostKept)
            .Select(row => new FieldError(
                "seller", FormatError.Show(bids[row].Seller), null, $"must be {seller}", bids.Lines[row])),
    ];

    private static Problem Wrong(FormatErrors errors) => Wrong(
        [
            .. errors.Kept.Select(error => new FieldError(
                error.Place, error.Value, null, error.Rule, error.Line == 0 ? null : error.Line)),
        ],
        errors.Count);

    private static Problem Wrong(FieldError[] errors, long count) =>
        (Problem.Of(
            Codes.CsvInvalid, errors[0].Field,
            detail: $"{count} broken rules; nothing was placed.") with
        {
            Value = errors[0].Value,
            Errors = errors,
        });

    internal sealed record ImportAnswer(
        [property: Description("True if nothing was placed: the file was only checked.")] bool DryRun,
        int Rows, int Accepted,
        [property: Description("The rows that the market refused.")]
        ImmutableArray<RefusedRowAnswer> Refused);

    internal sealed record RefusedRowAnswer(int Line, string BidId, BidStatus Status);
}
