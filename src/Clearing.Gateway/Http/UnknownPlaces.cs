namespace Clearing.Gateway;

/// <summary>The problems of markets and rounds that do not exist.</summary>
/// <remarks>An empty list would hide that the market's name is misspelt.</remarks>
internal static class UnknownPlaces
{
    /// <summary>The problem if the market was never opened; otherwise null.</summary>
    public static async Task<Problem?> MarketUnknown(
        this Cluster cluster, string market, CancellationToken cancellationToken)
    {
        var report = await cluster.Ask(cluster.Market(market).Report(), cancellationToken);
        return report.Config is null
            ? Problem.Of(Codes.MarketUnknown, "market", market)
            : null;
    }

    /// <summary>The problem of a round that was not found: perhaps its market does not exist.</summary>
    public static async Task<Problem> RoundUnknown(
        this Cluster cluster, string market, int round, CancellationToken cancellationToken) =>
        await cluster.MarketUnknown(market, cancellationToken)
            ?? Problem.Of(Codes.RoundUnknown, "round", $"{round}");
}
