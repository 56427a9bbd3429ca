using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

/// <summary>The description says what is refused: lengths, shapes, ranges and unknown members.</summary>
public sealed class DescribedLimitTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string[] Limits = ["maxLength", "pattern", "enum", "format"];

    [Fact]
    public async Task Every_text_of_a_body_says_how_long_it_is_or_what_shape_it_has()
    {
        var description = await Description();
        var any = BodiesOf(description).SelectMany(body => MembersOf(description, body))
            .Where(member => IsAnyText(member.Schema)).Select(member => member.Name);

        // A seed is any text: it is what was drawn.
        Assert.Equal(["lottery_seed"], any.Distinct());
    }

    [Fact]
    public async Task Every_text_of_a_path_query_or_header_says_so_too_unless_it_is_an_answers_or_HTTPs()
    {
        var any = (await Description())["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .SelectMany(operation => operation.Value!["parameters"]?.AsArray() ?? [])
            .Where(parameter => IsAnyText(parameter!["schema"]!))
            .Select(parameter => $"{parameter!["name"]}");

        Assert.Equal(
            ["If-Match", "If-None-Match", "Last-Event-ID", "code", "cursor"],
            any.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("nov-1")]
    [InlineData("nov@1")]
    public async Task A_run_of_a_path_may_be_an_operators_or_one_that_began_by_the_calendar(string run)
    {
        var shapes = await ShapesOf("run");

        Assert.Equal(3, shapes.Length);
        Assert.All(shapes, shape => Assert.Matches(shape, run));
        Assert.All(shapes, shape => Assert.DoesNotMatch(shape, run + "@"));
    }

    [Fact]
    public async Task A_month_of_a_path_is_no_quarter()
    {
        var shape = Assert.Single(await ShapesOf("month"));
        var quarter = await server.Send("GET", "/v1/sellers/acme/zones/limits/standard/overage/2026-Q4");

        Assert.Matches(shape, "2026-11");
        Assert.DoesNotMatch(shape, "2026-Q4");
        Assert.Equal((400, "month"), (quarter.Status, quarter["field"]));
    }

    [Fact]
    public async Task No_body_or_part_of_one_takes_a_member_that_is_not_described()
    {
        var description = await Description();
        var open = BodiesOf(description).SelectMany(body => ObjectsIn(description, body))
            .Where(part => part.Schema["properties"] is not null
                && $"{part.Schema["additionalProperties"]}" != "false")
            .Select(part => part.Name);

        Assert.Empty(open.Distinct());
    }

    [Theory]
    [InlineData("sellers/acme/zones/limits/standard/planned-events", "PlannedEventBody", "note", 200,
        """{"event_id":"e1","first_day":"DAY","last_day":"DAY","uplift_ppm":2000000,"note":"?"}""")]
    [InlineData("sellers/acme/zones/limits/standard/planned-events/confirmed", "ConfirmedEventBody", "reason", 200,
        """{"event_id":"e2","first_day":"DAY","last_day":"DAY","uplift_ppm":2000000,"reason":"?"}""")]
    [InlineData("sellers/acme/zones/limits/standard/planned-events/e3/decline", "EventReasonBody", "reason", 200,
        """{"reason":"?"}""")]
    [InlineData("zones/limits/standard/overrides", "OverrideBody", "note", 500,
        """{"period":"MONTH","seller":"acme","volume":1,"note":"?"}""")]
    public async Task A_text_may_be_as_long_as_described_and_no_longer(
        string path, string body, string member, int most, string json)
    {
        var tomorrow = DateTime.UtcNow.AddDays(1);
        json = json.Replace("DAY", $"{tomorrow:yyyy-MM-dd}").Replace("MONTH", $"{tomorrow:yyyy-MM}");
        await server.Send(
            "PUT", "/v1/zones/limits/standard", """{"time_zone":"UTC","periods":"MONTH","currency":"USD"}""");
        await server.Send(
            "PUT", "/v1/sellers/acme/zones/limits/standard/profile",
            """{"account_started":"2020-05-01","plan":"PROFESSIONAL"}""");
        await server.Send("POST", "/v1/sellers/acme/zones/limits/standard/planned-events", $$"""
            {"event_id":"e3","first_day":"{{tomorrow:yyyy-MM-dd}}","last_day":"{{tomorrow:yyyy-MM-dd}}",
             "uplift_ppm":2000000}
            """);
        var schema = (await Description())["components"]!["schemas"]![body]!["properties"]![member]!;
        var longer = await server.Send("POST", $"/v1/{path}", json.Replace("?", new string('x', most + 1)));
        var longest = await server.Send("POST", $"/v1/{path}", json.Replace("?", new string('x', most)));

        Assert.Equal(("1", $"{most}"), ($"{schema["minLength"]}", $"{schema["maxLength"]}"));
        Assert.Equal((422, member, 200), (longer.Status, longer["field"], longest.Status));
    }

    [Fact]
    public async Task Every_number_of_a_zones_rules_has_the_range_beyond_which_it_is_refused()
    {
        var rules = (await Description())["components"]!["schemas"]!["AllocationConfig"]!["properties"]!.AsObject();
        var numbers = rules.Where(rule => $"{rule.Value!["type"]}".Contains("integer", StringComparison.Ordinal))
            .ToArray();
        foreach (var (name, schema) in numbers)
        {
            foreach (var beyond in new[] { (long)schema!["minimum"]! - 1, (long)schema["maximum"]! + 1 })
            {
                var refused = await server.Send("PUT", "/v1/zones/ranges/standard", $$$"""
                    {"time_zone":"UTC","periods":"MONTH","currency":"USD","rules":{"{{{name}}}":{{{beyond}}}}}
                    """);
                Assert.Equal((400, $"rules.{name}"), (refused.Status, refused["field"]));
            }
        }
        Assert.True(numbers.Length > 30);
    }

    private async Task<JsonNode> Description() => (await server.Send("GET", "/openapi/v1.json")).Json;

    private async Task<string[]> ShapesOf(string partOfPath)
    {
        var paths = (await Description())["paths"]!.AsObject();
        return
        [
            .. paths.Where(path => path.Key.Contains($"/{{{partOfPath}}}", StringComparison.Ordinal))
                .SelectMany(path => path.Value!.AsObject())
                .SelectMany(operation => operation.Value!["parameters"]!.AsArray())
                .Where(parameter => $"{parameter!["name"]}" == partOfPath)
                .Select(parameter => $"{parameter!["schema"]!["pattern"]}"),
        ];
    }

    private static IEnumerable<JsonNode> BodiesOf(JsonNode description) => description["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject())
        .Select(operation => operation.Value!["requestBody"]?["content"]?["application/json"]?["schema"])
        .OfType<JsonNode>();

    private static IEnumerable<(string Name, JsonNode Schema)> MembersOf(JsonNode description, JsonNode body) =>
        ObjectsIn(description, body).SelectMany(part => part.Schema["properties"]?.AsObject() ?? [])
            .Select(member => (member.Key, member.Value!));

    // The objects of a body: itself, those of its members and those of its lists.
    private static IEnumerable<(string Name, JsonNode Schema)> ObjectsIn(
        JsonNode description, JsonNode schema, string name = "")
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            var at = reference.Split('/')[1..];
            return ObjectsIn(description, at.Aggregate(description, (node, step) => node[step]!), at[^1]);
        }
        var alternatives = (schema["oneOf"] ?? schema["anyOf"])?.AsArray() ?? [];
        JsonNode?[] inner =
        [
            .. alternatives, schema["items"],
            .. (schema["properties"]?.AsObject() ?? []).Select(member => member.Value),
        ];
        return inner.OfType<JsonNode>().SelectMany(part => ObjectsIn(description, part, name))
            .Prepend((name, schema));
    }

    private static bool IsAnyText(JsonNode schema) =>
        $"{schema["type"]}".Contains("string", StringComparison.Ordinal)
        && Limits.All(limit => schema[limit] is null);
}
