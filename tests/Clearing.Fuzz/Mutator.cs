using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clearing.Fuzz;

/// <summary>Damages inputs: bytes as transfers do, JSON values as wrong programs do.</summary>
internal static class Mutator
{
    private static readonly byte[] Telling =
        [.. "\0\n\r\t \"',.-+:;{}[]0129eE\\u"u8, 0x7F, 0x80, 0xC3, 0xED, 0xFF];

    private static readonly string[] Values =
    [
        "null", "true", "0", "1", "-1", "2", "3", "-0", "1.5", "1e3", "1e400", "2147483647", "2147483648",
        "-2147483648", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
        "170141183460469231731687303715884105727", "170141183460469231731687303715884105728",
        "\"\"", "\"x\"", "\"b1\"", "\"1\"", "\"Infinity\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}",
        "[null]", "[[]]", "[1,1]", "{\"x\":1}", "99",
    ];

    /// <summary>A copy with one to three changes.</summary>
    public static byte[] Damage(byte[] valid, Random random)
    {
        var bytes = valid;
        for (var change = random.Next(3); change >= 0; change--)
        {
            bytes = (random.Next(2) == 0 ? DamageJson(bytes, random) : null) ?? DamageBytes(bytes, random);
        }
        return bytes;
    }

    private static byte[]? DamageJson(byte[] bytes, Random random)
    {
        if (bytes is not [(byte)'{' or (byte)'[', ..]) { return null; }
        try
        {
            var root = JsonNode.Parse(bytes)!;
            var places = new List<JsonNode?>();
            Collect(root, places);
            if (places.Count == 0) { return null; }
            Change(places[random.Next(places.Count)]!, places, random);
            return Encoding.UTF8.GetBytes(root.ToJsonString());
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException
            or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Collect(JsonNode? node, List<JsonNode?> places)
    {
        if (node is JsonObject or JsonArray) { places.Add(node); }
        var children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray elements => elements,
            _ => [],
        };
        foreach (var child in children) { Collect(child, places); }
    }

    private static void Change(JsonNode parent, List<JsonNode?> others, Random random)
    {
        var value = random.Next(4) == 0
            ? others[random.Next(others.Count)]!.DeepClone()
            : JsonNode.Parse(Values[random.Next(Values.Length)]);
        if (parent is JsonArray elements)
        {
            var at = random.Next(elements.Count + 1);
            if (at == elements.Count) { elements.Add(value); }
            else if (random.Next(3) == 0) { elements.RemoveAt(at); }
            else if (random.Next(3) == 0) { elements.Insert(at, elements[at]?.DeepClone()); }
            else { elements[at] = value; }
            return;
        }
        var members = (JsonObject)parent;
        if (members.Count == 0) { return; }
        var name = members.ElementAt(random.Next(members.Count)).Key;
        if (random.Next(4) == 0) { members.Remove(name); }
        else if (random.Next(8) == 0) { members["extra"] = value; }
        else { members[name] = value; }
    }

    private static byte[] DamageBytes(byte[] valid, Random random)
    {
        var bytes = valid.ToList();
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 12), bytes.Count - at);
        switch (random.Next(6))
        {
            case 1 when length > 0: bytes[at] = Telling[random.Next(Telling.Length)]; break;
            case 2 when length > 0: bytes[at] = (byte)random.Next(256); break;
            case 3: bytes.RemoveRange(at, length); break;
            case 4: bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length)); break;
            case 5 when random.Next(20) == 0: bytes.RemoveRange(at, bytes.Count - at); break;
            default: bytes.Insert(at, Telling[random.Next(Telling.Length)]); break;
        }
        return [.. bytes];
    }
}
