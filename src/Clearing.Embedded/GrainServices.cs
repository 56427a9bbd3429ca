using Orleans.Timers;

namespace Clearing.Embedded;

/// <summary>The host's services, in which the engine stands for itself.</summary>
/// <remarks>There is no scope per activation: grains get singletons and transients.</remarks>
internal sealed class GrainServices(EmbeddedEngine engine, IServiceProvider host) : IServiceProvider
{
    public object? GetService(Type serviceType)
    {
        if (serviceType == typeof(IGrainFactory) || serviceType == typeof(IGrainRuntime)
            || serviceType == typeof(ITimerRegistry))
        {
            return engine;
        }
        if (serviceType == typeof(IServiceProvider))
        {
            return this;
        }
        if (serviceType == typeof(IReminderRegistry))
        {
            return engine.Reminders;
        }
        return serviceType == typeof(TimeProvider)
            ? engine.Seams.Time
            : host.GetService(serviceType);
    }
}
