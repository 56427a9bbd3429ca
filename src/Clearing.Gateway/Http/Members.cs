using System.Globalization;
using System.Text;
using System.Text.Json;
using Clearing.Formats;
using Clearing.Market;

namespace Clearing.Gateway;

/// <summary>Reads an object member by member; what is wrong goes to the errors.</summary>
/// <remarks>
/// A member that is unknown, of another type or out of its range refuses the body.
/// </remarks>
internal sealed partial class Members
{
    private const int MostErrors = 100;
    private const string UtcSeconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string UtcFractions = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    private readonly JsonPlace _place;
    private readonly List<FieldError> _errors;
    private readonly string? _key;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The members of a value, which must be an object.</summary>
    /// <param name="place">The value.</param>
    /// <param name="errors">Takes in what is wrong.</param>
    /// <param name="key">The header Idempotency-Key; null if there is none.</param>
    public Members(JsonPlace place, List<FieldError> errors, string? key = null)
    {
        (_place, _errors, _key) = (place, errors, key);
        if (place.Kind != JsonValueKind.Object) { Wrong(place, "must be an object"); }
    }

    /// <summary>True if the header and the id in the body are two.</summary>
    public bool KeyDiffers { get; private set; }

    /// <summary>A path without its root: <c>bids[3].max_volume</c>.</summary>
    public static string NameOf(string path) =>
        path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    /// <summary>The command's id: this member, or the header Idempotency-Key.</summary>
    public string Id(string name)
    {
        if (Find(name) is not null)
        {
            var id = Text(name);
            if (_key is null || _key == id) { return id; }
            KeyDiffers = true;
            _errors.Insert(
                0, new("Idempotency-Key", FormatError.Show(_key), null, $"must equal {name}"));
            return id;
        }
        if (_key is null) { Missing(name, " or the header Idempotency-Key"); }
        return _key ?? "";
    }

    /// <summary>A string that must be there.</summary>
    public string Text(string name) =>
        Required(name) is { } member ? Text(member) : "";

    /// <summary>A string that may be left out.</summary>
    public string? TextIfAny(string name) => Optional(name) is { } member ? Text(member) : null;

    /// <summary>A string of 1 to <paramref name="most"/> characters that must be there.</summary>
    public string TextWithin(string name, int most)
    {
        if (Required(name) is not { } member) { return ""; }
        var text = Text(member);
        if (member.Kind == JsonValueKind.String && (text.Length is 0 || text.Length > most))
        {
            Wrong(member, $"must have 1 to {most} characters", most);
        }
        return text;
    }

    /// <summary>A market's key that must be there.</summary>
    public string Market(string name = "market")
    {
        var key = Text(name);
        if (Find(name) is { Kind: JsonValueKind.String } place && !MarketKey.TryParse(key, out _))
        {
            Wrong(place, "must be region/storage_type/period, such as us-east/standard/2026-Q4");
        }
        return key;
    }

    /// <summary>An integer that must be there, in its range.</summary>
    public long Number(string name, long least = long.MinValue) =>
        Required(name) is { } member ? Number(member, least) : 0;

    /// <summary>An integer that may be left out, in its range.</summary>
    public long? NumberIfAny(
        string name, long least = long.MinValue, long most = long.MaxValue) =>
        Optional(name) is { } member ? Number(member, least, most) : null;

    /// <summary>A round's number.</summary>
    public int Round(string name) =>
        Required(name) is { } member ? (int)Number(member, 1, int.MaxValue) : 0;

    /// <summary>One of some words, which may be left out.</summary>
    public T? WordIfAny<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Optional(name) is not { } member) { return null; }
        if (member.Kind == JsonValueKind.String && words.TryGetValue(member.Text, out var value))
        {
            return value;
        }
        Wrong(member, $"must be one of the strings {string.Join(", ", words.Keys)}");
        return null;
    }

    /// <summary>An instant in UTC that must be there.</summary>
    public DateTimeOffset Instant(string name)
    {
        if (Required(name) is not { } member) { return default; }
        if (member.Kind == JsonValueKind.String && DateTimeOffset.TryParseExact(
            member.Text, [UtcSeconds, UtcFractions], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var instant))
        {
            return instant;
        }
        Wrong(member, "must be an instant in UTC such as 2026-01-31T23:59:59Z");
        return default;
    }

    /// <summary>The elements of an array of 1 to <paramref name="most"/> objects.</summary>
    public ImmutableArray<T> List<T>(string name, int most, Func<Members, T> read)
    {
        if (Required(name) is not { } member) { return []; }
        if (member.Kind != JsonValueKind.Array || member.Elements.Count is 0 || member.Elements.Count > most)
        {
            Wrong(member, $"must be an array of 1 to {most} objects", most);
            return [];
        }
        return [.. member.Elements.Select(element => read(new Members(element, _errors)))];
    }

    /// <summary>An object of numbers by name, which may be left out.</summary>
    public IEnumerable<(string Name, long Value)> NumbersIfAny(string name)
    {
        if (Optional(name) is not { } member) { return []; }
        if (member.Kind != JsonValueKind.Object) { Wrong(member, "must be an object"); }
        return member.Members.Select(pair => (pair.Key, Number(pair.Value, 0))).ToArray();
    }

    /// <summary>Refuses a member, whether it is there or not, for a rule of its own.</summary>
    public void Refuse(string name, string rule) =>
        Keep(new(NameOf($"{_place.Path}.{name}"), Find(name)?.Shown, null, rule));

    /// <summary>Refuses every member that was not asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var (name, member) in _place.Members)
        {
            if (!_known.Contains(name))
            {
                Wrong(member, $"is unknown here; known are {string.Join(", ", _known.Order())}");
            }
        }
    }

    private JsonPlace? Find(string name)
    {
        _known.Add(name);
        return _place.Find(name);
    }

    // What may be left out may be null: answers say so, and can be sent back.
    private JsonPlace? Optional(string name) =>
        Find(name) is { Kind: not JsonValueKind.Null } member ? member : null;

    private JsonPlace? Required(string name)
    {
        var member = Find(name);
        if (member is null && _place.Kind == JsonValueKind.Object) { Missing(name); }
        return member;
    }

    private string Text(JsonPlace member)
    {
        if (member.Kind != JsonValueKind.String) { Wrong(member, "must be a string"); }
        return member.Text;
    }

    private long Number(JsonPlace member, long least = long.MinValue, long most = long.MaxValue)
    {
        if (member.Kind != JsonValueKind.Number)
        {
            Wrong(member, "must be a whole number, not in quotes");
            return 0;
        }
        var digits = Encoding.ASCII.GetBytes(member.Text);
        if (Integers.Read(digits, signed: true, out var value) is { } rule)
        {
            Wrong(member, rule);
            return 0;
        }
        if (value < least) { Wrong(member, $"must be {least} or more", least); }
        if (value > most) { Wrong(member, $"must be {most} or less", most); }
        return Math.Clamp(value, least, most);
    }

    private void Missing(string name, string alternative = "")
    {
        var path = NameOf($"{_place.Path}.{name}");
        Keep(new(path, null, null, $"must be there: the member {name}{alternative}"));
    }

    private void Wrong(JsonPlace member, string rule, long? limit = null) =>
        Keep(new(NameOf(member.Path), member.Shown, limit, rule));

    private void Keep(FieldError error)
    {
        if (_errors.Count < MostErrors) { _errors.Add(error); }
    }
}
