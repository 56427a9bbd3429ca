namespace Clearing.Gateway;

/// <summary>Every code of problems, with its HTTP status and meaning.</summary>
internal static partial class Codes
{
    public const string BehindProxy = "BEHIND_PROXY";
    public const string BodyMalformed = "BODY_MALFORMED";
    public const string BodyTooLarge = "BODY_TOO_LARGE";
    public const string BidNotCleared = "BID_NOT_CLEARED";
    public const string BookOpen = "BOOK_OPEN";
    public const string BooksSealed = "BOOKS_SEALED";
    public const string BodyTooSlow = "BODY_TOO_SLOW";
    public const string ContentTypeUnsupported = "CONTENT_TYPE_UNSUPPORTED";
    public const string ClosesInPast = "CLOSES_IN_PAST";
    public const string ClosesTooLate = "CLOSES_TOO_LATE";
    public const string CommandsFull = "COMMANDS_FULL";
    public const string CsvInvalid = "CSV_INVALID";
    public const string CurrencyDiffers = "CURRENCY_DIFFERS";
    public const string FactsFull = "FACTS_FULL";
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
    public const string RefusalsFull = "REFUSALS_FULL";
    public const string ReportsFull = "REPORTS_FULL";
    public const string OtherRoundClosed = "OTHER_ROUND_CLOSED";
    public const string RoundGap = "ROUND_GAP";
    public const string RoundPassed = "ROUND_PASSED";
    public const string RoundUnknown = "ROUND_UNKNOWN";
    public const string Sealed = "SEALED";
    public const string SellerUnknown = "SELLER_UNKNOWN";
    public const string SellerIdMalformed = "SELLER_ID_MALFORMED";
    public const string StatementUnknown = "STATEMENT_UNKNOWN";
    public const string TooManyBids = "TOO_MANY_BIDS";
    public const string TooManyCalls = "TOO_MANY_CALLS";
    public const string TooManyFeeds = "TOO_MANY_FEEDS";
    public const string TooManyImports = "TOO_MANY_IMPORTS";
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Unavailable = "UNAVAILABLE";

    /// <summary>Every code by its name.</summary>
    public static IReadOnlyDictionary<string, Code> All { get; } =
        Transport.Concat(Market).Concat(Webhooks).Concat(Zones)
            .ToDictionary(known => known.Name);

    /// <summary>The limit of a code; null if it has none or a market sets it.</summary>
    public static long? LimitOf(string code) =>
        All.TryGetValue(code, out var known) ? known.Limit : null;

    /// <summary>The seconds to wait before a retry; null if a retry does not help.</summary>
    public static string? RetryAfterSeconds(string code) =>
        code is FeedsFull or InFlight or TooManyCalls or TooManyFeeds or TooManyImports
            or OutcomeUnknown or Unavailable
            ? "1"
            : null;

    private static Code[] Transport =>
    [
        new(BehindProxy, 403, "Without keys, requests that came through a proxy are refused."),
        new(BodyMalformed, 400, "The body is not a JSON document that this interface accepts."),
        new(BodyTooLarge, 413, "The body is larger than the limit."),
        new(BidNotCleared, 409,
            "No round with the bid is cleared yet, and nothing about an open book is shown."),
        new(BooksSealed, 409,
            "The market is not settled: until then its losing bids are sealed, and it cannot be "
            + "cleared again under other rules.", Fields: ["market"]),
        new(BodyTooSlow, 408, "The body came too slowly."),
        new(BookOpen, 409,
            "The round's book is open. Close it first; nothing about an open book is shown."),
        new(ClosesInPast, 422, "The round would close in the past."),
        new(ClosesTooLate, 422, "The round would close too many years from now."),
        new(ContentTypeUnsupported, 415, "This endpoint does not accept the body's content type."),
        new(CsvInvalid, 422, "Rows of the CSV file break rules. Nothing was placed."),
        new(CurrencyDiffers, 422, "The market has another currency."),
        new(FeedsFull, 503, "This server serves its maximum number of feeds."),
        new(FieldInvalid, 400, "A member, parameter or header breaks a rule."),
        new(ForeignHost, 403, "Without keys only localhost is served."),
        new(ForeignSite, 403, "Without keys, pages of other sites may not call this server."),
        new(Forbidden, 403, "The caller may not do this."),
        new(IdempotencyKeyDiffers, 400,
            "The header Idempotency-Key differs from the id in the body."),
        new(InFlight, 409, "A command with this id is in flight. Send it again shortly."),
        new(InternalError, 500, "The gateway failed."),
        new(LoopbackOnly, 403, "Without keys only callers on the same machine are served."),
        new(MethodNotAllowed, 405, "This path does not support this method."),
        new(NotFound, 404, "There is nothing at this path."),
        new(OutcomeUnknown, 503,
            "The outcome of the command is unknown. Send it again under the same id."),
        new(PreconditionFailed, 412,
            "If-Match or If-None-Match does not hold. Nothing was changed."),
        new(ProofUnknown, 404,
            "The round was closed before proofs existed: its hash has version 1."),
        new(RoundGap, 409, "The round does not follow the last one."),
        new(RoundUnknown, 404, "That round was not cleared."),
        new(Sealed, 403,
            "Until the market is settled only auditors may read this: it contains open bids."),
        new(SellerUnknown, 404,
            "Nothing is known of the seller yet: it took part in no market and, in a zone, has no profile "
            + "and no fact.", Fields: ["seller"]),
        new(StatementUnknown, 404, "The seller has no statement in this market yet."),
        new(TooManyBids, 422, "The market has more bids and later changes than are cleared again.",
            Fields: ["market"], Limit: IMarketReplayGrain.MaxBids),
        new(TooManyCalls, 429, "The caller has used up its limit of calls for now."),
        new(TooManyFeeds, 429, "The caller has as many feeds as it may have at once."),
        new(TooManyImports, 429, "The caller has as many imports as it may have at once."),
        new(Unauthenticated, 401, "A valid bearer token is needed."),
        new(Unavailable, 503, "No answer came in time. Nothing was changed; ask again."),
    ];
}
