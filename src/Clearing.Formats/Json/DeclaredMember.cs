using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Clearing.Allocation.Configuration;
using Clearing.Formats.Allocations;

namespace Clearing.Formats;

/// <summary>One member of a JSON object, declared by a property.</summary>
internal sealed class DeclaredMember
{
    private readonly PropertyInfo _property;
    private readonly Type _type;
    private readonly bool _isRequired;
    private readonly WholeAttribute? _range;
    private readonly LengthAttribute? _length;
    private readonly ShapedAttribute? _shape;
    private readonly IReadOnlyDictionary<string, object>? _words;
    private readonly Func<JsonMembers, JsonPlace, object?> _read;

    public DeclaredMember(PropertyInfo property)
    {
        _property = property;
        _type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        _isRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        _range = property.GetCustomAttribute<WholeAttribute>();
        _length = property.GetCustomAttribute<LengthAttribute>();
        _shape = property.GetCustomAttribute<ShapedAttribute>();
        _words = _type.IsEnum ? Words.All(_type) : null;
        Name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
        IsCommandId = property.IsDefined(typeof(CommandIdAttribute));
        _read = ReaderOf(_type);
    }

    /// <summary>The member's name in JSON.</summary>
    public string Name { get; }

    /// <summary>True if the member is the id of a command.</summary>
    public bool IsCommandId { get; }

    /// <summary>Reads the member into the property of an object.</summary>
    public void Read(JsonMembers members, object target, GivenId? given)
    {
        if (IsCommandId)
        {
            _property.SetValue(target, Id(members, given));
            return;
        }
        var place = _isRequired ? members.Required(Name) : members.Any(Name);
        if (place is not null) { _property.SetValue(target, _read(members, place)); }
    }

    private string? Id(JsonMembers members, GivenId? given)
    {
        var place = given?.Value is null
            ? members.NeitherNullNorMissing(Name, given?.Source)
            : members.Any(Name);
        return place is null ? given?.Value : members.Text(place);
    }

    private Func<JsonMembers, JsonPlace, object?> ReaderOf(Type type)
    {
        if (type == typeof(string)) { return Text; }
        if (type == typeof(long)) { return (members, place) => Number(members, place); }
        if (type == typeof(int)) { return (members, place) => (int)Number(members, place); }
        if (type == typeof(Int128)) { return (members, place) => members.Amount(place); }
        if (type == typeof(bool)) { return Flag; }
        if (type == typeof(DateOnly)) { return (members, place) => members.Day(place); }
        if (type == typeof(DateTimeOffset)) { return Instant; }
        if (type == typeof(AllocationConfig)) { return Rules; }
        if (type.IsEnum) { return Word; }
        if (type == typeof(IReadOnlyDictionary<string, long>)) { return NumbersByName; }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return ReaderOf(nameof(Objects), type.GetGenericArguments());
        }
        if (type.IsClass) { return ReaderOf(nameof(Object), type); }
        throw new NotSupportedException($"No member of a JSON object is read into a {type}.");
    }

    private Func<JsonMembers, JsonPlace, object?> ReaderOf(string method, params Type[] types) =>
        (Func<JsonMembers, JsonPlace, object?>)typeof(DeclaredMember)
            .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(types)
            .CreateDelegate(typeof(Func<JsonMembers, JsonPlace, object?>), this);

    private string Text(JsonMembers members, JsonPlace place)
    {
        var text = members.Text(place);
        if (place.Kind != JsonValueKind.String) { return text; }
        if (_length is { } length && (text.Length < length.MinimumLength || text.Length > length.MaximumLength))
        {
            members.Errors.Add(
                place, $"must have {length.MinimumLength} to {length.MaximumLength} characters",
                length.MaximumLength);
        }
        else if (_length is { MinimumLength: > 0 } && string.IsNullOrWhiteSpace(text))
        {
            members.Errors.Add(place, "must not be blank");
        }
        if (_shape is { } shape && !HasShape(text, shape.Pattern))
        {
            members.Errors.Add(place, shape.Rule);
        }
        return text;
    }

    // In .NET, $ also matches before a final line end; in JSON Schema it does not.
    private static bool HasShape(string text, string pattern) =>
        Regex.Match(text, pattern) is { Success: true } match && match.Length == text.Length;

    private long Number(JsonMembers members, JsonPlace place)
    {
        var isInt = _type == typeof(int);
        var range = _range is { LeftToMarket: false } checkedHere ? checkedHere : null;
        return members.Integer(
            place, range?.Min ?? (isInt ? int.MinValue : long.MinValue),
            Math.Min(range?.Max ?? long.MaxValue, isInt ? int.MaxValue : long.MaxValue));
    }

    private object? Word(JsonMembers members, JsonPlace place)
    {
        if (place.Kind == JsonValueKind.String && _words!.TryGetValue(place.Text, out var value))
        {
            return value;
        }
        members.Errors.Add(place, $"must be one of the strings {string.Join(", ", _words!.Keys)}");
        return null;
    }

    private static object Flag(JsonMembers members, JsonPlace place)
    {
        if (place.Kind is not (JsonValueKind.True or JsonValueKind.False))
        {
            members.Errors.Add(place, "must be true or false");
        }
        return place.Kind == JsonValueKind.True;
    }

    private static object Instant(JsonMembers members, JsonPlace place)
    {
        if (place.Kind == JsonValueKind.String && Instants.TryRead(place.Text, out var instant))
        {
            return instant;
        }
        members.Errors.Add(place, Instants.Rule);
        return default(DateTimeOffset);
    }

    private static AllocationConfig Rules(JsonMembers members, JsonPlace place) =>
        AllocationRules.Read(place, members.Errors);

    private Dictionary<string, long> NumbersByName(JsonMembers members, JsonPlace place)
    {
        if (place.Kind != JsonValueKind.Object) { members.Errors.Add(place, "must be an object"); }
        return place.Members.ToDictionary(
            pair => pair.Key, pair => Number(members, pair.Value), StringComparer.Ordinal);
    }

    private object? Object<T>(JsonMembers members, JsonPlace place)
        where T : class =>
        DeclaredObject.Read<T>(place, members.Errors, nullIsLeftOut: members.NullIsLeftOut);

    private object? Objects<T>(JsonMembers members, JsonPlace place)
        where T : class
    {
        var most = _length?.MaximumLength ?? int.MaxValue;
        if (place.Kind != JsonValueKind.Array || place.Elements.Count == 0
            || place.Elements.Count > most)
        {
            members.Errors.Add(place, $"must be an array of 1 to {most} objects", most);
            return ImmutableArray<T>.Empty;
        }
        return place.Elements
            .Select(element => DeclaredObject.Read<T>(
                element, members.Errors, nullIsLeftOut: members.NullIsLeftOut))
            .ToImmutableArray();
    }
}
