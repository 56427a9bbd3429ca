using Clearing.Allocation.Zones;
using Clearing.Contracts;
using Clearing.Market.Erasing;
using Microsoft.Extensions.Options;

namespace Clearing.Gateway;

/// <summary>Gives the endpoints access to the grains.</summary>
/// <param name="grains">The source of grain references.</param>
/// <param name="options">The maximum time to wait.</param>
/// <param name="clock">The process's clock.</param>
/// <param name="metrics">Records the duration of calls.</param>
internal sealed class Cluster(
    IGrainFactory grains, IOptions<GatewayOptions> options, TimeProvider clock,
    GatewayMetrics metrics)
{
    /// <exception cref="AccessDeniedException">The seller was erased.</exception>
    public ISellerGrain Seller(string seller) => grains.GetGrain<ISellerGrain>(Acting(seller));

    public IRoundGrain Market(string key) => grains.GetGrain<IRoundGrain>(key);

    public IMarketHealthGrain Health(string market) =>
        grains.GetGrain<IMarketHealthGrain>(market);

    public IMarketReplayGrain Replay(string market) =>
        grains.GetGrain<IMarketReplayGrain>(market);

    public IWebhookGrain Webhooks(string source) => grains.GetGrain<IWebhookGrain>(source);

    public IZoneGrain Zone(string zone) => grains.GetGrain<IZoneGrain>(zone);

    /// <exception cref="AccessDeniedException">The seller was erased.</exception>
    public IZoneSellerGrain SellerIn(string zone, string seller) =>
        grains.GetGrain<IZoneSellerGrain>(ZoneKey.OfSeller(zone, Acting(seller)));

    public IAuditGrain Audit => grains.GetGrain<IAuditGrain>(IAuditGrain.Key);

    public IMarketDirectoryGrain Directory =>
        grains.GetGrain<IMarketDirectoryGrain>(IMarketDirectoryGrain.Key);

    /// <summary>The day now, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Waits for an answer. Most failures leave the outcome unknown.</summary>
    /// <exception cref="OutcomeUnknownException">No answer arrived in time.</exception>
    /// <exception cref="AccessDeniedException">The silo denies the call to the caller.</exception>
    /// <exception cref="OperationCanceledException">The caller disconnected.</exception>
    public async Task<TAnswer> Ask<TAnswer>(Task<TAnswer> call, CancellationToken cancellationToken)
    {
        var asked = clock.GetTimestamp();
        try
        {
            return await call.WaitAsync(options.Value.CallTimeout, clock, cancellationToken);
        }
        // The cluster cancels calls to a grain that took too long to activate: no caller asked for that.
        catch (Exception cause) when (cause is OperationCanceledException
            ? !cancellationToken.IsCancellationRequested
            : cause is not (OutcomeUnknownException or AccessDeniedException or ArgumentException))
        {
            throw new OutcomeUnknownException("No answer came from the cluster.", cause);
        }
        finally
        {
            metrics.Call(clock.GetElapsedTime(asked));
        }
    }

    /// <summary>Waits for a call that has no answer.</summary>
    public async Task Ask(Task call, CancellationToken cancellationToken) =>
        await Ask(Done(call), cancellationToken);

    // A seller may be named in a body, where no rule of the endpoint sees it.
    private static string Acting(string seller) => SurrogateRule.IsErased(seller)
        ? throw new AccessDeniedException($"Nobody acts for '{seller}', which was erased.")
        : seller;

    private static async Task<bool> Done(Task call)
    {
        await call;
        return true;
    }
}
