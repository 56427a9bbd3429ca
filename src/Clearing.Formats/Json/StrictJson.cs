using System.Text.Json;

namespace Clearing.Formats;

/// <summary>
/// Reads a whole JSON document: UTF-8, no comments, no trailing commas, every key once, nested at
/// most 64 deep, at most 256 MiB. Numbers are kept as written.
/// </summary>
/// <remarks>
/// It is built on the platform's reader, because the serializer stops at the first error even with
/// strict options. A file's author gets all errors at once, each with line, path, value and limit.
/// </remarks>
public sealed class StrictJson
{
    private const int MaxJsonDepth = 64;
    private const string OnlyOnce = "must appear only once in its object";
    private const string LoneSurrogate = "must not hold half of a surrogate pair";

    private readonly FormatErrors _errors;
    private readonly bool _quotedIntegers;
    private readonly Stack<JsonPlace> _open = new();
    private string? _key;
    private long _line = 1;
    private int _counted;
    private JsonPlace? _root;

    private StrictJson(FormatErrors errors, bool quotedIntegers) =>
        (_errors, _quotedIntegers) = (errors, quotedIntegers);

    /// <summary>Reads a document; every broken rule of JSON goes to the errors.</summary>
    /// <param name="document">The bytes of the document; a byte order mark may come first.</param>
    /// <param name="errors">Receives what is wrong.</param>
    /// <param name="quotedIntegers">True if integers may be quoted.</param>
    /// <returns>The document's value; null if there is an error.</returns>
    public static JsonPlace? Read(
        ReadOnlySpan<byte> document, FormatErrors errors, bool quotedIntegers = false)
    {
        var text = document.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? document[3..] : document;
        if (JsonBytes.Broken(text, out var line) is { } rule)
        {
            errors.Add(line, "", rule);
            return null;
        }
        var reading = new StrictJson(errors, quotedIntegers);
        reading.ReadAll(text);
        return errors.Count == 0 ? reading._root : null;
    }

    /// <summary>Reads a document from a stream to its end.</summary>
    internal static JsonPlace? ReadAll(Stream input, FormatErrors errors)
    {
        if (JsonBytes.ReadAll(input) is { } bytes) { return Read(bytes, errors); }
        errors.Add(0, "", $"is longer than {JsonBytes.MaxBytes} bytes");
        return null;
    }

    private void ReadAll(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxJsonDepth });
        try
        {
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                _line += text[_counted..start].Count((byte)'\n');
                _counted = start;
                Take(ref reader);
            }
        }
        catch (JsonException broken)
        {
            // The platform's advice to programmers does not help the author of the document.
            var message = broken.Message.Split(" LineNumber:")[0]
                .Replace(" Change the reader options.", "", StringComparison.Ordinal)
                .Replace(" which is not supported in this mode", "", StringComparison.Ordinal);
            var at = broken.BytePositionInLine + 1;
            _errors.Add(
                broken.LineNumber + 1 ?? 0, _open.TryPeek(out var place) ? place.Path : "",
                $"is not valid JSON at byte {at} of the line: {FormatError.Escape(message, 200)}");
        }
    }

    private void Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _key = Text(ref reader, _open.Peek().Path);
                break;
            case JsonTokenType.StartObject:
                _open.Push(Add(JsonValueKind.Object, ""));
                break;
            case JsonTokenType.StartArray:
                _open.Push(Add(JsonValueKind.Array, ""));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _open.Pop();
                break;
            case JsonTokenType.String:
                var parent = _open.TryPeek(out var open) ? open.Path : "$";
                Add(JsonValueKind.String, Text(ref reader, parent));
                break;
            case JsonTokenType.Number:
                Add(JsonValueKind.Number, System.Text.Encoding.ASCII.GetString(reader.ValueSpan));
                break;
            default:
                Add(Literal(reader.TokenType), "");
                break;
        }
    }

    private static JsonValueKind Literal(JsonTokenType token) => token switch
    {
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    private string Text(ref Utf8JsonReader reader, string path)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            _errors.Add(_line, path, reader.ValueSpan, LoneSurrogate);
            return "";
        }
    }

    private JsonPlace Add(JsonValueKind kind, string text)
    {
        _open.TryPeek(out var parent);
        var key = parent?.Kind == JsonValueKind.Object ? _key : null;
        var place = new JsonPlace(parent, key, kind, text, _line)
        {
            QuotedIntegers = _quotedIntegers,
        };
        if (parent is null)
        {
            _root = place;
        }
        else if (!parent.Add(key, place))
        {
            _errors.Add(_line, place.Path, OnlyOnce);
        }
        return place;
    }
}
