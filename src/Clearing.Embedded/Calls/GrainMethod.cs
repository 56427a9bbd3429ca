using System.Linq.Expressions;
using System.Reflection;
using Orleans.Concurrency;

namespace Clearing.Embedded;

/// <summary>A method of a grain interface, with its arguments as one tuple.</summary>
internal abstract class GrainMethod(MethodInfo info)
{
    /// <summary>Interface and method, for messages.</summary>
    internal string Name { get; } = $"{info.DeclaringType!.Name}.{info.Name}";

    internal MethodInfo Info => info;

    internal bool Interleaves { get; } = info.IsDefined(typeof(AlwaysInterleaveAttribute), true);

    internal abstract Type Arguments { get; }

    internal abstract Type Result { get; }

    /// <summary>Makes a method for Task, Task{T}, ValueTask or ValueTask{T}.</summary>
    internal static GrainMethod Of(MethodInfo info)
    {
        var parameters = info.GetParameters();
        var returned = info.ReturnType;
        var plain = returned == typeof(Task) || returned == typeof(ValueTask);
        var typed = returned.IsGenericType && (
            returned.GetGenericTypeDefinition() == typeof(Task<>)
            || returned.GetGenericTypeDefinition() == typeof(ValueTask<>));
        if (!plain && !typed)
        {
            throw new InvalidOperationException(
                $"{info.DeclaringType}.{info.Name} must return a Task or ValueTask.");
        }
        if (info.IsGenericMethod || parameters.Length > 7
            || parameters.Any(parameter => parameter.ParameterType.IsByRef))
        {
            throw new InvalidOperationException(
                $"{info.DeclaringType}.{info.Name} must not be generic, take more than seven "
                + "parameters or take one by reference.");
        }
        var result = plain ? typeof(Nothing) : returned.GetGenericArguments()[0];
        foreach (var type in parameters.Select(parameter => parameter.ParameterType).Append(result))
        {
            WireTypes.Check(type, info);
        }
        var kind = typeof(GrainMethod<,>).MakeGenericType(TupleOf(parameters), result);
        return (GrainMethod)Activator.CreateInstance(kind, info)!;
    }

    private static Type TupleOf(ParameterInfo[] parameters) => parameters.Length == 0
        ? typeof(ValueTuple)
        : Type.GetType($"System.ValueTuple`{parameters.Length}")!.MakeGenericType(
            [.. parameters.Select(parameter => parameter.ParameterType)]);
}

/// <summary>A method of a grain interface, compiled.</summary>
internal sealed class GrainMethod<TArguments, TResult>(MethodInfo info) : GrainMethod(info)
    where TArguments : struct
{
    private readonly Func<TArguments, TArguments>? _copyArguments =
        (Func<TArguments, TArguments>?)Copying.OfTuple(typeof(TArguments), info.GetParameters());

    private readonly bool _sharesResult =
        info.ReturnParameter.IsDefined(typeof(ImmutableAttribute));

    internal Func<Grain, TArguments, Task> Invoke { get; } = Compile(info);

    internal override Type Arguments => typeof(TArguments);

    internal override Type Result => typeof(TResult);

    internal TArguments Copy(TArguments arguments) =>
        _copyArguments is null ? arguments : _copyArguments(arguments);

    internal TResult Copy(TResult result) => _sharesResult ? result : Copier<TResult>.Copy(result);

    private static Func<Grain, TArguments, Task> Compile(MethodInfo info)
    {
        var grain = Expression.Parameter(typeof(Grain));
        var tuple = Expression.Parameter(typeof(TArguments));
        Expression call = Expression.Call(
            Expression.Convert(grain, info.DeclaringType!), info,
            info.GetParameters().Select((_, i) => Expression.Field(tuple, $"Item{i + 1}")));
        if (call.Type.IsValueType)
        {
            call = Expression.Call(call, call.Type.GetMethod(nameof(ValueTask.AsTask))!);
        }
        return Expression.Lambda<Func<Grain, TArguments, Task>>(call, grain, tuple).Compile();
    }
}
