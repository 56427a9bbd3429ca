using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>Creates the answer to a command from its status.</summary>
internal static class StatusResults
{
    /// <summary>The header that marks the repeated answer to a known id.</summary>
    public const string Replayed = "Idempotency-Replayed";

    private const string FirstAnswer =
        "This is the first answer to this id, and it stays. If the cause of the refusal is gone, "
        + "send it again under a new id.";

    /// <summary>The command's id and status, or the problem of its refusal.</summary>
    /// <param name="id">The command's id.</param>
    /// <param name="status">The outcome of the command.</param>
    /// <param name="body">The caller's body; null if the command has none.</param>
    /// <param name="limit">The limit that was broken; null for that of the code, if any.</param>
    /// <param name="known">True if the id was answered before.</param>
    /// <param name="about">What a refusal is about; null if the body tells.</param>
    /// <param name="detail">What to do about a refusal; null if its code says it.</param>
    public static IResult Of<TStatus>(
        string id, TStatus status, JsonPlace? body, long? limit = null, bool known = false,
        RefusedMember? about = null, string? detail = null)
        where TStatus : struct, Enum
    {
        var repeated = known && IsAnswer(status);
        return EqualityComparer<TStatus>.Default.Equals(status, default)
            ? Marked(TypedResults.Ok(new DoneAnswer(id, Words.Of(status), repeated)), repeated)
            : Marked(
                Named(Refusal.Of(status, body, limit).With(about).Because(detail), body, id), repeated);
    }

    /// <summary>
    /// The problem of a refusal, with the header if the id that it is about came in it and not in the
    /// body.
    /// </summary>
    public static Problem Named(Problem problem, JsonPlace? body, string id) =>
        body is not null && problem.Field is null
        && problem.Code is "ID_MALFORMED" or "ID_REUSED" or "BID_ID_MALFORMED" or "BID_ID_REUSED"
            ? problem with { Field = IdempotencyKey.Header, Value = FormatError.Show(id) }
            : problem;

    /// <summary>An answer, with the header if it is a repeated one.</summary>
    public static IResult Marked(IResult answer, bool repeated) =>
        repeated ? new Replay(answer) : answer;

    /// <summary>
    /// The answer to a PUT: 201 with its address if it made something new, and otherwise 200.
    /// </summary>
    public static IResult Put<T>(HttpContext context, bool isNew, bool repeated, T answer) =>
        isNew
            ? TypedResults.Created(context.Request.PathBase + context.Request.Path, answer)
            : Marked(TypedResults.Ok(answer), repeated);

    /// <summary>True if a status for a known id repeats its first answer.</summary>
    public static bool IsAnswer<TStatus>(TStatus status)
        where TStatus : struct, Enum =>
        Words.Of(status) is not (
            "ID_REUSED" or "ID_MALFORMED" or Codes.RefusalsFull or Codes.CommandsFull or Codes.ReportsFull
            or Codes.FactsFull);

    /// <summary>The problem of a bid's refusal, marked if it is a repeated answer.</summary>
    public static IResult Refused(BidReceipt receipt, JsonPlace? body)
    {
        var problem = Named(
            Refusal.Of(receipt.Status, body, Refusal.LimitOf(receipt)), body, receipt.BidId);
        return Marked(problem, receipt.Repeated);
    }

    private static IResult Marked(Problem problem, bool repeated) => Marked(
        (repeated ? problem with { Repeated = true, Detail = First(problem) } : problem).Result(),
        repeated);

    private static string First(Problem problem) =>
        problem.Detail is { } detail ? $"{detail} {FirstAnswer}" : FirstAnswer;

    /// <summary>
    /// The problem if the caller names another currency than the market's; otherwise null.
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

    private sealed class Replay(IResult answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers[Replayed] = "true";
            return answer.ExecuteAsync(httpContext);
        }
    }
}
