using Clearing.Formats;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway;

/// <summary>
/// Logs who tried to do what it may not do, and why. An act that is refused leaves no event, so
/// that the log is all there is of it.
/// </summary>
/// <remarks>
/// The line names the route and the market, but no path, since a path names a seller.
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
        context.GetRouteValue("period") is string period
            ? FormatError.Show(
                $"{context.GetRouteValue("region")}/{context.GetRouteValue("storage_type")}/{period}")
            : "-";

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{RequestId} refused to {By} ({Role}): {Method} {Route}, market {Market}, "
            + "reason {Reason}")]
    private static partial void Refused(
        ILogger log, string requestId, string by, string role, string method, string route,
        string market, string reason);
}
