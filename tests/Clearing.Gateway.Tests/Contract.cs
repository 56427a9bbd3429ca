using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

/// <summary>Checks every JSON answer in a test against its operation's description.</summary>
internal static class Contract
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly Dictionary<string, JsonNode> Descriptions = [];

    internal static async Task Check(RunningServer server, string method, string path, Reply reply)
    {
        var plain = path.Split('?')[0];
        var media = reply.Message.Content.Headers.ContentType?.MediaType;
        if (!plain.StartsWith("/v1/", StringComparison.Ordinal) || media?.EndsWith("json") != true
            || reply.Text.Length == 0 || reply.Message.Content.Headers.ContentEncoding.Count > 0)
        {
            return;
        }
        var description = await Description(
            server, reply.Message.Headers.Contains("Preference-Applied") ? "v1-strings" : "v1");
        if (Operation(description, method.ToLowerInvariant(), plain) is not { } operation) { return; }
        var responses = operation["responses"]!;
        var answer = responses[$"{reply.Status}"] ?? responses["default"];
        var schema = answer?["content"]?[media]?["schema"];
        Assert.True(schema is not null, $"{method} {plain}: {reply.Status} {media} is not described");
        var errors = new SchemaCheck(description).Errors(schema, reply.Json).Take(5).ToArray();
        Assert.True(
            errors.Length == 0, $"{method} {plain} {reply.Status}: {string.Join("; ", errors)}\n{reply.Text}");
    }

    private static async Task<JsonNode> Description(RunningServer server, string name)
    {
        await Gate.WaitAsync();
        try
        {
            if (!Descriptions.TryGetValue(name, out var known))
            {
                known = JsonNode.Parse(await server.Http.GetStringAsync(
                    new Uri(server.Address, $"/openapi/{name}.json")))!;
                Descriptions.Add(name, known);
            }
            return known;
        }
        finally
        {
            Gate.Release();
        }
    }

    private static JsonNode? Operation(JsonNode description, string method, string path)
    {
        var parts = path.Trim('/').Split('/');
        return description["paths"]!.AsObject()
            .Where(known => Fits(known.Key.Trim('/').Split('/'), parts))
            .OrderBy(known => known.Key.Count(c => c == '{'))
            .Select(known => known.Value![method])
            .FirstOrDefault(operation => operation is not null);
    }

    private static bool Fits(string[] pattern, string[] parts) =>
        pattern.Length == parts.Length
        && pattern.Zip(parts).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
}
