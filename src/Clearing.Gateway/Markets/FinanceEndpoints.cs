using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>
/// The endpoints for a market's accounts across all sellers that hold awards or were billed there.
/// </summary>
internal static class FinanceEndpoints
{
    private static readonly string[] StatementColumns =
    [
        "statement_number", "market", "seller", "currency", "minor_exponent", "final", "awards",
        "granted_volume", "gross_minor", "repricing_discount_minor", "release_discount_minor",
        "curtailment_discount_minor",
        "charge_minor", "incremental_sales_minor", "credit_earned_minor", "credit_applied_minor",
        "compensation_minor", "net_minor", "corrections_minor", "overage_minor", "payable_minor", "settled_at",
    ];

    public static void Map(RouteGroupBuilder v1)
    {
        var market = v1.MapGroup(MarketInPath.Pattern);
        market.MapGet("/sellers", Sellers).For(Role.Operator | Role.Auditor)
            .WithQuery("cursor", "limit").Produces<HoldersAnswer>()
            .WithSummary(
                "A page of the sellers that hold awards or were billed for use above their limit, by id.");
        market.MapGet("/statements.csv", Statements).For(Role.Operator | Role.Auditor)
            .Produces<string>(contentType: "text/csv")
            .WithSummary(
                "The statements of the sellers that hold awards or were billed for use above their limit, "
                + "a row for each that was not erased.");
        market.MapGet("/trial-balance", TrialBalance).For(Role.Operator | Role.Auditor)
            .Produces<TrialBalanceAnswer>()
            .WithSummary("Debits and credits by account over the ledgers of these sellers that were not erased.");
    }

    private static async Task<IResult> Sellers(
        MarketInPath market, Paging page, Cluster cluster, CancellationToken cancellationToken)
    {
        var holders = await Holders.All(market.Key, cluster, cancellationToken);
        // A month may be billed whose market was never opened.
        if (holders.IsEmpty && await cluster.MarketUnknown(market.Key, cancellationToken) is { } unknown)
        {
            return unknown.Result();
        }
        var shown = holders.Skip(page.Skip).Take(page.Limit).ToArray();
        return TypedResults.Ok(new HoldersAnswer(
            market.Key,
            [.. shown.Select(
                holder => new HolderAnswer(holder.Seller, holder.Awards, holder.Granted))],
            page.Next(shown.Length, holders.Length)));
    }

    private static async Task<IResult> Statements(
        MarketInPath market, Cluster cluster, CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        var holders = await Holders.All(market.Key, cluster, cancellationToken);
        if (report.Config is null && holders.IsEmpty)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        return new CsvAnswer("statements.csv", StatementColumns, async (_, csv) =>
        {
            await foreach (var (holder, statement) in
                Holders.Statements(holders, market.Key, cluster, cancellationToken))
            {
                Write(csv, holder, statement, report.SettledAt);
            }
            return null;
        });
    }

    private static void Write(
        CsvOutput csv, Holders.Holder holder, Statement statement, DateTimeOffset? settledAt)
    {
        csv.Text(statement.Final ? NumberOf(statement.Market, holder) : "");
        csv.Text(statement.Market);
        csv.Text(statement.Seller);
        csv.Text(statement.Terms.Currency);
        csv.Number(statement.Terms.MinorExponent);
        csv.Text(statement.Final ? "true" : "false");
        csv.Number(statement.Awards.Length);
        csv.Number(statement.Awards.Total(line => line.Granted.Value));
        csv.Number(Sum(statement, line => line.Gross));
        csv.Number(Sum(statement, line => line.RepricingDiscount));
        csv.Number(Sum(statement, line => line.ReleaseDiscount));
        csv.Number(Sum(statement, line => line.CurtailmentDiscount));
        csv.Number(statement.Charge.Minor);
        csv.Number(statement.IncrementalSales.Minor);
        csv.Number(statement.CreditEarned.Minor);
        csv.Number(statement.CreditApplied.Minor);
        csv.Number(statement.Compensation.Minor);
        csv.Number(statement.Net.Minor);
        csv.Number(statement.Corrections.Minor);
        csv.Number(statement.Overage.Minor);
        csv.Number(statement.Payable().Minor);
        csv.Text(settledAt is { } at && statement.Final ? CsvValues.Instant(at) : "");
        csv.EndRow();
    }

