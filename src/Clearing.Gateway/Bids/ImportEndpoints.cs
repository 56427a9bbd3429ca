using System.Net.Http.Headers;
using Clearing.Formats;
using Clearing.Market;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>The endpoints that import bids as CSV.</summary>
internal static class ImportEndpoints
{
    private const int RowsPerCall = 10_000;

    public static void Map(RouteGroupBuilder seller) =>
        seller.MapPost("/imports", Import).AddEndpointFilter(ImportSlots.Filter)
            .For(Role.Seller).NeedsQuery("market").WithQuery("dry_run", OthersInQuery.Accepted, OthersInQuery.Refused)
            .TakesCsv("bid_id,seller,max_fee_micros,max_volume\nb-1042,acme,500000,600\n")
            .Produces<ImportAnswer>()
            .WithSummary("Place the bids of a CSV file, or with dry_run=true only check it.");

    private static async Task<IResult> Import(
        string seller, MarketInQuery market, DryRun dryRun, OthersInQuery others,
        HttpContext context, Cluster cluster,
        IOptions<GatewayOptions> options, CancellationToken cancellationToken)
    {
        var (bytes, problem) = await BodyBytes.ReadCsv(context, options.Value.MaxImportBytes);
        if (problem is not null) { return problem.Result(); }
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        if (report.Config is not { } config)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        var (bids, wrong) = Check(
            bytes!, seller, config, market.Key, RoundNumbers.Next(report));
        if (bids is null) { return wrong!.Result(); }
        return TypedResults.Ok(await Place(
            seller, market.Key, bids, cluster, cancellationToken, dryRun.Value, others));
    }

    /// <summary>Reads a file of one seller's bids: all of them, or every broken rule.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="seller">The seller, which a seller column must name.</param>
    /// <param name="config">The market's configuration.</param>
    /// <param name="market">The market, which a region column must name.</param>
    /// <param name="round">The round that a round column must name; 0 for any.</param>
    internal static (BidTable? Bids, Problem? Wrong) Check(
        byte[] csv, string seller, MarketConfig config, string market, int round = 0)
    {
        using var input = new MemoryStream(csv, writable: false);
        var parsed = BidFile.Read(input, "body", new BidFileTerms(
            config.Lot.Value, config.Tick.Micros, Seller: seller,
            Region: market[..market.LastIndexOf('/')], Round: round));
        return parsed.IsValid(out var bids) ? (bids, null) : (null, Wrong(parsed.Errors, "placed"));
    }

    // In a dry run the same market decides on the same bids, so the answer is the one that the
    // import would get.
    internal static async Task<ImportAnswer> Place(
        string seller, string market, BidTable bids, Cluster cluster,
        CancellationToken cancellationToken,
        bool dryRun = false, OthersInQuery? others = null)
    {
        var grain = cluster.Seller(seller);
        var refused = ImmutableArray.CreateBuilder<RefusedRowAnswer>();
        var (newBids, newRefusals) = (others?.NewBids ?? 0, others?.NewRefusals ?? 0);
        var repeated = 0;
        for (var first = 0; first < bids.Count; first += RowsPerCall)
        {
            ImmutableArray<Bid> call =
                [.. Enumerable.Range(first, Math.Min(RowsPerCall, bids.Count - first)).Select(
                    row => bids[row])];
            var receipts = await cluster.Ask(
                !dryRun ? grain.PlaceMany(market, call)
                : (newBids, newRefusals) == (0, 0) ? grain.Check(market, call)
                : grain.CheckAfter(market, call, newBids, newRefusals),
                cancellationToken);
            newBids += receipts.Count(
                receipt => receipt is { Status: BidStatus.Accepted, Repeated: false });
            newRefusals += receipts.Count(
                receipt => receipt is { Status: BidStatus.AboveSellerCap, Repeated: false });
            repeated += receipts.Count(
                receipt => receipt is { Status: BidStatus.Accepted, Repeated: true });
            for (var i = 0; i < receipts.Length; i++)
            {
                if (receipts[i].Status == BidStatus.Accepted) { continue; }
                refused.Add(RefusedRowAnswer.Of(bids.Lines[first + i], receipts[i]));
            }
        }
        return new ImportAnswer(
            dryRun, bids.Count, bids.Count - refused.Count, refused.ToImmutable(), repeated);
    }

    /// <summary>The problem of a file that breaks rules, with the place of each error.</summary>
    /// <param name="errors">The broken rules.</param>
    /// <param name="done">What was not done with the rows: "placed" or "recorded".</param>
    internal static Problem Wrong(FormatErrors errors, string done)
    {
        FieldError[] told =
        [
            .. errors.Kept.Select(error => new FieldError(
                error.Place, error.Value, null, error.Rule, error.Line == 0 ? null : error.Line)),
        ];
        var rules = errors.Count == 1 ? "rule" : "rules";
        return Problem.Of(
            Codes.CsvInvalid, told[0].Field,
            detail: $"{errors.Count} broken {rules}; nothing was {done}.") with
        {
            Value = told[0].Value,
            Errors = told,
        };
    }

    internal sealed record ImportAnswer(
        [property: Description("True if nothing was placed: the file was only checked.")] bool DryRun,
        int Rows,
        [property: Description("Bids that stand, or in a dry run would.")] int Accepted,
        [property: Description("The rows that the market refused, or would refuse.")]
        ImmutableArray<RefusedRowAnswer> Refused,
        [property: Description("How many of the accepted bids stood before.")]
        int Repeated);

    internal sealed record RefusedRowAnswer(
        [property: Description("The row's line in the file, from 1.")] int Line,
        string BidId, BidStatus Status,
        [property: Description("The limit that it breaks, as it is now; null if it breaks none.")]
        long? Limit,
        [property: Description("True if this is the first answer, given before to this id.")]
        bool Repeated)
    {
        public static RefusedRowAnswer Of(int line, BidReceipt receipt) => new(
            line, receipt.BidId, receipt.Status, Refusal.LimitOf(receipt), receipt.Repeated);
    }
}
