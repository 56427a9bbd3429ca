using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>The source of webhooks that the path names, and one of its webhooks.</summary>
/// <param name="Source">The key of the grain: <c>seller/…</c>, <c>market/…</c>,
/// <c>zone-seller/…</c> or <c>market-seller/…</c>.</param>
/// <param name="Market">The market's key; null if the path names none.</param>
/// <param name="Id">The webhook; empty if the path names all.</param>
/// <param name="Problem">The problem of the path; null if it could be read.</param>
internal sealed record WebhooksInPath(string Source, string? Market, string Id, Problem? Problem)
    : IRead
{
    /// <summary>The zone's key; null unless the source is a seller in a zone.</summary>
    public string? Zone { get; init; }

    public static async ValueTask<WebhooksInPath> BindAsync(HttpContext context)
    {
        var values = context.Request.RouteValues;
        var id = values["webhook"] as string ?? "";
        var wrong = !values.ContainsKey("webhook") || (IdRule.Allows(id) && !id.Contains('%'))
            ? null
            : Problem.Of("WEBHOOK_ID_MALFORMED", "webhook", id, IdRule.MaxLength);
        if (values["seller"] is string seller && !values.ContainsKey("period"))
        {
            if (!values.ContainsKey("region")) { return new($"seller/{seller}", null, id, wrong); }
            var zone = await ZoneInPath.BindAsync(context);
            return new($"zone-seller/{zone.Key}/{seller}", null, id, zone.Problem ?? wrong)
            {
                Zone = zone.Key,
            };
        }
        var market = await MarketInPath.BindAsync(context);
        var source = values["seller"] is string bidder
            ? $"market-seller/{market.Key}/{bidder}"
            : $"market/{market.Key}";
        return new(source, market.Key, id, market.Problem ?? wrong);
    }
}
