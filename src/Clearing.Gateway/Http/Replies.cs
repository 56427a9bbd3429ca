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

    /// <summary>The header of an answer that was given before to the same id.</summary>
    public const string Replayed = "Idempotency-Replayed";

    private const string FirstAnswer =
        "This is the first answer to this id, and it stays. Where what stood against it has "
        + "changed since, send the bid again under a new id.";

    /// <summary>The problem of a bid's refusal; it says if it is a first answer repeated.</summary>
    public static async Task<IResult> Refuse(
        this Cluster cluster, BidReceipt receipt, string market, JsonPlace? body,
        CancellationToken gone)
    {
        var known = await KnownLimits.Of(cluster, market, [receipt.Status], gone);
        var problem = Refusal.Of(receipt.Status, body, known) with
        {
            Limit = Refusal.LimitOf(receipt, known),
        };
        return (receipt.Repeated
            ? problem with { Repeated = true, Detail = FirstAnswer }
            : problem).Result();
    }

    /// <summary>The problem of a refusal, with the limit it breaks.</summary>
    public static async Task<IResult> Refuse<TStatus>(
        this Cluster cluster, TStatus status, string market, JsonPlace? body, CancellationToken gone)
        where TStatus : struct, Enum =>
        Refusal.Of(status, body, await KnownLimits.Of(cluster, market, [status], gone)).Result();

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
