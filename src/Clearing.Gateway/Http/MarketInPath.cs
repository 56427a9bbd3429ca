using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The market that the path names.</summary>
/// <param name="Key">The market's key.</param>
/// <param name="Problem">The problem of the path; null if it could be read.</param>
internal sealed record MarketInPath(string Key, Problem? Problem) : IRead
{
    /// <summary>What each part of a key may be.</summary>
    public const string Parts = "each 1 to 64 letters, digits and . _ -";

    public const string Pattern = "/markets/{region}/{storage_type}/{period}";

    public static ValueTask<MarketInPath> BindAsync(HttpContext context)
    {
        var key = KeyOf(context.Request.RouteValues)!;
        var wrong =
            MarketKey.TryParse(key, out _) ? null : Problem.Of(
                "KEY_MALFORMED", "market", key, MarketKey.MaxPartLength,
                "must be region/storage_type/period, " + Parts);
        return ValueTask.FromResult(new MarketInPath(key, wrong));
    }

    /// <summary>The key of the market that a path names; null if it names none.</summary>
    public static string? KeyOf(RouteValueDictionary values) =>
        values["region"] is { } region && values["period"] is { } period
            ? $"{region}/{values["storage_type"]}/{period}"
            : null;
}
