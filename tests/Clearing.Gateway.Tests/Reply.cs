using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Clearing.Gateway.Tests;

/// <summary>An answer of the server.</summary>
internal sealed partial record Reply(int Status, string Text, HttpResponseMessage Message)
{
    internal JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The answer without its request id and the mark of a repeated answer.</summary>
    internal string First => RequestId().Replace(
        Text.Replace("\"repeated\":true", "\"repeated\":false", StringComparison.Ordinal), "");

    internal string? Code => (string?)Json["code"];

    internal string? this[string name] => Json[name]?.ToString();

    [GeneratedRegex(",\"request_id\":\"[^\"]*\"")]
    private static partial Regex RequestId();
}
