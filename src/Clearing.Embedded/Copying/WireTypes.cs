using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;

namespace Clearing.Embedded;

/// <summary>Which types may travel in a call, and which of them never change.</summary>
internal static class WireTypes
{
    private static readonly HashSet<Type> _unchanging =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset),
        typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Int128), typeof(UInt128),
        typeof(BigInteger), typeof(Uri), typeof(Version), typeof(Nothing), typeof(Type),
    ];

    private static readonly HashSet<Type> _immutableCollections =
    [
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>),
        typeof(ImmutableHashSet<>), typeof(ImmutableSortedDictionary<,>),
        typeof(ImmutableSortedSet<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>),
    ];

    private static readonly HashSet<Type> _collections =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>),
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>),
        typeof(IList<>), typeof(IDictionary<,>), typeof(IEnumerable<>), typeof(ICollection<>),
        typeof(Nullable<>), typeof(KeyValuePair<,>),
    ];

    /// <summary>Throws if a type of a grain method cannot travel.</summary>
    internal static void Check(Type type, MethodInfo method)
    {
        if (FindStranger(type, []) is { } stranger)
        {
            var within = stranger == type ? "" : $" (in {type})";
            throw new InvalidOperationException(
                $"{stranger}{within} is in the signature of {method.DeclaringType}.{method.Name} "
                + "but has no [GenerateSerializer].");
        }
    }

    /// <summary>True if all values of the type, of this class exactly, may be shared.</summary>
    internal static bool IsUnchanging(Type type) => IsUnchanging(type, []);

    /// <summary>True if the type has a collection's shape, its arguments aside.</summary>
    internal static bool IsCollection(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    /// <summary>All instance fields, those of base classes included.</summary>
    internal static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            foreach (var field in at.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
                | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }

    internal static bool IsTuple(Type type) =>
        type.IsGenericType && type.IsValueType
        && type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal);

    private static bool IsSimple(Type type) =>
        type.IsPrimitive || type.IsEnum || _unchanging.Contains(type)
        || (type.IsInterface && type.IsAssignableTo(typeof(IAddressable)));

    private static bool IsGenericOf(Type type, HashSet<Type> definitions) =>
        type.IsGenericType && definitions.Contains(type.GetGenericTypeDefinition());

    private static Type? FindStranger(Type type, HashSet<Type> seen)
    {
        if (IsSimple(type) || !seen.Add(type))
        {
            return null;
        }
        if (type.IsArray)
        {
            return FindStranger(type.GetElementType()!, seen);
        }
        var mayTravel = type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);
        if (!mayTravel && !IsTuple(type)
            && !IsGenericOf(type, _collections) && !IsGenericOf(type, _immutableCollections))
        {
            return type;
        }
        var parts = mayTravel
            ? FieldsOf(type).Select(field => field.FieldType)
            : type.GetGenericArguments();
        return parts.Select(part => FindStranger(part, seen)).FirstOrDefault(t => t is not null);
    }

    private static bool IsUnchanging(Type type, HashSet<Type> seen)
    {
        if (IsSimple(type) || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
            || type.IsAssignableTo(typeof(IAddressable)) || !seen.Add(type))
        {
            return true;
        }
        if (type.IsArray || type.IsInterface || type == typeof(object))
        {
            return false;
        }
        if (IsGenericOf(type, _immutableCollections))
        {
            return type.GetGenericArguments().All(part => IsShared(part, seen));
        }
        return type.IsValueType
            ? FieldsOf(type).All(field => IsShared(field.FieldType, seen))
            : type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false)
                && FieldsOf(type).All(f => f.IsInitOnly && IsShared(f.FieldType, seen));
    }

    /// <summary>A variable of an open class may hold a derived object, which may change.</summary>
    private static bool IsShared(Type type, HashSet<Type> seen) =>
        (type.IsSealed || IsSimple(type)
            || type.IsDefined(typeof(ImmutableAttribute), inherit: false)
            || IsGenericOf(type, _immutableCollections))
        && IsUnchanging(type, seen);

    internal static bool IsShared(Type type) => IsShared(type, []);
}
