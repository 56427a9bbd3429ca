using System.Text;
using System.Text.Json;

namespace Clearing.Formats;

/// <summary>Reads an object member by member; what is wrong goes to the errors.</summary>
internal sealed partial class JsonMembers
{
    private readonly JsonPlace _place;
    private readonly FormatErrors _errors;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    internal JsonMembers(JsonPlace place, FormatErrors errors)
    {
        _place = place;
        _errors = errors;
        if (place.Kind != JsonValueKind.Object)
        {
            errors.Add(place, "must be an object");
        }
    }

    /// <summary>A member of any kind; null if there is none.</summary>
    internal JsonPlace? Any(string key)
    {
        _known.Add(key);
        return _place.Find(key);
    }

    /// <summary>A member that must be there.</summary>
    internal JsonPlace? Required(string key)
    {
        var member = Any(key);
        if (member is null && _place.Kind == JsonValueKind.Object)
        {
            _errors.Add(_place.Line, _place.Path, $"must have the member {key}");
        }
        return member;
    }

    /// <summary>The text of a string; <paramref name="otherwise"/> if it may be left out.</summary>
    internal string Text(string key, string? otherwise = null)
    {
        var member = otherwise is null ? Required(key) : Any(key);
        if (member is null || member.Kind == JsonValueKind.String)
        {
            return member?.Text ?? otherwise ?? "";
        }
        _errors.Add(member, "must be a string");
        return "";
    }

    /// <summary>The elements of an array that must be there.</summary>
    internal IEnumerable<JsonPlace> List(string key)
    {
        var member = Required(key);
        if (member is not null && member.Kind != JsonValueKind.Array)
        {
            _errors.Add(member, "must be an array");
        }
        return member?.Elements ?? [];
    }

    /// <summary>An integer that must be there.</summary>
    internal long Number(string key, long least = long.MinValue, long most = long.MaxValue) =>
        Required(key) is { } member ? Integer(member, least, most) : 0;

    /// <summary>An integer that may be left out.</summary>
    internal long? NumberIfAny(
        string key, long least = long.MinValue, long most = long.MaxValue) =>
        Any(key) is { } member ? Integer(member, least, most) : null;

    /// <summary>One of some words; another value if the member is left out.</summary>
    internal T? Word<T>(string key, IReadOnlyDictionary<string, T> words, T? otherwise)
    {
        if (Any(key) is not { } member)
        {
            return otherwise;
        }
        if (member.Kind == JsonValueKind.String && words.TryGetValue(member.Text, out var value))
        {
            return value;
        }
        _errors.Add(member, $"must be one of the strings {string.Join(", ", words.Keys)}");
        return otherwise;
    }

    /// <summary>An integer as the formats allow it, within its range.</summary>
    internal long Integer(JsonPlace member, long least, long most)
    {
        if (member.Kind != JsonValueKind.Number)
        {
            _errors.Add(member, "must be a whole number, not in quotes");
            return 0;
        }
        var digits = Encoding.ASCII.GetBytes(member.Text);
        if (Integers.Read(digits, signed: true, out var value) is { } rule)
        {
            _errors.Add(member, Decimals.Rule(member.Key ?? "", digits, rule));
            return 0;
        }
        if (value < least || value > most)
        {
            var range = value < least ? $"must be {least} or more" : $"must be {most} or less";
            _errors.Add(member, range);
            return Math.Clamp(value, least, most);
        }
        return value;
    }

    /// <summary>Refuses every member that was not asked for.</summary>
    /// <param name="informative">Members that may be there and mean nothing.</param>
    internal void RefuseOthers(params ReadOnlySpan<string> informative)
    {
        foreach (var (key, member) in _place.Members)
        {
            if (!_known.Contains(key) && !informative.Contains(key))
            {
                _errors.Add(member.Line, member.Path, $"is unknown here; known are {Known()}");
            }
        }
    }

    private string Known() => string.Join(", ", _known.Order(StringComparer.Ordinal));
}
