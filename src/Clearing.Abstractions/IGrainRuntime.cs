// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>What an engine does for the grains it runs.</summary>
public interface IGrainRuntime
{
    /// <summary>Gives references to grains.</summary>
    IGrainFactory GrainFactory { get; }

    /// <summary>Makes timers.</summary>
    ITimerRegistry TimerRegistry { get; }

    /// <summary>The services of the host.</summary>
    IServiceProvider ServiceProvider { get; }

    /// <summary>The time that timers, reminders and timeouts go by.</summary>
    TimeProvider TimeProvider => TimeProvider.System;

    /// <summary>Ends an activation when its running calls are done.</summary>
    void DeactivateOnIdle(IGrainContext grainContext);
}
