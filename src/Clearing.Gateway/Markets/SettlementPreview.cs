using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>
/// The sums of the provisional statements of sellers that hold awards, which a settlement would make
/// final. Overage, which is billed by month also after a settlement, is not in them.
/// </summary>
internal sealed record SettlementPreview(
    string Currency, int MinorExponent,
    [property: Description("Sellers that hold awards.")] int Sellers,
    int Awards, Int128 ChargeMinor, Int128 CreditEarnedMinor, Int128 CreditAppliedMinor,
    [property: Description("Charge less the credit applied less compensation.")] Int128 NetMinor,
    [property: Description("Notices that no seller has accepted yet: not in these sums.")]
    int UntoldNotices,
    [property: Description(
        "Reports of sales of these sellers that are held or disputed: a settlement leaves them out "
        + "for good, and only a correction can count them.")]
    int WaitingReports)
{
    private const int Page = 10_000;

    /// <summary>Sums up the current statements.</summary>
    public static async Task<SettlementPreview> Of(
        MarketReport report, Cluster cluster, CancellationToken cancellationToken)
    {
        var config = report.Config!;
        var sum = new SettlementPreview(
            config.Currency, config.MinorExponent, 0, 0, 0, 0, 0, 0, report.Untold, 0);
        var winners = await Holders.Winners(report.Market, cluster, cancellationToken);
        await foreach (var (_, statement) in
            Holders.Statements(winners, report.Market, cluster, cancellationToken))
        {
            sum = sum with
            {
                Sellers = sum.Sellers + 1,
                Awards = sum.Awards + statement.Awards.Length,
                ChargeMinor = sum.ChargeMinor + statement.Charge.Minor,
                CreditEarnedMinor = sum.CreditEarnedMinor + statement.CreditEarned.Minor,
                CreditAppliedMinor = sum.CreditAppliedMinor + statement.CreditApplied.Minor,
                NetMinor = sum.NetMinor + statement.Net.Minor,
                WaitingReports = sum.WaitingReports
                    + await Waiting(statement.Seller, report.Market, cluster, cancellationToken),
            };
        }
        return sum;
    }

    private static async Task<int> Waiting(
        string seller, string market, Cluster cluster, CancellationToken cancellationToken)
    {
        var (waiting, skip) = (0, 0);
        while (true)
        {
            var page = await cluster.Ask(
                cluster.Seller(seller).Sales(market, skip, Page), cancellationToken);
            waiting += page.Count(report => report.State != SalesState.Confirmed);
            if (page.Length < Page) { return waiting; }
            skip += Page;
        }
    }
}

/// <summary>The outcome of a settlement.</summary>
internal sealed record SettleAnswer(
    [property: Description("The market.")] string Id,
    SettleStatus Status,
    [property: Description("True if nothing was settled: this is what would become final.")]
    bool DryRun,
    [property: Description("True if it was settled before.")] bool Repeated,
    [property: Description("In a dry run: the sums; else null.")] SettlementPreview? Preview);
