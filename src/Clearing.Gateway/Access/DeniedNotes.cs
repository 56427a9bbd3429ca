namespace Clearing.Gateway;

/// <summary>Tells the cluster of calls that this gateway denied, without making them wait.</summary>
/// <remarks>
/// At most <see cref="MaxAtOnce"/> notes are under way; a flood of denied calls beyond that is not
/// counted in full. A call that a silo denied is not noted: the silo has counted it.
/// </remarks>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="cluster">Gets the notes.</param>
/// <param name="keys">They say whether callers are authenticated.</param>
internal sealed class DeniedNotes(RequestDelegate next, Cluster cluster, TokenKeys keys)
{
    private const int MaxAtOnce = 64;
    private int _underWay;

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status403Forbidden && keys.Required
            && context.Features.Get<DeniedBySilo>() is null
            && context.Features.Get<Caller>() is { Subject: { Length: > 0 } caller })
        {
            _ = Note(caller, BearerToken.Of(context.Request));
        }
    }

    private async Task Note(string caller, string? token)
    {
        try
        {
            if (Interlocked.Increment(ref _underWay) > MaxAtOnce) { return; }
            CallContext.ActFor(token);
            RequestContext.Set(CallContext.By, caller);
            await cluster.Ask(cluster.Audit.Note(Codes.Forbidden), CancellationToken.None);
        }
        catch (Exception)
        {
            // The call was denied all the same, and its line is in the log; nobody waits for this.
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
