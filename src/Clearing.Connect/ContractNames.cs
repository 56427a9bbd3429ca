using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;
using Orleans.Serialization.TypeSystem;

namespace Clearing.Connect;

/// <summary>Caches the name that Orleans gives each grain contract.</summary>
/// <remarks>
/// Orleans reads a contract's attributes whenever a reference to a grain is made. Without this
/// cache, that took a third of a bid's processor time.
/// </remarks>
/// <param name="services">The silo's or client's services.</param>
/// <param name="types">Formats the names of types.</param>
internal sealed class ContractNames(IServiceProvider services, TypeConverter types)
    : IGrainInterfaceTypeProvider
{
    private readonly GrainInterfaceTypeResolver _resolver =
        new([new AttributeGrainInterfaceTypeProvider(services)], types);

    private readonly ConcurrentDictionary<Type, GrainInterfaceType> _names = new();

    /// <inheritdoc/>
    public bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType)
    {
        grainInterfaceType = _names.GetOrAdd(type, _resolver.GetGrainInterfaceType);
        return true;
    }
}
