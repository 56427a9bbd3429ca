using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Clearing.Market;
using Microsoft.OpenApi;

namespace Clearing.Gateway;

/// <summary>
/// The shapes of members by their names, which have one meaning each, and which members an object
/// must have.
/// </summary>
internal static class Constraints
{
    private const string MarketPattern =
        "^[A-Za-z0-9._-]{1,64}/[A-Za-z0-9._-]{1,64}/[A-Za-z0-9._-]{1,64}$";

    private const string IdPattern = "^[!-~]+$";

    /// <summary>Describes an object: what must be there, and for a body, that no more may be.</summary>
    public static void OfObject(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) { return; }
        foreach (var member in type.Properties.Where(MayBeLeftOut))
        {
            schema.Required?.Remove(member.Name);
        }
        if (!IsBody(type.Type)) { return; }
        schema.AdditionalPropertiesAllowed = false;
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (member is OpenApiSchema described) { Describe(name, described); }
        }
    }

    private static bool IsBody(Type type) => type == typeof(OneBid)
        || type.GetInterfaces().Any(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IBody<>));

    // What is left out when it is nothing is no member that must be there.
    private static bool MayBeLeftOut(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            .Any(ignore => ((JsonIgnoreAttribute)ignore).Condition == JsonIgnoreCondition.WhenWritingNull)
        == true;

    private static void Describe(string name, OpenApiSchema schema)
    {
        if (name == "market") { schema.Pattern = MarketPattern; }
        else if (name.EndsWith("_id", StringComparison.Ordinal) || name == "seller")
        {
            (schema.MinLength, schema.Pattern) = (1, IdPattern);
            // An award's id is its bid's with the round behind it.
            schema.MaxLength = name == "award_id" ? IdRule.Longest + 12 : IdRule.Longest;
        }
        else if (name is "note" or "reason") { (schema.MinLength, schema.MaxLength) = (1, 200); }
        else if (name is "bids" or "reports") { (schema.MinItems, schema.MaxItems) = (1, 10_000); }
    }
}
