using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Clearing.Gateway;

/// <summary>
/// Gives each request an id, which is in the header <c>Request-Id</c> of its answer and in all log
/// lines about it, and logs the request itself if the access log is on.
/// </summary>
/// <remarks>
/// The access log is the category <c>Clearing.Gateway.Access</c> at the level Information. It names
/// the route but never the path, which can name a seller, and no query, body or token.
/// </remarks>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="logs">Creates the access log.</param>
internal sealed partial class RequestLog(RequestDelegate next, ILoggerFactory logs)
{
    /// <summary>The category of the access log.</summary>
    public const string Category = "Clearing.Gateway.Access";

    /// <summary>The header that tells a caller the id.</summary>
    public const string Header = "Request-Id";

    private readonly ILogger _log = logs.CreateLogger(Category);

    public async Task InvokeAsync(HttpContext context)
    {
        // A caller's id is never used, because a caller could make two requests look like one.
        context.TraceIdentifier = Guid.CreateVersion7().ToString("N");
        context.Response.Headers[Header] = context.TraceIdentifier;
        if (!_log.IsEnabled(LogLevel.Information))
        {
            await next(context);
            return;
        }
        var began = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Served(
                _log, context.TraceIdentifier, context.Request.Method, Route(context),
                context.Response.StatusCode, RoleOf(context),
                Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    /// <summary>The route of a request; - for none.</summary>
    public static string Route(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern }
            ? pattern
            : "-";

    private static string RoleOf(HttpContext context) =>
        context.Features.Get<Caller>() is not { } caller ? "-"
        : caller.IsLocal ? "local"
        : caller.Roles.ToString();

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{RequestId} {Method} {Route} {Status} {Role} {Milliseconds:0.0} ms")]
    private static partial void Served(
        ILogger log, string requestId, string method, string route, int status, string role,
        double milliseconds);
}
