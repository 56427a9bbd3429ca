namespace Clearing.Gateway;

/// <summary>Notes the requests that were denied.</summary>
/// <remarks>A call that a silo denied is not noted: the silo has counted it.</remarks>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="notes">Get the callers.</param>
internal sealed class DeniedRequests(RequestDelegate next, DeniedNotes notes)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status403Forbidden
            && context.Features.Get<DeniedBySilo>() is null
            && context.Features.Get<Caller>() is { } caller)
        {
            notes.Add(caller.Subject, BearerToken.Of(context.Request));
        }
    }
}
