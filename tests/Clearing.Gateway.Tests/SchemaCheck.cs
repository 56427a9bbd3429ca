using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Clearing.Gateway.Tests;

/// <summary>Checks a JSON value against a schema with the description's keywords.</summary>
/// <param name="description">The whole description, for references.</param>
internal sealed class SchemaCheck(JsonNode description)
{
    internal IEnumerable<string> Errors(JsonNode schema, JsonNode? value, string at = "$")
    {
        if ((string?)schema["$ref"] is { } reference) { return Errors(Resolve(reference), value, at); }
        var several = (schema["oneOf"] ?? schema["anyOf"])?.AsArray();
        if (several is not null)
        {
            return several.Any(one => !Errors(one!, value, at).Any()) ? [] : [$"{at} fits no alternative"];
        }
        return OfType(schema, value, at).Concat(OfValue(schema, value, at));
    }

    private JsonNode Resolve(string reference) => reference.Split('/')[1..]
        .Aggregate(description, (node, step) => node[step]!);

    private static IEnumerable<string> OfType(JsonNode schema, JsonNode? value, string at)
    {
        var types = schema["type"] switch
        {
            JsonArray many => many.Select(type => type!.ToString()).ToArray(),
            { } one => [one.ToString()],
            null => [],
        };
        var is_ = TypeOf(value);
        if (types.Length > 0 && !types.Contains(is_) && !(is_ == "integer" && types.Contains("number")))
        {
            yield return $"{at} is {is_}, not {string.Join(" or ", types)}";
        }
        if (value is not null && schema["enum"] is JsonArray words
            && words.All(word => word?.ToString() != value.ToString()))
        {
            yield return $"{at} \"{value}\" is none of its words";
        }
        if (is_ == "string" && (string?)schema["pattern"] is { } pattern
            && !Regex.IsMatch(value!.ToString(), pattern))
        {
            yield return $"{at} does not match {pattern}";
        }
    }

    private IEnumerable<string> OfValue(JsonNode schema, JsonNode? value, string at)
    {
        if (value is JsonArray elements && schema["items"] is { } items)
        {
            return elements.SelectMany((element, i) => Errors(items, element, $"{at}[{i}]"));
        }
        if (value is not JsonObject members) { return []; }
        var known = schema["properties"]?.AsObject();
        var missing = (schema["required"]?.AsArray() ?? [])
            .Where(name => !members.ContainsKey(name!.ToString()))
            .Select(name => $"{at} lacks {name}");
        return missing.Concat(members.SelectMany(member => known?[member.Key] is { } one
            ? Errors(one, member.Value, $"{at}.{member.Key}")
            : schema["additionalProperties"] is JsonObject others
            ? Errors(others, member.Value, $"{at}.{member.Key}")
            : known is null ? []
            : [$"{at}.{member.Key} is not described"]));
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.ToJsonString().Contains('.') ? "number" : "integer",
        _ => "boolean",
    };
}
