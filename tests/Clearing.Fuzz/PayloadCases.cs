using System.Text;
using System.Text.Json.Nodes;
using Clearing.Grains.Events;

namespace Clearing.Fuzz;

/// <summary>Every value of every event of a story, replaced by what no event can hold.</summary>
internal static class PayloadCases
{
    private static readonly string[] Wrong = ["{}", "[[]]", "1e400", "\"\\ud800\""];

    private static readonly string[] Strange =
        ["null", "\"\"", "\"\\u0000\"", "-1", "9223372036854775807", "-9223372036854775808", "[]"];

    /// <summary>Cases that must be refused.</summary>
    public static IEnumerable<PayloadCase> Impossible() =>
        Cases(Wrong).Concat(Whole());

    /// <summary>Cases that may be read, or must be refused.</summary>
    public static IEnumerable<PayloadCase> Doubtful() =>
        Cases(Strange);

    private static IEnumerable<PayloadCase> Cases(
        string[] values)
    {
        foreach (var (stream, at, type, payload) in OnePerType())
        {
            foreach (var path in Leaves(JsonNode.Parse(payload)!, []))
            {
                foreach (var value in values)
                {
                    yield return new(
                        $"{type} {string.Join('.', path)} {value}", stream, at,
                        With(payload, path, value));
                }
            }
        }
    }

    private static IEnumerable<PayloadCase> Whole()
    {
        foreach (var (stream, at, type, payload) in OnePerType())
        {
            yield return new($"{type} empty", stream, at, "");
            yield return new($"{type} null", stream, at, "null");
            yield return new($"{type} a list", stream, at, "[]");
            yield return new($"{type} cut short", stream, at, payload[..^1]);
            yield return new($"{type} twice", stream, at, payload + payload);
            yield return new($"{type} an unknown member", stream, at, "{\"extra\":1," + payload[1..]);
            yield return new($"{type} a NUL", stream, at, payload + "\0");
            yield return new($"{type} deep", stream, at, new string('[', 10_000));
        }
    }

    private static IEnumerable<(string Stream, int At, string Type, string Payload)> OnePerType()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stream in new[]
        {
            Streams.OfMarket(Story.MarketKey), Streams.OfSeller("one"),
            Streams.OfWebhooks(Streams.OfSeller("one")), Streams.OfZone(Story.ZoneName),
            Streams.OfZoneSeller(Story.ZoneName + "/one"),
        })
        {
            var events = new Story().Events[stream];
            for (var at = 0; at < events.Count; at++)
            {
                if (seen.Add(events[at].Type))
                {
                    yield return (
                        stream, at, events[at].Type,
                        Encoding.UTF8.GetString(events[at].Payload.Span));
                }
            }
        }
    }

    // Lists by their first element: the others are read the same way.
    private static IEnumerable<string[]> Leaves(JsonNode? node, string[] path) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            Leaves(member.Value, [.. path, member.Key])),
        JsonArray { Count: > 0 } elements => Leaves(elements[0], [.. path, "0"]),
        JsonArray or null => [],
        _ => [path],
    };

    private static string With(string payload, string[] path, string value)
    {
        var root = JsonNode.Parse(payload)!;
        JsonNode parent = root;
        foreach (var step in path[..^1]) { parent = parent is JsonArray ? parent[0]! : parent[step]!; }
        if (parent is JsonArray elements) { elements[0] = "@@"; }
        else { parent[path[^1]] = "@@"; }
        return root.ToJsonString().Replace("\"@@\"", value, StringComparison.Ordinal);
    }
}
