using System.Globalization;
using Clearing.Contracts;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The endpoints that export CSV, streamed page by page.</summary>
internal static class ExportEndpoints
{
    private static readonly string[] LedgerColumns =
    [
        "number", "recorded_at", "market", "currency", "cause", "reference", "account",
        "amount_minor", "minor_exponent",
    ];

    private static readonly string[] AwardColumns =
    [
        "award_id", "bid_id", "seller", "volume", "round_fee_micros", "fee_micros", "status",
        "cleared_at",
    ];

    public static void Map(RouteGroupBuilder v1, RouteGroupBuilder seller)
    {
        seller.MapGet("/ledger.csv", Ledger).For(Role.Everyone).WithQuery(LedgerFilter.Names)
            .Produces<string>(contentType: "text/csv")
            .WithSummary("The seller's whole ledger, a row for each line of a double entry.");
        v1.MapGet(MarketInPath.Pattern + "/rounds/{round}/awards.csv", Awards)
            .For(Role.Operator | Role.Auditor).Produces<string>(contentType: "text/csv")
            .WithSummary("All awards of a cleared round, with the fee they pay now.");
    }

    private static CsvAnswer Ledger(
        string seller, LedgerFilter filter, Cluster cluster, CancellationToken cancellationToken) =>
        new("ledger.csv", LedgerColumns, async (after, csv) =>
        {
            var entries = await Ledgers.Read(
                seller, filter.Market, after, Paging.MaxLimit, cluster, cancellationToken);
            foreach (var entry in entries.Where(filter.Takes)) { Write(csv, entry); }
            return entries.Length == Paging.MaxLimit ? entries[^1].Number : null;
        });

    private static void Write(CsvOutput csv, LedgerEntry entry)
    {
        foreach (var line in entry.Posting.Lines)
        {
            csv.Number(entry.Number);
            csv.Text(CsvValues.Instant(entry.RecordedAt));
            csv.Text(entry.Posting.Market);
            csv.Text(entry.Terms?.Currency ?? "");
            csv.Text(Words.Of(entry.Posting.Cause));
            csv.Text(entry.Posting.Reference);
            csv.Text(Words.Of(line.Account));
            csv.Number(line.Amount.Minor);
            csv.Text(entry.Terms is { } terms
                ? terms.MinorExponent.ToString(CultureInfo.InvariantCulture)
                : "");
            csv.EndRow();
        }
    }

    private static async Task<IResult> Awards(
        MarketInPath market, RoundInPath round, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var grain = cluster.Market(market.Key);
        var rounds = await cluster.Ask(grain.Rounds(), cancellationToken);
        if (rounds.FirstOrDefault(known => known.Terms.Round == round) is not { } report)
        {
            return (await cluster.RoundUnknown(market.Key, round, cancellationToken)).Result();
        }
        var lowestLater = AwardFees.LowestAfter(round, rounds);
        return new CsvAnswer("awards.csv", AwardColumns, async (skip, csv) =>
        {
            var awards = await cluster.Ask(
                grain.Awards(round, (int)skip, Paging.MaxLimit), cancellationToken);
            foreach (var award in awards) { Write(csv, award, lowestLater, report.ClearedAt); }
            return awards.Length == Paging.MaxLimit ? skip + awards.Length : null;
        });
    }

    private static void Write(
        CsvOutput csv, Award award, Fee? lowestLater, DateTimeOffset? clearedAt)
    {
        csv.Text(award.Id);
        csv.Text(award.BidId);
        csv.Text(award.Seller);
        csv.Number(award.Volume.Value);
        csv.Number(award.RoundFee.Micros);
        csv.Number(AwardFees.Now(award.RoundFee, lowestLater).Micros);
        csv.Text(award.Complete ? "FULL" : "PARTIAL");
        csv.Text(clearedAt is { } at ? CsvValues.Instant(at) : "");
        csv.EndRow();
    }
}
