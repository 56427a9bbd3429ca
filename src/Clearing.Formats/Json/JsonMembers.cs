using System.Text;
using System.Text.Json;

namespace Clearing.Formats;

/// <summary>Reads an object member by member, and reports errors.</summary>
/// <remarks>
/// A member that is unknown, of another type or out of its range causes the whole object to be
/// refused.
/// </remarks>
public sealed partial class JsonMembers
{
    private readonly JsonPlace _place;
    private readonly FormatErrors _errors;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The members of a value, which must be an object.</summary>
    /// <param name="place">The value.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public JsonMembers(JsonPlace place, FormatErrors errors)
    {
        _place = place;
        _errors = errors;
        if (place.Kind != JsonValueKind.Object)
        {
            errors.Add(place, "must be an object");
        }
    }

    /// <summary>
    /// True if null means that a member is left out, so that an answer with nulls can be sent back.
    /// </summary>
    internal bool NullIsLeftOut { get; init; }

    /// <summary>Where the errors go.</summary>
    internal FormatErrors Errors => _errors;

    /// <summary>A member of any kind; null if there is none.</summary>
    internal JsonPlace? Any(string key)
    {
        _known.Add(key);
        var member = _place.Find(key);
        return NullIsLeftOut && member is { Kind: JsonValueKind.Null } ? null : member;
    }

    /// <summary>A member that is required, and missing if it is null.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="alternative">As in <see cref="Required"/>.</param>
    internal JsonPlace? NeitherNullNorMissing(string key, string? alternative)
    {
        if (Required(key, alternative) is not { Kind: JsonValueKind.Null } member) { return Any(key); }
        _errors.Add(member, alternative is null ? "is null" : $"is null, and {alternative} is missing");
        return null;
    }

    /// <summary>A member that is required.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="alternative">
    /// What would also be accepted, such as a header; null for nothing.
    /// </param>
    internal JsonPlace? Required(string key, string? alternative = null)
    {
        _known.Add(key);
        var member = _place.Find(key);
        if (member is null && _place.Kind == JsonValueKind.Object)
        {
            var rule = alternative is null ? "is missing" : $"is missing, and so is {alternative}";
            _errors.Add(_place.Line, PathOf(key), rule);
        }
        return member;
    }

    /// <summary>The text of a string; <paramref name="otherwise"/> if it may be left out.</summary>
    internal string Text(string key, string? otherwise = null)
    {
        var member = otherwise is null ? Required(key) : Any(key);
        return member is null ? otherwise ?? "" : Text(member);
    }

    /// <summary>The text of a string.</summary>
    internal string Text(JsonPlace member)
    {
        if (member.Kind == JsonValueKind.String) { return member.Text; }
        _errors.Add(member, "must be a string");
        return "";
    }

    /// <summary>The elements of an array that is required.</summary>
    internal IEnumerable<JsonPlace> List(string key)
    {
        var member = Required(key);
        if (member is not null && member.Kind != JsonValueKind.Array)
        {
            _errors.Add(member, "must be an array");
        }
        return member?.Elements ?? [];
    }

    /// <summary>An integer that is required.</summary>
    internal long Number(string key, long least = long.MinValue, long most = long.MaxValue) =>
        Required(key) is { } member ? Integer(member, least, most) : 0;

    /// <summary>An integer that may be left out.</summary>
    internal long? NumberIfAny(
        string key, long least = long.MinValue, long most = long.MaxValue) =>
        Any(key) is { } member ? Integer(member, least, most) : null;

    /// <summary>One of several words; the given value if the member is left out.</summary>
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
        if (!member.IsNumber)
        {
            _errors.Add(member, "must be a whole number, not in quotes");
            return 0;
        }
        var digits = Encoding.ASCII.GetBytes(member.Text);
        if (Integers.Read(digits, signed: true, out var value) is { } rule)
        {
            _errors.Add(member, Decimals.Rule(member.Key ?? "", digits, rule, signed: least < 0));
            return 0;
        }
        if (value < least) { _errors.Add(member, $"must be {least} or more", least); }
        if (value > most) { _errors.Add(member, $"must be {most} or less", most); }
        return Math.Clamp(value, least, most);
    }

    /// <summary>Refuses a member, whether or not it is present, for a given rule.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="rule">The rule it breaks.</param>
    /// <param name="limit">The limit it breaks; null for none.</param>
    public void Refuse(string key, string rule, long? limit = null)
    {
        if (_place.Find(key) is { } member)
        {
            _errors.Add(member, rule, limit);
        }
        else
        {
            _errors.Add(_place.Line, PathOf(key), rule);
        }
    }

    /// <summary>Refuses the name of a member of a member.</summary>
    /// <param name="key">The object's name.</param>
    /// <param name="inner">The name in it.</param>
    /// <param name="rule">The rule it breaks.</param>
    internal void Refuse(string key, string inner, string rule)
    {
        if (_place.Find(key)?.Find(inner) is { } member)
        {
            _errors.Add(member.Line, member.Path, rule);
        }
    }

    /// <summary>Refuses every member that was not read.</summary>
    /// <param name="informative">Members that are allowed but have no meaning.</param>
    internal void RefuseOthers(params ReadOnlySpan<string> informative)
    {
        foreach (var (key, member) in _place.Members)
        {
            if (!_known.Contains(key) && !informative.Contains(key))
            {
                _errors.Add(member, $"is unknown here; known are {Known()}");
            }
        }
    }

    private string Known() => string.Join(", ", _known.Order(StringComparer.Ordinal));

    private string PathOf(string key) => _place.Path + JsonPlace.Step(key, 0);
}
