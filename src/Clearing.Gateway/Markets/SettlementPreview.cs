using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>What a settlement would make final: the sums of the provisional statements.</summary>
internal sealed record SettlementPreview(
    [property: Description("Sellers that hold awards.")] int Sellers,
    int Awards, Int128 ChargeMinor, Int128 CreditEarnedMinor, Int128 CreditAppliedMinor,
    Int128 NetMinor,
    [property: Description("Notices that no seller has accepted yet: not in these sums.")]
    int UntoldNotices)
{
    /// <summary>Sums up the statements as they are now.</summary>
    public static async Task<SettlementPreview> Of(
        MarketReport report, Cluster cluster, CancellationToken cancellationToken)
    {
        var sum = new SettlementPreview(0, 0, 0, 0, 0, 0, report.Untold);
        await foreach (var (_, statement) in Holders.Statements(report.Market, cluster, cancellationToken))
        {
            sum = new(
                sum.Sellers + 1, sum.Awards + statement.Awards.Length,
                sum.ChargeMinor + statement.Charge.Minor,
                sum.CreditEarnedMinor + statement.CreditEarned.Minor,
                sum.CreditAppliedMinor + statement.CreditApplied.Minor,
                sum.NetMinor + statement.Net.Minor, report.Untold);
        }
        return sum;
    }
}

/// <summary>What became of a settlement.</summary>
internal sealed record SettleAnswer(
    [property: Description("The market.")] string Id,
    SettleStatus Status,
    [property: Description("True if nothing was settled: this is what would become final.")]
    bool DryRun,
    [property: Description("True if it was settled before.")] bool Repeated,
    [property: Description("In a dry run: the sums; else null.")] SettlementPreview? Preview);
