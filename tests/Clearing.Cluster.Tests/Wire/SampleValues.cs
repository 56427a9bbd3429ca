using System.Collections.Immutable;
using System.Reflection;

namespace Clearing.Cluster.Tests.Wire;

/// <summary>Creates a value of any type that travels, without any default values.</summary>
internal static class SampleValues
{
    private static readonly MethodInfo ArrayOf =
        typeof(SampleValues).GetMethod(nameof(Immutable), BindingFlags.NonPublic | BindingFlags.Static)!;

    internal static object Of(Type type, int seed)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) { return $"text {seed} ü"; }
        if (type == typeof(int)) { return -7 * seed - 1; }
        if (type == typeof(long)) { return long.MinValue + seed; }
        if (type == typeof(bool)) { return true; }
        if (type == typeof(Int128)) { return Int128.MinValue + seed; }
        if (type == typeof(DateTimeOffset)) { return DateTimeOffset.UnixEpoch.AddTicks(1_234_567 + seed); }
        if (type == typeof(DateOnly)) { return DateOnly.FromDayNumber(739_000 + seed); }
        if (type == typeof(TimeSpan)) { return TimeSpan.FromTicks(7_654_321 + seed); }
        if (type.IsEnum) { return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!; }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return ArrayOf.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [seed])!;
        }
        return Made(type, seed);
    }

    private static object Made(Type type, int seed)
    {
        if (type.IsAssignableTo(typeof(Exception)))
        {
            return Activator.CreateInstance(type, $"message {seed}", new TimeoutException("cause"))!;
        }
        var longest = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var made = longest.Invoke(
            [.. longest.GetParameters().Select((p, i) => Of(p.ParameterType, seed + i + 1))]);
        if (longest.GetParameters().Length > 0) { return made; }
        var number = seed;
        foreach (var property in type.GetProperties().Where(p => p.CanWrite))
        {
            property.SetValue(made, Of(property.PropertyType, ++number));
        }
        return made;
    }

    private static ImmutableArray<T> Immutable<T>(int seed) =>
        [(T)Of(typeof(T), seed + 100), (T)Of(typeof(T), seed + 200)];
}
