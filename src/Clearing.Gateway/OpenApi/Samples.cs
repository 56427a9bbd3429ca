using System.Text.Json;
using System.Text.Json.Nodes;
using Clearing.Allocation.Scores;
using Clearing.Formats;

namespace Clearing.Gateway;

/// <summary>
/// Creates an example of any answer from its type, so that none can be missing or stale.
/// </summary>
internal static class Samples
{
    private const int Deepest = 6;

    private static readonly Dictionary<string, JsonNode> ByName = new(StringComparer.Ordinal)
    {
        ["market"] = "us-east/standard/2026-Q4",
        ["markets"] = new JsonArray("us-east/standard/2026-Q4", "us-east/standard/2027-Q1"),
        ["currency"] = "USD",
        ["zone"] = "us-east/standard",
        ["time_zone"] = "America/New_York",
        ["period"] = "2026-11",
        ["month"] = "2026-11",
        ["run_id"] = "nov-1",
        ["offer_id"] = "allocation/nov-1",
        ["facts_hash"] = "3886725ecd8219042c684fe20e9ac6a9daecddba7c31665916c732621648888d",
        ["bid_id"] = "b-1042",
        ["award_id"] = "b-1042@1",
        ["reference"] = "b-1042@1",
        ["line_id"] = "attribution/2026-10-01/1",
        ["seller"] = "acme",
        ["id"] = "c-7",
        ["next_cursor"] = "100",
        ["book_hash"] = "3886725ecd8219042c684fe20e9ac6a9daecddba7c31665916c732621648888d",
        ["closed_book_hash"] = "3886725ecd8219042c684fe20e9ac6a9daecddba7c31665916c732621648888d",
        ["result_hash"] = "1915b36f0ecf552a699b37261b1f0dc90c27db8c6785f14bdf420e336001a6e5",
        ["minor_exponent"] = 2,
        ["lottery_seed"] = "drawn by a notary",
        ["inspection_id"] = "i-1",
        ["inspected_by"] = "olga",
        ["reason"] = "complaint 118",
        ["code"] = Codes.InFlight,
        ["title"] = Codes.All[Codes.InFlight].Title,
        ["seller_cap"] = new JsonObject { ["acme"] = 5_000 },
    };

    /// <summary>An example of an answer, as the gateway would write it.</summary>
    public static JsonNode? Of(Type type, JsonSerializerOptions json) => Of(type, "", json, 0);

    private static JsonNode? Of(Type type, string name, JsonSerializerOptions json, int depth)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum) { return Words.All(plain).Keys.First(); }
        if (ByName.TryGetValue(name, out var known) && known is JsonArray == IsTexts(plain))
        {
            return known.DeepClone();
        }
        if (plain == typeof(string)) { return name == "status" ? "CHANGED" : "text"; }
        // A first answer that is no refusal: it repeats nothing, and breaks no limit.
        if (plain == typeof(bool)) { return name != "repeated"; }
        if (name == "limit") { return null; }
        if (plain == typeof(DateOnly)) { return "2026-10-01"; }
        if (plain == typeof(Curve)) { return new JsonArray(new JsonArray(0, 500_000)); }
        if (plain == typeof(DateTime)) { return "2026-10-01T00:00:00Z"; }
        if (Number(plain, name) is { } number) { return number; }
        if (depth == Deepest) { return null; }
        if (plain == typeof(ImmutableArray<LedgerLineAnswer>)) { return Balanced(); }
        if (ElementOf(plain) is { } element)
        {
            return new JsonArray(Of(element, "", json, depth + 1));
        }
        var members = new JsonObject();
        foreach (var member in json.GetTypeInfo(plain).Properties)
        {
            members[member.Name] = Of(member.PropertyType, member.Name, json, depth + 1);
        }
        return members;
    }

    private static bool IsTexts(Type type) => type == typeof(ImmutableArray<string>);

    // The lines of a double entry sum to zero.
    private static JsonArray Balanced() => new(
        new JsonObject { ["account"] = "RECEIVABLE", ["amount_minor"] = 300_000 },
        new JsonObject { ["account"] = "RESERVATION_FEES", ["amount_minor"] = -300_000 });

    private static JsonNode? Number(Type type, string name)
    {
        if (type != typeof(int) && type != typeof(long) && type != typeof(Int128)) { return null; }
        if (name.EndsWith("_micros", StringComparison.Ordinal)) { return 5_000_000; }
        if (name.EndsWith("volume", StringComparison.Ordinal)) { return 600; }
        return name.EndsWith("_minor", StringComparison.Ordinal) ? 300_000
            : name.EndsWith("_ppm", StringComparison.Ordinal) ? 150_000
            : name is "round" or "last_round" or "number" ? 1
            : 2;
    }

    private static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? type.GetGenericArguments()[0]
            : null;
}
