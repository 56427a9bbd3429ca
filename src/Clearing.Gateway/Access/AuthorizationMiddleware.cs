using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Lets a call through to its endpoint if the caller has the right to make it.</summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="keys">They say whether callers are authenticated, and why a token is refused.</param>
internal sealed class AuthorizationMiddleware(RequestDelegate next, TokenKeys keys)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsGuarded(context.Request.Path) || context.GetEndpoint() is not { } endpoint)
        {
            return next(context);
        }
        var allow = endpoint.Metadata.GetMetadata<Allow>();
        var caller = keys.Required ? Caller.Of(context.User) : Caller.Local;
        context.Features.Set(caller);
        // The silo checks the call again; it does not trust the gateway's decision.
        CallContext.ActFor(keys.Required ? BearerToken.Of(context.Request) : null);
        var (reason, wrong) = ActReason.Of(context.Request);
        CallContext.ActBecause(reason, context.TraceIdentifier);
        RequestContext.Set(CallContext.By, caller.Subject);
        if (Refusal(context, allow, caller) is not { } refusal)
        {
            return wrong is null ? next(context) : wrong.Result().ExecuteAsync(context);
        }
        return refusal.Result().ExecuteAsync(context);
    }

    private static bool IsGuarded(PathString path) =>
        path.StartsWithSegments("/v1") || path.StartsWithSegments(Telemetry.MetricsPath);

    private Problem? Refusal(HttpContext context, Allow? allow, Caller caller)
    {
        // An endpoint that declares no callers refuses everyone. Routing's own answers, such as
        // 405, are not endpoints of a route.
        if (allow is null)
        {
            return context.GetEndpoint() is RouteEndpoint ? Problem.Of(Codes.Forbidden) : null;
        }
        if (allow.Roles.HasFlag(Role.Anonymous)) { return null; }
        if (!caller.IsLocal && context.User.Identity is not { IsAuthenticated: true })
        {
            return Unauthenticated(context);
        }
        var (seller, region) = (context.GetRouteValue("seller") as string, RegionOf(context));
        return allow.Admits(caller, seller, region)
            ? null
            : Problem.Of(Codes.Forbidden, detail: allow.LackOf(caller, seller, region));
    }

    // RFC 6750, section 3: a request without a token is not told of an error.
    private Problem Unauthenticated(HttpContext context)
    {
        var why = context.Features.Get<RefusedToken>() is { } refused
            ? keys.Explain(refused.Fault)
            : null;
        context.Response.Headers.WWWAuthenticate = why is null
            ? "Bearer"
            : $"Bearer error=\"invalid_token\", error_description=\"{why}\"";
        return Problem.Of(Codes.Unauthenticated, detail: why);
    }

    private static string? RegionOf(HttpContext context) =>
        context.GetRouteValue("region") as string
        ?? (MarketKey.TryParse(context.Request.Query["market"], out var key) ? key.Region : null);
}
