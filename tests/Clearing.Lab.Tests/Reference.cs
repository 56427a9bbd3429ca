using System.Text.Json.Nodes;

namespace Clearing.Lab.Tests;

/// <summary>The results of an independent program for the same models.</summary>
internal static class Reference
{
    internal static JsonObject Results { get; } = Read();

    private static JsonObject Read()
    {
        using var stream = typeof(Reference).Assembly.GetManifestResourceStream("reference.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
