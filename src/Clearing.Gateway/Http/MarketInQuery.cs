using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The market in the query, such as <c>market=us-east/standard/2026-Q4</c>.</summary>
/// <param name="Key">The market's key.</param>
/// <param name="Problem">The problem of the parameter; null if it could be read.</param>
internal sealed record MarketInQuery(string Key, Problem? Problem) : IRead
{
    public static ValueTask<MarketInQuery> BindAsync(HttpContext context)
    {
        var values = context.Request.Query["market"];
        var wrong = values.Count == 1 && MarketKey.TryParse(values[0], out _) ? null : Problem.Of(
            Codes.FieldInvalid, "market", values,
            detail: "must be region/storage_type/period, such as us-east/standard/2026-Q4");
        return ValueTask.FromResult(new MarketInQuery(values.Count == 1 ? values[0]! : "", wrong));
    }
}
