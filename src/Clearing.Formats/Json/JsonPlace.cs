using System.Text.Json;

namespace Clearing.Formats;

/// <summary>A value in a JSON document, and its place.</summary>
public sealed class JsonPlace
{
    private readonly JsonPlace? _parent;
    private readonly string? _key;
    private readonly int _index;
    private readonly OrderedDictionary<string, JsonPlace>? _members;
    private readonly List<JsonPlace>? _elements;

    internal JsonPlace(JsonPlace? parent, string? key, JsonValueKind kind, string text, long line)
    {
        _parent = parent;
        _key = key;
        _index = parent?.Elements.Count ?? 0;
        Kind = kind;
        Text = text;
        Line = line;
        _members = kind == JsonValueKind.Object ? new(StringComparer.Ordinal) : null;
        _elements = kind == JsonValueKind.Array ? [] : null;
    }

    /// <summary>The value's name in its object; null if it is not a member.</summary>
    public string? Key => _key;

    /// <summary>What kind of value it is.</summary>
    public JsonValueKind Kind { get; }

    /// <summary>The text of a string, or a number as written; otherwise empty.</summary>
    public string Text { get; }

    /// <summary>Its line in the document, from 1.</summary>
    public long Line { get; }

    /// <summary>
    /// True if the value can be an integer: a number, or a string if integers may be quoted.
    /// </summary>
    internal bool IsNumber =>
        Kind == JsonValueKind.Number || (Kind == JsonValueKind.String && QuotedIntegers);

    /// <summary>True if integers of the document may be quoted.</summary>
    internal bool QuotedIntegers { get; init; }

    /// <summary>The members of an object, in the document's order; otherwise empty.</summary>
    public IReadOnlyDictionary<string, JsonPlace> Members =>
        _members ?? None;

    /// <summary>The elements of an array; otherwise empty.</summary>
    public IReadOnlyList<JsonPlace> Elements => _elements ?? (IReadOnlyList<JsonPlace>)[];

    /// <summary>Its path, such as <c>$.scenarios[3].events[0].bid</c>.</summary>
    public string Path => _parent is null ? "$" : _parent.Path + Step(_key, _index);

    /// <summary>The value as shown in errors.</summary>
    public string Shown => Kind switch
    {
        JsonValueKind.Object => "{...}",
        JsonValueKind.Array => "[...]",
        JsonValueKind.String or JsonValueKind.Number => FormatError.Show(Text),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    /// <summary>The member of that name; null if there is none.</summary>
    /// <param name="key">The member's name.</param>
    public JsonPlace? Find(string key) => Members.GetValueOrDefault(key);

    internal static IReadOnlyDictionary<string, JsonPlace> None { get; } =
        new Dictionary<string, JsonPlace>();

    /// <summary>Adds an element, or a member; false if the object has one of that name.</summary>
    internal bool Add(string? key, JsonPlace child)
    {
        if (key is not null)
        {
            return _members!.TryAdd(key, child);
        }
        _elements!.Add(child);
        return true;
    }

    internal static string Step(string? key, int index)
    {
        if (key is null)
        {
            return $"[{index}]";
        }
        var plain = key.Length is > 0 and <= 60
            && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return plain ? $".{key}" : $"['{FormatError.Show(key)}']";
    }
}
