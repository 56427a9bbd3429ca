using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Grains;

/// <summary>Tells a silo's grains that Orleans begins to end their activation, for whatever reason.</summary>
/// <remarks>
/// Orleans itself tells a grain only when nothing runs in it any more. It ends activations also when a silo
/// died that kept their places, or when they are to move.
/// </remarks>
public sealed class EndingGrains : IActivationWorkingSetObserver
{
    /// <summary>Adds this to a silo's services.</summary>
    /// <param name="services">The silo's services.</param>
    public static void AddTo(IServiceCollection services) =>
        services.AddSingleton<IActivationWorkingSetObserver, EndingGrains>();

    /// <inheritdoc/>
    public void OnDeactivating(IActivationWorkingSetMember member)
    {
        if (member is IGrainContext { GrainInstance: IEndingGrain grain }) { grain.End(); }
    }
}
