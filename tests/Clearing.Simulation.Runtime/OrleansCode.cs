using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;

namespace Clearing.Simulation.Runtime;

/// <summary>Uses the proxies, requests and copiers that Orleans generated for the grains.</summary>
internal static class OrleansCode
{
    private static readonly ConcurrentDictionary<Type, ConstructorInvoker> Proxies = [];
    private static readonly IServiceProvider Services =
        new ServiceCollection().AddSerializer().BuildServiceProvider();

    public static CodecProvider Codecs { get; } = Services.GetRequiredService<CodecProvider>();

    public static CopyContextPool Contexts { get; } = Services.GetRequiredService<CopyContextPool>();

    public static DeepCopier Copier { get; } = Services.GetRequiredService<DeepCopier>();

    /// <summary>Creates a proxy of a grain, which sends its calls to a runtime.</summary>
    public static GrainReference Refer(Type contract, GrainReferenceShared shared, IdSpan key) =>
        (GrainReference)Proxies.GetOrAdd(contract, FindProxy).Invoke(shared, key);

    public static GrainReferenceShared Shared(
        GrainType grain, Type contract, IGrainReferenceRuntime runtime) => new(
            grain, GrainInterfaceType.Create(contract.FullName!), 0, runtime,
            Orleans.CodeGeneration.InvokeMethodOptions.None, Codecs, Contexts, Services);

    private static ConstructorInvoker FindProxy(Type contract)
    {
        var made = Services.GetRequiredService<IOptions<TypeManifestOptions>>().Value.InterfaceProxies;
        var proxy = made.First(type => type.IsAssignableTo(contract)
            && type.GetInterfaces().All(one => one.IsAssignableFrom(contract) || !one.IsAssignableTo(contract)));
        return ConstructorInvoker.Create(proxy.GetConstructor(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic,
            [typeof(GrainReferenceShared), typeof(IdSpan)])!);
    }
}
