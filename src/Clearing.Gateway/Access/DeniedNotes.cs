namespace Clearing.Gateway;

/// <summary>Tells the cluster of calls that this gateway denied, without making them wait.</summary>
/// <remarks>
/// At most <see cref="MaxAtOnce"/> notes are under way; a flood of denied calls beyond that is not
/// counted in full. Without keys callers only say who they are, and nothing is noted.
/// </remarks>
/// <param name="cluster">Gets the notes.</param>
/// <param name="keys">They say whether callers are authenticated.</param>
internal sealed class DeniedNotes(Cluster cluster, TokenKeys keys)
{
    private const int MaxAtOnce = 64;
    private int _underWay;

    /// <summary>Notes a call that was refused as <c>FORBIDDEN</c>.</summary>
    /// <param name="caller">The subject of the caller's token; a call without one is not noted.</param>
    /// <param name="token">The token; null if none is passed on to silos.</param>
    public void Add(string caller, string? token)
    {
        if (keys.Required && caller.Length > 0) { _ = Note(caller, token); }
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
