using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The market that the query names: <c>market=us-east/standard/2026-Q4</c>.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Problem">Why it could not be read; null if it could.</param>
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