    // Final statements are numbered within their market, whose key may have dashes in its parts. Once
    // it is settled, the sellers that hold awards no longer change. Those that were only billed do, so
    // that their names stand for numbers.
    private static string NumberOf(string market, Holders.Holder holder) => holder.Number > 0
        ? $"{market}/{holder.Number:D6}"
        : $"{market}/overage/{holder.Seller}";

    private static Int128 Sum(Statement statement, Func<StatementLine, Money> amount) =>
        statement.Awards.Aggregate(Money.Zero, (sum, line) => sum + amount(line)).Minor;

    private static async Task<IResult> TrialBalance(
        MarketInPath market, Cluster cluster, CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market.Key).Report(), cancellationToken);
        var holders = await Holders.All(market.Key, cluster, cancellationToken);
        var zone = report.Config is null && !holders.IsEmpty
            ? await cluster.Ask(
                cluster.Zone(ZoneKey.Of(MarketKey.Parse(market.Key))).Terms(), cancellationToken)
            : null;
        if ((report.Config?.Currency ?? zone?.Currency) is not { } currency)
        {
            return Problem.Of(Codes.MarketUnknown, "market", market.Key).Result();
        }
        var (entries, sums) = await Sum(holders, market.Key, cluster, cancellationToken);
        return TypedResults.Ok(new TrialBalanceAnswer(
            market.Key, currency, report.Config?.MinorExponent ?? zone!.MinorExponent, entries,
            [.. sums.Select(sum => new AccountSumAnswer(
                sum.Key, sum.Value.Debits, sum.Value.Credits,
                sum.Value.Debits - sum.Value.Credits))],
            sums.Values.Total(sum => sum.Debits),
            sums.Values.Total(sum => sum.Credits)));
    }

    private static async Task<(long Entries, Dictionary<LedgerAccount, Sums> Sums)> Sum(
        ImmutableArray<Holders.Holder> holders, string market, Cluster cluster,
        CancellationToken cancellationToken)
    {
        var sums = Enum.GetValues<LedgerAccount>().ToDictionary(
            account => account, _ => new Sums());
        long entries = 0;
        foreach (var holder in holders.Where(of => of.HasLedger))
        {
            await foreach (var entry in Ledgers.All(holder.Seller, market, cluster, cancellationToken))
            {
                entries++;
                foreach (var line in entry.Posting.Lines)
                {
                    sums[line.Account].Add(line.Amount.Minor);
                }
            }
        }
        return (entries, sums);
    }

    private sealed class Sums
    {
        public Int128 Debits { get; private set; }

        public Int128 Credits { get; private set; }

        public void Add(Int128 amount)
        {
            if (amount > 0) { Debits += amount; } else { Credits -= amount; }
        }
    }
}

/// <summary>A page of the sellers that hold awards of a market or were billed there.</summary>
internal sealed record HoldersAnswer(
    string Market,
    [property: Description("By id.")] ImmutableArray<HolderAnswer> Sellers,
    [property: Description("Send it as cursor for the next page; null at the end.")]
    string? NextCursor);

/// <summary>A seller that holds awards of a market or was billed there.</summary>
internal sealed record HolderAnswer(
    string Seller,
    [property: Description("0 for a seller that was only billed for use above its limit.")]
    int Awards,
    [property: Description("Cubic feet granted over all rounds.")] Int128 GrantedVolume);

/// <summary>Debits and credits of a market by account; both sums are equal.</summary>
internal sealed record TrialBalanceAnswer(
    string Market, string Currency, int MinorExponent,
    [property: Description("How many double entries are summed.")] long Entries,
    ImmutableArray<AccountSumAnswer> Accounts, Int128 DebitsMinor, Int128 CreditsMinor);

/// <summary>The sums of one account.</summary>
internal sealed record AccountSumAnswer(
    LedgerAccount Account, Int128 DebitsMinor, Int128 CreditsMinor,
    [property: Description("Debits less credits.")] Int128 BalanceMinor);
