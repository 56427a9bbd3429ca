using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace Clearing.Embedded;

/// <summary>What is known of a grain class, once for all engines.</summary>
internal sealed class GrainShape
{
    private static readonly ConcurrentDictionary<Type, GrainShape> _shapes = [];

    private readonly ConstructorInvoker _constructor;
    private readonly Func<Activation, object?>[] _arguments;

    private GrainShape(Type type)
    {
        if (type.GetConstructors() is not [var only])
        {
            throw new InvalidOperationException($"{type} needs one public constructor.");
        }
        _constructor = ConstructorInvoker.Create(only);
        _arguments = [.. only.GetParameters().Select(Argument)];
        Name = NameOf(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        Contracts = [.. type.GetInterfaces().Where(IsContract).Select(GrainContract.Of)];
        IsRemindable = type.IsAssignableTo(typeof(IRemindable));
    }

    internal string Name { get; }

    internal bool IsReentrant { get; }

    internal bool IsRemindable { get; }

    internal GrainContract[] Contracts { get; }

    internal static GrainShape Of(Type type) =>
        _shapes.GetOrAdd(type, static type => new(type));

    internal Grain Make(Activation activation)
    {
        var values = new object?[_arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _arguments[i](activation);
        }
        return (Grain)_constructor.Invoke(values.AsSpan());
    }

    /// <summary>As Orleans names them: the class name in small letters, less "grain".</summary>
    private static string NameOf(Type type)
    {
        var name = type.Name.ToLowerInvariant();
        return name.EndsWith("grain", StringComparison.Ordinal) && name.Length > 5
            ? name[..^5]
            : name;
    }

    private static bool IsContract(Type type) =>
        type.IsAssignableTo(typeof(IGrain)) && type != typeof(IGrain)
        && type != typeof(IGrainWithStringKey) && type != typeof(IRemindable);

    private static Func<Activation, object?> Argument(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } facet)
        {
            return typeof(GrainShape)
                .GetMethod(nameof(State), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.GetGenericArguments())
                .CreateDelegate<Func<string, Func<Activation, object?>>>()(facet.StateName);
        }
        return parameter.HasDefaultValue
            ? activation => activation.Engine.Services.GetService(type) ?? parameter.DefaultValue
            : activation => activation.Engine.Services.GetRequiredService(type);
    }

    private static Func<Activation, object?> State<TState>(string name) => activation =>
    {
        var state = new PersistentState<TState>(
            activation.Engine, new StateKey(activation.Type.Name, activation.Key, name));
        activation.Keep(state);
        return state;
    };
}
