using System.Text.Json.Serialization;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>One broken rule of a body.</summary>
/// <param name="Field">The member's path, such as <c>bids[3].max_volume</c>.</param>
/// <param name="Value">The value, shortened and escaped; null if it is missing.</param>
/// <param name="Limit">The limit that it breaks; null for none.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Line">The line of a CSV file, from 1; null elsewhere.</param>
internal sealed record FieldError(
    string Field,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Limit,
    string Rule,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Line = null)
{
    /// <summary>A path without its root, such as <c>bids[3].max_volume</c>.</summary>
    public static string NameOf(string path) =>
        path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    /// <summary>Converts an error of a format.</summary>
    public static FieldError Of(FormatError error) =>
        new(NameOf(error.Place), error.Value, error.Limit, error.Rule);
}
