using System.Text.Json;
using System.Text.Json.Nodes;
using Clearing.Allocation.Scores;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Clearing.Gateway;

/// <summary>
/// The description of the interface for calls with <c>Prefer: int64=string</c>.
/// </summary>
internal static class StringIntegers
{
    /// <summary>The description's name.</summary>
    public const string Name = "v1-strings";

    private const string Digits = "^-?(0|[1-9][0-9]*)$";

    /// <summary>True if this is that description.</summary>
    public static bool In(OpenApiSchemaTransformerContext context) => context.DocumentName == Name;

    /// <summary>True if integers of the type are strings in that description.</summary>
    public static bool Covers(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var plain
        && (plain == typeof(long) || plain == typeof(Int128));

    /// <summary>Describes integers as strings of digits.</summary>
    public static void Describe(OpenApiSchema schema, Type type)
    {
        if (schema.Type is { } kinds && kinds.HasFlag(JsonSchemaType.Integer) && Covers(type))
        {
            schema.Type = JsonSchemaType.String | (kinds & JsonSchemaType.Null);
            (schema.Format, schema.Pattern) = (null, Digits);
            (schema.Minimum, schema.Maximum) = (null, null);
        }
        // The amounts of a dictionary and the knots of a curve have no schema of their own.
        if (schema.AdditionalProperties is OpenApiSchema amounts) { Describe(amounts, typeof(long)); }
        if (type == typeof(Curve) || type == typeof(long[]))
        {
            Describe((OpenApiSchema)schema.Items!, type == typeof(Curve) ? typeof(long[]) : typeof(long));
        }
    }

    /// <summary>Describes a parameter that is an integer of 64 bits as a string of digits.</summary>
    public static void Describe(IOpenApiParameter parameter)
    {
        if (parameter is not OpenApiParameter { Schema: OpenApiSchema { Format: "int64" } schema } one)
        {
            return;
        }
        Describe(schema, typeof(long));
        one.Example = one.Example is null ? null : JsonValue.Create(one.Example.ToJsonString());
    }

    /// <summary>Puts those integers of an example in quotes.</summary>
    public static JsonNode? Quoted(JsonNode? example, Type type, JsonSerializerOptions json) =>
        example switch
        {
            JsonArray { } array => Elements(array, type, json),
            JsonObject { } members => Members(members, type, json),
            JsonValue value when Covers(type) => JsonValue.Create(value.ToJsonString()),
            _ => example?.DeepClone(),
        };

    private static JsonArray Elements(JsonArray array, Type type, JsonSerializerOptions json)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var element = plain.IsGenericType ? plain.GetGenericArguments()[0] : typeof(long);
        return new([.. array.Select(one => Quoted(one, element, json))]);
    }

    private static JsonObject Members(JsonObject members, Type type, JsonSerializerOptions json)
    {
        var known = json.GetTypeInfo(type).Properties.ToDictionary(member => member.Name);
        return new(members.Select(member => KeyValuePair.Create(
            member.Key,
            Quoted(
                member.Value,
                known.TryGetValue(member.Key, out var one) ? one.PropertyType : typeof(long), json))));
    }
}
