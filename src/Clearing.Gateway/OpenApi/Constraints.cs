using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;

namespace Clearing.Gateway;

/// <summary>
/// Describes the required members of objects, and that a body may have no others.
/// </summary>
internal static class Constraints
{
    /// <summary>
    /// Describes an object's required members, and that a body may have no others.
    /// </summary>
    public static void OfObject(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) { return; }
        foreach (var member in type.Properties.Where(MayBeLeftOut))
        {
            schema.Required?.Remove(member.Name);
        }
        if (!IsBody(type.Type)) { return; }
        schema.AdditionalPropertiesAllowed = false;
    }

    private static bool IsBody(Type type) => type == typeof(OneBid) || type == typeof(OneMarket)
        || type.GetInterfaces().Any(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IBody<>));

    // A member that is omitted when it is null is not required.
    private static bool MayBeLeftOut(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            .Any(
                ignore => ((JsonIgnoreAttribute)ignore).Condition == JsonIgnoreCondition.WhenWritingNull)
        == true;
}
