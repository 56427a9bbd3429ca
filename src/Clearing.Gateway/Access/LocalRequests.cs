namespace Clearing.Gateway;

/// <summary>Restricts a server without keys to programs on this machine.</summary>
/// <remarks>
/// Health probes are exempt: an orchestrator may probe from another address, and the answers reveal
/// nothing.
/// </remarks>
/// <param name="next">The rest of the pipeline.</param>
internal sealed class LocalRequests(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/health")
            || LocalRequestRule.Refusal(context) is not { } problem
            ? next(context)
            : problem.Result().ExecuteAsync(context);
}
