using Clearing.Grains;
using Clearing.Journal;
using Microsoft.Extensions.Logging;

namespace Clearing.Simulation;

/// <summary>What grains are made from.</summary>
internal sealed class SiloServices(IJournal journal, TimeProvider clock, GrainLog log)
    : IServiceProvider
{
    // Streams are short here, and snapshots must come all the same.
    private static readonly SnapshotPolicy Snapshots = new(WhileActive: 20, OnLeaving: 1);

    public object? GetService(Type serviceType) =>
        serviceType == typeof(IJournal) ? journal
        : serviceType == typeof(TimeProvider) ? clock
        : serviceType == typeof(ILoggerFactory) ? log
        : serviceType == typeof(SnapshotPolicy) ? Snapshots
        : null;
}
