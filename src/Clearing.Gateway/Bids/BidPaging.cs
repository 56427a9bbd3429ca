using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>
/// A page of bids of several markets: the query's <c>cursor</c>, the last bid already seen, and
/// <c>limit</c>.
/// </summary>
/// <param name="Market">The last bid's market; empty from the start.</param>
/// <param name="Number">The last bid's number in its seller's own count; 0 from the start.</param>
/// <param name="Limit">1 to 1,000; default 100.</param>
/// <param name="Problem">The problem of the query; null if it could be read.</param>
/// <remarks>A bid that closes between two pages hides no other, as it would if pages counted.</remarks>
internal sealed record BidPaging(string Market, long Number, int Limit, Problem? Problem) : IRead
{
    // No market's key has one.
    private const char Between = '@';

    public static ValueTask<BidPaging> BindAsync(HttpContext context)
    {
        var cursor = context.Request.Query["cursor"];
        var limit = Paging.LimitOf(context);
        var (market, number) = ("", 0L);
        return ValueTask.FromResult(cursor.Count > 0 && !TryRead($"{cursor}", out market, out number)
            ? new BidPaging("", 0, 1, Problem.Of(
                Codes.FieldInvalid, "cursor", cursor, detail: "must be a next_cursor"))
            : new BidPaging(market, number, limit.Limit, limit.Problem));
    }

    /// <summary>The cursor of the page after a bid.</summary>
    public static string After(string market, long number) => $"{market}{Between}{number}";

    /// <summary>True if the page may have bids of a market; markets follow one another by key.</summary>
    public bool Reaches(string market) => string.CompareOrdinal(market, Market) >= 0;

    /// <summary>The number that bids of a market come after.</summary>
    public long After(string market) => market == Market ? Number : 0;

    private static bool TryRead(string cursor, out string market, out long number)
    {
        var between = cursor.LastIndexOf(Between);
        (market, number) = (cursor[..Math.Max(0, between)], 0);
        return MarketKey.TryParse(market, out _) && Paging.TryRead(cursor[(between + 1)..], long.MaxValue, out number);
    }
}
