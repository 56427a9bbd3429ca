using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Makes the answer to a command from its status.</summary>
internal static class StatusResults
{
    /// <summary>The command's id and status, or the problem of its refusal.</summary>
    public static async Task<IResult> Reply<TStatus>(
        this Cluster cluster, string id, TStatus status, string market, JsonPlace? body,
        CancellationToken cancellationToken)
        where TStatus : struct, Enum =>
        EqualityComparer<TStatus>.Default.Equals(status, default)
            ? TypedResults.Ok(new DoneAnswer(id, Words.Of(status)))
            : await cluster.Refuse(status, market, body, cancellationToken);

    /// <summary>The header of an answer that was given before to the same id.</summary>
    public const string Replayed = "Idempotency-Replayed";

    private const string FirstAnswer =
        "This is the first answer to this id, and it stays. Where what stood against it has "
        + "changed since, send the bid again under a new id.";

    /// <summary>The problem of a bid's refusal; it says if it is a first answer repeated.</summary>
    public static async Task<IResult> Refuse(
        this Cluster cluster, BidReceipt receipt, string market, JsonPlace? body,
        CancellationToken cancellationToken)
    {
        var config = Refusal.NeedsConfig(Words.Of(receipt.Status))
            ? (await cluster.Ask(cluster.Market(market).Report(), cancellationToken)).Config
            : null;
        var problem = Refusal.Of(receipt.Status, body, config) with
        {
            Limit = Refusal.LimitOf(receipt, config),
        };
        return (receipt.Repeated
            ? problem with { Repeated = true, Detail = FirstAnswer }
            : problem).Result();
    }

    /// <summary>The problem of a refusal, with the limit it breaks.</summary>
    public static async Task<IResult> Refuse<TStatus>(
        this Cluster cluster, TStatus status, string market, JsonPlace? body, CancellationToken cancellationToken)
        where TStatus : struct, Enum
    {
        var config = Refusal.NeedsConfig(Words.Of(status))
            ? (await cluster.Ask(cluster.Market(market).Report(), cancellationToken)).Config
            : null;
        return Refusal.Of(status, body, config).Result();
    }

    /// <summary>
    /// The problem if a currency is named and the market has another; null if all is well.
    /// </summary>
    public static async Task<Problem?> CheckCurrency(
        this Cluster cluster, string? currency, string market, CancellationToken cancellationToken)
    {
        if (currency is null) { return null; }
        var report = await cluster.Ask(cluster.Market(market).Report(), cancellationToken);
        return report.Config is { } config && config.Currency != currency
            ? Problem.Of(Codes.CurrencyDiffers, "currency", currency, detail: $"It is {config.Currency}.")
            : null;
    }
}
