using System.Collections.Concurrent;

namespace Clearing.Embedded;

/// <summary>A grain interface, once for all engines: its methods and how to refer to it.</summary>
internal sealed class GrainContract
{
    private static readonly ConcurrentDictionary<Type, GrainContract> _contracts = [];

    private GrainContract(Type type)
    {
        if (!type.IsVisible || type.ContainsGenericParameters)
        {
            throw new InvalidOperationException($"{type} must be public and not generic.");
        }
        Type = type;
        Methods = [.. type.GetInterfaces().Prepend(type)
            .SelectMany(declaring => declaring.GetMethods())
            .Where(method => method.IsAbstract && !method.IsStatic)
            .Select(GrainMethod.Of)];
        Refer = ReferenceEmitter.Emit(this);
    }

    internal Type Type { get; }

    internal GrainMethod[] Methods { get; }

    /// <summary>Makes a reference to the grain of a key.</summary>
    internal Func<GrainClass, string, Reference> Refer { get; }

    internal static GrainContract Of(Type type) =>
        _contracts.GetOrAdd(type, static type => new(type));
}
