using Clearing.Formats;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway;

/// <summary>
/// Logs each act that is refused with 403, with the caller and the reason given. Such an act leaves
/// no event, so the log line is its only trace.
/// </summary>
/// <remarks>
/// The line names the route and the market but not the path, because a path can name a seller.
/// </remarks>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="log">Gets a line for each refused act.</param>
internal sealed partial class RefusedActs(RequestDelegate next, ILogger<RefusedActs> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.StatusCode != StatusCodes.Status403Forbidden
            || HttpMethods.IsGet(context.Request.Method)
            || HttpMethods.IsHead(context.Request.Method)
            || context.Features.Get<Caller>() is not { } caller)
        {
            return;
        }
        Refused(
            log, context.TraceIdentifier, FormatError.Show(caller.Subject),
            caller.Roles.ToString(), context.Request.Method, RequestLog.Route(context),
            MarketOf(context), FormatError.Show(ActReason.Of(context.Request).Reason ?? "-"));
    }

    private static string MarketOf(HttpContext context) =>
        MarketInPath.KeyOf(context.Request.RouteValues) is { } market
            ? FormatError.Show(market)
            : "-";

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{RequestId} refused to {By} ({Role}): {Method} {Route}, market {Market}, "
            + "reason {Reason}")]
    private static partial void Refused(
        ILogger log, string requestId, string by, string role, string method, string route,
        string market, string reason);
}
