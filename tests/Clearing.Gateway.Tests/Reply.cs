using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

/// <summary>What the server answered.</summary>
internal sealed record Reply(int Status, string Text, HttpResponseMessage Message)
{
    internal JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The answer without its mark that it was given before.</summary>
    internal string First => Text.Replace("\"repeated\":true", "\"repeated\":false", StringComparison.Ordinal);

    internal string? Code => (string?)Json["code"];

    internal string? this[string name] => Json[name]?.ToString();
}
