using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Clearing.Allocation.Configuration;
using Clearing.Allocation.Scores;
using Microsoft.OpenApi;

namespace Clearing.Gateway;

/// <summary>
/// Describes the required members of objects, and that a body may have no others.
/// </summary>
internal static class Constraints
{
    private static readonly Type[] PartsOfBodies =
    [
        typeof(OneBid), typeof(OneMarket), typeof(VoidBody), typeof(SellerCorrectionBody),
        typeof(AllocationConfig), typeof(PerFactor<long>), typeof(PerFactor<Curve>),
    ];

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
        // A part of a zone's rules may be left out, too.
        if (type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(PerFactor<>))
        {
            schema.Required = null;
        }
        if (type.Type == typeof(AllocationConfig)) { AddRanges(schema); }
        if (!IsBody(type.Type)) { return; }
        schema.AdditionalPropertiesAllowed = false;
    }

    private static void AddRanges(OpenApiSchema rules)
    {
        foreach (var (key, min, max) in ConfigRange.All)
        {
            if (rules.Properties?[key] is OpenApiSchema number)
            {
                (number.Minimum, number.Maximum) = ($"{min}", $"{max}");
            }
        }
    }

    private static bool IsBody(Type type) => PartsOfBodies.Contains(type)
        || type.GetInterfaces().Any(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IBody<>));

    // A member that is omitted when it is null is not required.
    private static bool MayBeLeftOut(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            .Any(
                ignore => ((JsonIgnoreAttribute)ignore).Condition == JsonIgnoreCondition.WhenWritingNull)
        == true;
}
