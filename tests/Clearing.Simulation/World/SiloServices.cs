using Clearing.Contracts;
using Clearing.Grains;
using Clearing.Journal;
using Clearing.Market;
using Clearing.Sealing;
using Microsoft.Extensions.Logging;

namespace Clearing.Simulation;

/// <summary>The services injected into grains.</summary>
internal sealed class SiloServices(
    SealedJournal journal, TimeProvider clock, GrainLog log, ISecretSource secrets,
    IWebhookSender? sender = null)
    : IServiceProvider
{
    // Streams are short here, but snapshots must still be taken.
    private static readonly SnapshotPolicy Snapshots = new(WhileActive: 20, OnLeaving: 1, OfMarket: 8);

    /// <summary>Limits so low that sellers reach them.</summary>
    public static readonly SellerQuota Quota = new(OpenBids: 6, Refusals: 4);

    private static readonly WebhookPace Pace = new(
        TimeSpan.FromSeconds(5),
        [
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20),
            TimeSpan.FromMinutes(1),
        ]);

    // One call at a time makes even few sellers share calls.
    private readonly BidGathering _gathering = new(callsAtOnce: 1);

    public object? GetService(Type serviceType) =>
        serviceType == typeof(SealedJournal) ? journal
        : serviceType == typeof(TimeProvider) ? clock
        : serviceType == typeof(BidGathering) ? _gathering
        : serviceType == typeof(ILoggerFactory) ? log
        : serviceType == typeof(ISecretSource) ? secrets
        : serviceType == typeof(SnapshotPolicy) ? Snapshots
        : serviceType == typeof(SellerQuota) ? Quota
        : serviceType == typeof(IWebhookSender) ? sender
        : serviceType == typeof(WebhookPace) ? Pace
        : null;
}
