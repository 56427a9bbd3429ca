using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Makes the answer to a command from its status.</summary>
internal static class StatusResults
{
    /// <summary>The header of an answer that was given before to the same id.</summary>
    public const string Replayed = "Idempotency-Replayed";

    private const string FirstAnswer =
        "This is the first answer to this id, and it stays. If the cause of the refusal is gone, "
        + "send the bid again under a new id.";

    /// <summary>The command's id and status, or the problem of its refusal.</summary>
    /// <param name="id">The command's id.</param>
    /// <param name="status">What became of the command.</param>
    /// <param name="body">What the caller sent; null if the command has no body.</param>
    /// <param name="limit">The limit that was broken; null for the one of the code, if any.</param>
    public static IResult Of<TStatus>(
        string id, TStatus status, JsonPlace? body, long? limit = null)
        where TStatus : struct, Enum =>
        EqualityComparer<TStatus>.Default.Equals(status, default)
            ? TypedResults.Ok(new DoneAnswer(id, Words.Of(status)))
            : Refusal.Of(status, body, limit).Result();

    /// <summary>The problem of a bid's refusal; it says if it is a first answer repeated.</summary>
    public static IResult Refused(BidReceipt receipt, JsonPlace? body)
    {
        var problem = Refusal.Of(receipt.Status, body, Refusal.LimitOf(receipt));
        return (receipt.Repeated
            ? problem with { Repeated = true, Detail = FirstAnswer }
            : problem).Result();
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
            ? Problem.Of(
                Codes.CurrencyDiffers, "currency", currency, detail: $"It is {config.Currency}.")
            : null;
    }
}
