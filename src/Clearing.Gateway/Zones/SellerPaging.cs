using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>A page of sellers: the query's <c>cursor</c>, a seller, and <c>limit</c>.</summary>
/// <param name="After">The last seller already seen; empty from the start.</param>
/// <param name="Limit">1 to 1,000; default 100.</param>
/// <param name="Problem">The problem of the query; null if it could be read.</param>
internal sealed record SellerPaging(string After, int Limit, Problem? Problem) : IRead
{
    public static ValueTask<SellerPaging> BindAsync(HttpContext context)
    {
        var cursor = context.Request.Query["cursor"];
        var limit = Paging.LimitOf(context);
        return ValueTask.FromResult(cursor.Count > 0 && !IdRule.Allows(cursor)
            ? new SellerPaging("", 1, Problem.Of(
                Codes.FieldInvalid, "cursor", cursor, detail: "must be a next_cursor"))
            : new SellerPaging(cursor.ToString(), limit.Limit, limit.Problem));
    }

    /// <summary>The cursor of the page after the given one; null after the last page.</summary>
    public string? Next(ImmutableArray<string> page) => page.Length < Limit ? null : page[^1];
}
