using Microsoft.Extensions.DependencyInjection;

namespace Clearing.Connect;

/// <summary>Makes references to grains cheap.</summary>
public static class GrainReferences
{
    /// <summary>Has the names of contracts looked up once. Call it after Orleans was added.</summary>
    /// <param name="services">A silo's or client's services.</param>
    public static void RememberContractNames(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        // Orleans asks its providers in sequence; it has registered its own already.
        services.Insert(0, ServiceDescriptor.Singleton<IGrainInterfaceTypeProvider, ContractNames>());
    }
}
