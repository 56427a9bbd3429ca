using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Clearing.Simulation.Runtime;

/// <summary>A grain class and its metadata.</summary>
internal sealed class GrainClass
{
    private static readonly ConcurrentDictionary<Type, GrainClass> Known = [];

    private readonly ConstructorInvoker _constructor;
    private readonly Func<Activation, object?>[] _arguments;

    private GrainClass(Type type)
    {
        var only = type.GetConstructors().Single();
        _constructor = ConstructorInvoker.Create(only);
        _arguments = [.. only.GetParameters().Select(Argument)];
        var name = type.Name.ToLowerInvariant();
        Type = GrainType.Create(name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        Contracts = [.. type.GetInterfaces().Where(one => one.IsAssignableTo(typeof(IGrain))
            && one != typeof(IGrain) && one != typeof(IGrainWithStringKey))];
    }

    /// <summary>The type's name in Orleans: the class name in lower case without "grain".</summary>
    public GrainType Type { get; }

    public bool IsReentrant { get; }

    public Type[] Contracts { get; }

    /// <summary>Cached, because a constructor's code is generated at its first call.</summary>
    public static GrainClass Of(Type type) => Known.GetOrAdd(type, one => new GrainClass(one));

    public IGrainBase Make(Activation activation) =>
        (IGrainBase)_constructor.Invoke([.. _arguments.Select(argument => argument(activation))]);

    private static Func<Activation, object?> Argument(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } facet)
        {
            return typeof(GrainClass).GetMethod(nameof(State), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.GetGenericArguments())
                .CreateDelegate<Func<string, Func<Activation, object?>>>()(facet.StateName);
        }
        if (type == typeof(IGrainContext)) { return activation => activation; }
        if (type == typeof(IGrainStorage)) { return activation => activation.Engine.Storage; }
        return parameter.HasDefaultValue
            ? activation => activation.ActivationServices.GetService(type) ?? parameter.DefaultValue
            : activation => activation.ActivationServices.GetRequiredService(type);
    }

    private static Func<Activation, object?> State<TState>(string name)
        where TState : new() => activation =>
    {
        var state = new PersistentState<TState>(activation.Engine.Storage, name, activation.GrainId);
        activation.Keep(state.ReadStateAsync);
        return state;
    };
}
