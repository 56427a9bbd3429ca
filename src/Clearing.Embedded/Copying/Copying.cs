using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;

namespace Clearing.Embedded;

/// <summary>Builds copiers. Objects are copied as trees: a cycle does not end.</summary>
internal static class Copying
{
    private const BindingFlags Hidden = BindingFlags.Static | BindingFlags.NonPublic;

    private static readonly ConcurrentDictionary<Type, Func<object, object>?> _byClass = [];

    private static readonly MethodInfo _clone = typeof(object).GetMethod(
        nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>Copies an object by its own class, whatever the variable's type.</summary>
    internal static object CopyObject(object value)
    {
        var copy = _byClass.GetOrAdd(value.GetType(), static type => WireTypes.IsUnchanging(type)
            ? null
            : (Func<object, object>)Method(nameof(Boxed), type).Invoke(null, null)!);
        return copy is null ? value : copy(value);
    }

    /// <summary>A copier for the arguments of a method; null if all may be shared.</summary>
    internal static Delegate? OfTuple(Type tuple, ParameterInfo[] parameters)
    {
        var copied = parameters
            .Where(parameter => !parameter.IsDefined(typeof(ImmutableAttribute))
                && !WireTypes.IsShared(parameter.ParameterType))
            .Select(parameter => tuple.GetField($"Item{parameter.Position + 1}")!)
            .ToArray();
        return copied.Length == 0 ? null : Emit(tuple, copied);
    }

    /// <summary>A copier for objects of this class and no derived one.</summary>
    internal static Delegate OfExactly(Type type)
    {
        if (type.IsArray && type.GetArrayRank() == 1)
        {
            return Bind(type, nameof(CopyArray), type.GetElementType()!);
        }
        (Type Definition, string Copy)[] collections =
        [
            (typeof(ImmutableArray<>), nameof(CopyImmutableArray)),
            (typeof(List<>), nameof(CopyList)),
            (typeof(Dictionary<,>), nameof(CopyDictionary)),
            (typeof(HashSet<>), nameof(CopyHashSet)),
            (typeof(Queue<>), nameof(CopyQueue)),
        ];
        foreach (var (definition, copy) in collections)
        {
            if (WireTypes.IsCollection(type, definition))
            {
                return Bind(type, copy, type.GetGenericArguments());
            }
        }
        if (type.IsValueType || type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            return Emit(
                type, WireTypes.FieldsOf(type).Where(f => !WireTypes.IsShared(f.FieldType)));
        }
        throw new NotSupportedException($"{type} cannot be copied for a call.");
    }

    /// <summary>A shallow copy whose given fields are then copied too.</summary>
    private static Delegate Emit(Type type, IEnumerable<FieldInfo> fields)
    {
        var copy = new DynamicMethod($"Copy {type}", type, [type], type.Module, true);
        var il = copy.GetILGenerator();
        var made = il.DeclareLocal(type);
        il.Emit(OpCodes.Ldarg_0);
        if (!type.IsValueType)
        {
            il.Emit(OpCodes.Call, _clone);
            il.Emit(OpCodes.Castclass, type);
        }
        il.Emit(OpCodes.Stloc, made);
        foreach (var field in fields)
        {
            il.Emit(type.IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc, made);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
            il.Emit(OpCodes.Call, typeof(Copier<>).MakeGenericType(field.FieldType)
                .GetMethod(nameof(Copier<>.Copy), Hidden)!);
            il.Emit(OpCodes.Stfld, field);
        }
        il.Emit(OpCodes.Ldloc, made);
        il.Emit(OpCodes.Ret);
        return copy.CreateDelegate(typeof(Func<,>).MakeGenericType(type, type));
    }

    private static MethodInfo Method(string name, params Type[] arguments) =>
        typeof(Copying).GetMethod(name, Hidden)!.MakeGenericMethod(arguments);

    private static Delegate Bind(Type type, string name, params Type[] arguments) =>
        Method(name, arguments).CreateDelegate(typeof(Func<,>).MakeGenericType(type, type));

    private static Func<object, object> Boxed<T>()
    {
        var copy = (Func<T, T>)OfExactly(typeof(T));
        return value => copy((T)value)!;
    }

    private static T[] CopyArray<T>(T[] from) =>
        WireTypes.IsShared(typeof(T)) ? (T[])from.Clone() : Array.ConvertAll(from, Copier<T>.Copy);

    private static ImmutableArray<T> CopyImmutableArray<T>(ImmutableArray<T> from) =>
        from.IsDefault ? from : [.. from.Select(Copier<T>.Copy)];

    private static List<T> CopyList<T>(List<T> from) => from.ConvertAll(Copier<T>.Copy);

    private static Queue<T> CopyQueue<T>(Queue<T> from) => new(from.Select(Copier<T>.Copy));

    private static HashSet<T> CopyHashSet<T>(HashSet<T> from) =>
        new(from.Select(Copier<T>.Copy), from.Comparer);

    private static Dictionary<TKey, T> CopyDictionary<TKey, T>(Dictionary<TKey, T> from)
        where TKey : notnull => new(
            from.Select(pair => KeyValuePair.Create(
                Copier<TKey>.Copy(pair.Key), Copier<T>.Copy(pair.Value))), from.Comparer);
}
