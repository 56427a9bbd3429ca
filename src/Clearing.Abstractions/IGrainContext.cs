// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
namespace Orleans.Runtime;

/// <summary>One activation of a grain, as its engine knows it.</summary>
public interface IGrainContext
{
    /// <summary>Which grain this is an activation of.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain's object; null before it is made and after the end.</summary>
    object? GrainInstance { get; }

    /// <summary>The services that the grain is made from.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>The engine. (Orleans hands it to the grain in another way.)</summary>
    internal IGrainRuntime Runtime { get; }

    /// <summary>Ends this activation when its running calls are done.</summary>
    void Deactivate(
        DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
