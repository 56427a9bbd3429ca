using System.Text.Json;
using System.Text.Json.Nodes;

namespace Clearing.Gateway.Tests;

/// <summary>JavaScript clients receive, and can send, 64-bit integers as strings.</summary>
public class IntegerStringTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly (string, string) Strings = ("Prefer", "int64=string");

    [Fact]
    public async Task An_amount_that_javascript_would_round_survives_as_a_string()
    {
        var market = await server.OpenMarket("{}", 9_007_199_254_740_993);
        var read = await server.Send("GET", $"/v1/markets/{market}", null, Strings);

        Assert.Equal("int64=string", read.Message.Headers.GetValues("Preference-Applied").Single());
        Assert.Contains("Prefer", read.Message.Headers.Vary);
        Assert.Equal(JsonValueKind.String, read.Json["pending_volume"]!.GetValueKind());
        Assert.Equal("9007199254740993", read["pending_volume"]);
        Assert.Equal(JsonValueKind.Number, read.Json["last_round"]!.GetValueKind());
    }

    [Fact]
    public async Task A_body_may_quote_its_integers_only_where_strings_are_preferred()
    {
        var market = await server.OpenMarket();
        var bid = $$"""
            {"market":"{{market}}","bid_id":"b","max_fee_micros":"5000","max_volume":"600"}
            """;

        var plain = await server.Send("POST", "/v1/sellers/acme/bids", bid);
        var preferred = await server.Send("POST", "/v1/sellers/acme/bids", bid, Strings);
        var stands = await server.Send("GET", $"/v1/sellers/acme/bids/b?market={market}");

        Assert.Equal(400, plain.Status);
        Assert.Equal(201, preferred.Status);
        Assert.Equal("1", preferred["number"]);
        Assert.Equal(5000, (long)stands.Json["max_fee_micros"]!);
    }

    [Theory]
    [InlineData("\"5e3\"")]
    [InlineData("\" 5000\"")]
    [InlineData("\"5000.0\"")]
    [InlineData("\"05000\"")]
    [InlineData("\"9223372036854775808\"")]
    [InlineData("\"\"")]
    [InlineData("\"\\uFF15000\"")]
    public async Task A_quoted_integer_is_as_strict_as_a_number(string fee)
    {
        var market = await server.OpenMarket();
        var refused = await server.Send(
            "POST", "/v1/sellers/acme/bids",
            $$"""{"market":"{{market}}","bid_id":"b","max_fee_micros":{{fee}},"max_volume":"600"}""", Strings);

        Assert.Equal(400, refused.Status);
        Assert.Equal("max_fee_micros", refused["field"]);
    }

    [Theory]
    [InlineData("int64=strings")]
    [InlineData("int64")]
    [InlineData("int64=\"text\"")]
    public async Task A_preference_for_another_form_is_refused(string prefer)
    {
        var refused = await server.Send("GET", "/v1/markets", null, ("Prefer", prefer));

        Assert.Equal(400, refused.Status);
        Assert.Equal("Prefer", refused["field"]);
    }

    [Fact]
    public async Task Preferences_that_are_not_ours_change_nothing()
    {
        var read = await server.Send("GET", "/v1/markets", null, ("Prefer", "return=minimal, wait=5"));

        Assert.Equal(200, read.Status);
        Assert.False(read.Message.Headers.Contains("Preference-Applied"));
    }

    [Fact]
    public async Task Each_form_of_a_round_that_is_kept_has_a_tag_of_its_own()
    {
        var market = await server.OpenMarket();
        await server.Send("POST", $"/v1/markets/{market}/rounds/1/clear");
        await server.Send("POST", $"/v1/markets/{market}/settle");
        var path = $"/v1/markets/{market}/rounds/1/curve";

        var number = (await server.Send("GET", path)).Message.Headers.ETag!;
        var text = (await server.Send("GET", path, null, Strings)).Message.Headers.ETag!;
        var again = await server.Send("GET", path, null, Strings, ("If-None-Match", number.Tag));

        Assert.NotEqual(number, text);
        Assert.Equal(200, again.Status);
    }

    [Fact]
    public async Task The_description_of_strings_has_no_integer_of_64_bits()
    {
        var text = (await server.Send("GET", "/openapi/v1-strings.json")).Text;

        Assert.Contains("\"Prefer\"", text);
        Assert.Equal([], Wide(JsonNode.Parse(text)));
    }

    [Fact]
    public async Task But_for_integers_of_64_bits_both_descriptions_say_the_same()
    {
        var numbers = (await server.Send("GET", "/openapi/v1.json")).Json;
        var strings = (await server.Send("GET", "/openapi/v1-strings.json")).Json;

        Assert.Equal([], Differences(
            numbers["components"]!["schemas"], strings["components"]!["schemas"], "schemas"));
        Assert.Equal([], Differences(numbers["paths"], strings["paths"], "paths"));
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v1-strings")]
    public async Task Every_example_fits_its_schema(string name)
    {
        var description = (await server.Send("GET", $"/openapi/{name}.json")).Json;
        var check = new SchemaCheck(description);
        var shown = Examples(description["paths"]).ToArray();

        Assert.True(shown.Length > 300, $"{shown.Length} examples");
        Assert.Equal([], shown.SelectMany(one => check.Errors(one["schema"]!, one["example"], one.GetPath())));
    }

    private static IEnumerable<JsonObject> Examples(JsonNode? node) => node switch
    {
        JsonObject { } one when one["example"] is not null && one["schema"] is not null => [one],
        JsonObject members => members.SelectMany(member => Examples(member.Value)),
        JsonArray elements => elements.SelectMany(Examples),
        _ => [],
    };

    private static IEnumerable<string> Differences(JsonNode? number, JsonNode? text, string at)
    {
        if (number is JsonObject wide && $"{wide["format"]}" == "int64") { return Quoted(wide, text!, at); }
        return (number, text) switch
        {
            (JsonObject one, JsonObject other) => one.Select(member => member.Key)
                .Union(other.Select(member => member.Key)).Except(["example"])
                .SelectMany(key => Differences(one[key], other[key], $"{at}.{key}")),
            (JsonArray or null, JsonArray other) => ShownOf(number).Zip(ShownOf(other))
                .SelectMany((pair, i) => Differences(pair.First, pair.Second, $"{at}[{i}]"))
                .Concat(ShownOf(number).Length == ShownOf(other).Length ? [] : [$"{at} has another length"]),
            _ => JsonNode.DeepEquals(number, text) ? [] : [at],
        };
    }

    // The header by which a caller chooses belongs to one description only.
    private static JsonNode?[] ShownOf(JsonNode? list) => [.. (list as JsonArray ?? [])
        .Where(element => element is not JsonObject one || $"{one["name"]}" != "Prefer")];

    private static IEnumerable<string> Quoted(JsonObject number, JsonNode text, string at)
    {
        var types = number["type"]!.ToJsonString().Replace("integer", "string", StringComparison.Ordinal);
        if (text["type"]!.ToJsonString() != types) { yield return $"{at} is {text["type"]}, not {types}"; }
        if ($"{text["pattern"]}" != "^-?(0|[1-9][0-9]*)$") { yield return $"{at} has the pattern {text["pattern"]}"; }
        foreach (var rule in new[] { "format", "minimum", "maximum" })
        {
            if (text[rule] is { } left) { yield return $"{at} still has {rule} {left}"; }
        }
    }

    // The places at which the description still has 64-bit integers.
    private static IEnumerable<string> Wide(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            member is { Key: "format", Value: JsonValue format } && $"{format}" == "int64"
                ? [members.GetPath()]
                : Wide(member.Value)),
        JsonArray elements => elements.SelectMany(Wide),
        _ => [],
    };
}
