// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
using Orleans.Runtime;

namespace Orleans;

/// <summary>What a grain can ask of its activation.</summary>
public static class GrainBaseExtensions
{
    /// <summary>Ends this activation after its running calls; others go to a new one.</summary>
    public static void DeactivateOnIdle(this IGrainBase grain) =>
        grain.GrainContext.Runtime.DeactivateOnIdle(grain.GrainContext);

    /// <summary>Calls back in a turn of this activation, as long as it lives.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">Never overlaps with itself; a failure is logged, no more.</param>
    /// <param name="options">When, how often, and whether it interleaves with calls.</param>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<CancellationToken, Task> callback,
        GrainTimerCreationOptions options) =>
        grain.RegisterGrainTimer(static (call, token) => call(token), callback, options);

    /// <summary>Calls back in a turn of this activation, as long as it lives.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">Never overlaps with itself; a failure is logged, no more.</param>
    /// <param name="dueTime">Time to the first tick; infinite for none.</param>
    /// <param name="period">Time from the end of a tick to the next; infinite for one tick.</param>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<CancellationToken, Task> callback, TimeSpan dueTime,
        TimeSpan period) => grain.RegisterGrainTimer(callback, new(dueTime, period));

    /// <summary>Calls back in a turn of this activation, as long as it lives.</summary>
    /// <typeparam name="TState">What the callback is given.</typeparam>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">Never overlaps with itself; a failure is logged, no more.</param>
    /// <param name="state">What the callback is given.</param>
    /// <param name="options">When, how often, and whether it interleaves with calls.</param>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state,
        GrainTimerCreationOptions options) =>
        grain.GrainContext.Runtime.TimerRegistry.RegisterGrainTimer(
            grain.GrainContext, callback, state, options);
}
