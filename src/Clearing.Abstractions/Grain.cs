// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of grain classes. Only an engine makes instances.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Takes the activation that the engine is making.</summary>
    protected Grain() => GrainContext = RuntimeContext.Current!;

    /// <summary>The activation that this object lives in.</summary>
    public IGrainContext GrainContext { get; }

    /// <summary>Gives references to other grains.</summary>
    protected IGrainFactory GrainFactory => GrainContext.Runtime.GrainFactory;

    /// <summary>The services that grains are made from.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>Ends this activation after its running calls; others go to a new one.</summary>
    protected void DeactivateOnIdle() => GrainContext.Runtime.DeactivateOnIdle(GrainContext);

    /// <summary>Called before the first call; stored state is already read.</summary>
    /// <param name="cancellationToken">Cancelled when activating should stop.</param>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called after the last call. It is not called when the process dies.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="cancellationToken">Cancelled when deactivating should be quick.</param>
    public virtual Task OnDeactivateAsync(
        DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
