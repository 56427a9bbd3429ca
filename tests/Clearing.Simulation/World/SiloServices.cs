using Clearing.Journal;
using Microsoft.Extensions.Logging;

namespace Clearing.Simulation;

/// <summary>What grains are made from.</summary>
internal sealed class SiloServices(IJournal journal, TimeProvider clock, GrainLog log)
    : IServiceProvider
{
    public object? GetService(Type serviceType) =>
        serviceType == typeof(IJournal) ? journal
        : serviceType == typeof(TimeProvider) ? clock
        : serviceType == typeof(ILoggerFactory) ? log
        : null;
}
