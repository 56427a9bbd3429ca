using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Connect;

/// <summary>Makes references to grains cheap.</summary>
public static class GrainReferences
{
    /// <summary>Caches the names of grain contracts. Call it after adding Orleans.</summary>
    /// <param name="services">A silo's or client's services.</param>
    public static void RememberContractNames(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        // Orleans asks its providers in order and has already registered its own.
        services.Insert(0, ServiceDescriptor.Singleton<IGrainInterfaceTypeProvider, ContractNames>());
    }
}
