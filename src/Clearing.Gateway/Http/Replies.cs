using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Makes the answer to a command from its status.</summary>
internal static class Replies
{
    /// <summary>The command's id and status, or the problem of its refusal.</summary>
    public static async Task<IResult> Reply<TStatus>(
        this Cluster cluster, string id, TStatus status, string market, JsonPlace? body,
        CancellationToken gone)
        where TStatus : struct, Enum =>
        EqualityComparer<TStatus>.Default.Equals(status, default)
            ? TypedResults.Ok(new DoneAnswer(id, Words.Of(status)))
            : await cluster.Refuse(status, market, body, gone);

    /// <summary>The problem of a refusal, with the limit it breaks.</summary>
    public static async Task<IResult> Refuse<TStatus>(
        this Cluster cluster, TStatus status, string market, JsonPlace? body, CancellationToken gone)
        where TStatus : struct, Enum
    {
        var config = Refusal.NeedsConfig(Words.Of(status))
            ? (await cluster.Ask(cluster.Market(market).Report(), gone)).Config
            : null;
        return Refusal.Of(status, body, config).Result();
    }

    /// <summary>
    /// The problem if a currency is named and the market has another; null if all is well.
    /// </summary>
    public static async Task<Problem?> CheckCurrency(
        this Cluster cluster, string? currency, string market, CancellationToken gone)
    {
        if (currency is null) { return null; }
        var report = await cluster.Ask(cluster.Market(market).Report(), gone);
        return report.Config is { } config && config.Currency != currency
            ? Problem.Of(Codes.CurrencyDiffers, "currency", currency, detail: $"It is {config.Currency}.")
            : null;
    }
}
