namespace Clearing.Gateway;

/// <summary>Every code a problem can have, with its HTTP status and meaning.</summary>
internal static partial class Codes
{
    public const string BehindProxy = "BEHIND_PROXY";
    public const string BodyMalformed = "BODY_MALFORMED";
    public const string BodyTooLarge = "BODY_TOO_LARGE";
    public const string BookOpen = "BOOK_OPEN";
    public const string BodyTooSlow = "BODY_TOO_SLOW";
    public const string ContentTypeUnsupported = "CONTENT_TYPE_UNSUPPORTED";
    public const string ClosesInPast = "CLOSES_IN_PAST";
    public const string CsvInvalid = "CSV_INVALID";
    public const string CurrencyDiffers = "CURRENCY_DIFFERS";
    public const string FeedsFull = "FEEDS_FULL";
    public const string FieldInvalid = "FIELD_INVALID";
    public const string ForeignHost = "FOREIGN_HOST";
    public const string ForeignSite = "FOREIGN_SITE";
    public const string Forbidden = "FORBIDDEN";
    public const string IdempotencyKeyDiffers = "IDEMPOTENCY_KEY_DIFFERS";
    public const string InFlight = "IN_FLIGHT";
    public const string InternalError = "INTERNAL_ERROR";
    public const string LoopbackOnly = "LOOPBACK_ONLY";
    public const string MarketUnknown = "MARKET_UNKNOWN";
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
    public const string NotFound = "NOT_FOUND";
    public const string OutcomeUnknown = "OUTCOME_UNKNOWN";
    public const string PreconditionFailed = "PRECONDITION_FAILED";
    public const string ProofUnknown = "PROOF_UNKNOWN";
    public const string RoundGap = "ROUND_GAP";
    public const string RoundUnknown = "ROUND_UNKNOWN";
    public const string Sealed = "SEALED";
    public const string SellerUnknown = "SELLER_UNKNOWN";
    public const string SellerIdMalformed = "SELLER_ID_MALFORMED";
    public const string StatementUnknown = "STATEMENT_UNKNOWN";
    public const string TooManyCalls = "TOO_MANY_CALLS";
    public const string TooManyFeeds = "TOO_MANY_FEEDS";
    public const string TooManyImports = "TOO_MANY_IMPORTS";
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Unavailable = "UNAVAILABLE";

    /// <summary>By code: the HTTP status and the meaning.</summary>
    public static IReadOnlyDictionary<string, (int Status, string Title)> All { get; } =
        Transport().Concat(Market()).Concat(Quotas()).Concat(Webhooks()).Concat(Zones())
            .ToDictionary(known => known.Code, known => (known.Status, known.Title));

    /// <summary>After how many seconds to try again; null if trying again does not help.</summary>
    public static string? RetryAfterSeconds(string code) =>
        code is FeedsFull or InFlight or TooManyCalls or TooManyFeeds or TooManyImports
            or OutcomeUnknown or Unavailable ? "1" : null;

    private static (string Code, int Status, string Title)[] Transport() =>
    [
        (BehindProxy, 403, "Without keys, requests that came through a proxy are refused."),
        (BodyMalformed, 400, "The body is no JSON document as this interface takes it."),
        (BodyTooLarge, 413, "The body is larger than the limit."),
        (BodyTooSlow, 408, "The body came too slowly."),
        (BookOpen, 409, "The round's book is open: close it first. Until then nothing is told of it."),
        (ClosesInPast, 422, "The round would close in the past."),
        (ContentTypeUnsupported, 415, "The content type of the body is not taken here."),
        (CsvInvalid, 422, "Rows of the CSV file break rules. Nothing was placed."),
        (CurrencyDiffers, 422, "The market has another currency."),
        (FeedsFull, 503, "This server serves no more feeds for now."),
        (FieldInvalid, 400, "A member, parameter or header breaks a rule."),
        (ForeignHost, 403, "Without keys only localhost is served."),
        (ForeignSite, 403, "Without keys, pages of other sites may not call this server."),
        (Forbidden, 403, "The caller may not do this."),
        (IdempotencyKeyDiffers, 400, "The header Idempotency-Key differs from the id in the body."),
        (InFlight, 409, "A command with this id is on its way. Send the same again soon."),
        (InternalError, 500, "The gateway failed."),
        (LoopbackOnly, 403, "Without keys only callers on the same machine are served."),
        (MethodNotAllowed, 405, "The path does not know this method."),
        (NotFound, 404, "There is nothing at this path."),
        (OutcomeUnknown, 503,
            "Whether the command counts is unknown. Send the same again under the same id."),
        (PreconditionFailed, 412, "If-Match or If-None-Match does not hold. Nothing was changed."),
        (ProofUnknown, 404, "The round was closed before there were proofs: its hash has version 1."),
        (RoundGap, 409, "The round does not follow on the last one."),
        (RoundUnknown, 404, "That round was not cleared."),
        (Sealed, 403, "Until the market is settled this is for auditors: bids that stand are in it."),
        (SellerUnknown, 404, "The seller has taken part in no market yet."),
        (StatementUnknown, 404, "The market has told the seller nothing yet."),
        (TooManyCalls, 429, "The caller's limit of calls is used up for now."),
        (TooManyFeeds, 429, "The caller has as many feeds as it may have at once."),
        (TooManyImports, 429, "The caller has as many imports as it may have at once."),
        (Unauthenticated, 401, "A valid bearer token is needed."),
        (Unavailable, 503, "No answer came in time. Nothing was changed; ask again."),
    ];
}
