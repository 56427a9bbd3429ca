using System.Text;
using System.Text.Json.Nodes;
using Clearing.Client.Tests.Csv;
using Clearing.Formats;

namespace Clearing.Client.Tests.Scenarios;

public class MalformedJsonTests
{
    private const string Template =
        """
        {"id":"X","config":{"currency":"USD","minor_exponent":2,"lot":1,"tick_micros":1,
        "tie_rule":"PRO_RATA","lottery_seed":"","pricing_rule":"LOWEST_GRANTED","repricing_min_volume":0,
        "seller_cap":{"s":5},"credit_rate_ppm":1,"credit_cap_ppm":1,"repricing_support_ppm":1,
        "highest_max_fee_micros":9,"smallest_max_volume":1,"cap_share_of_base_ppm":1,"cap_floor":1},
        "events":[{"op":"submit","bid":"b","seller":"s","max_fee_micros":3,"max_volume":5,
        "min_volume":1,"time_in_force":"PERIOD"},
        {"op":"clear","round":1,"capacity_delta":3,"reserve_fee_micros":0},
        {"op":"relinquish","award":"b@1","volume":1},
        {"op":"sales","seller":"s","incremental_minor":3}]}
        """;

    private static readonly string[] Numbers =
    [
        "$.config.minor_exponent", "$.config.lot", "$.config.tick_micros", "$.config.repricing_min_volume",
        "$.config.seller_cap.s", "$.config.credit_rate_ppm", "$.config.credit_cap_ppm",
        "$.config.repricing_support_ppm", "$.config.highest_max_fee_micros",
        "$.config.smallest_max_volume", "$.config.cap_share_of_base_ppm", "$.config.cap_floor",
        "$.events[0].max_fee_micros", "$.events[0].max_volume", "$.events[0].min_volume",
        "$.events[1].round", "$.events[1].capacity_delta", "$.events[1].reserve_fee_micros",
        "$.events[2].volume", "$.events[3].incremental_minor",
    ];

    private static readonly string[] Strings =
    [
        "$.id", "$.config.currency", "$.config.tie_rule", "$.config.lottery_seed", "$.config.pricing_rule",
        "$.events[0].op", "$.events[0].bid", "$.events[0].seller", "$.events[0].time_in_force",
        "$.events[2].award", "$.events[3].seller",
    ];

    private static readonly string[] Words =
    [
        "$.config.tie_rule", "$.config.pricing_rule", "$.events[0].time_in_force", "$.events[0].op",
    ];

    public static TheoryData<string, string> WrongValues()
    {
        var cases = new TheoryData<string, string>();
        foreach (var path in Numbers)
        {
            foreach (var json in new[]
            {
                "\"1\"", "1.0", "1.5", "1e2", "1E2", "-0", "null", "true", "[1]", "{}", "\"\"",
                "9223372036854775808", "-9223372036854775809", "1e400", new string('9', 400),
            })
            {
                cases.Add(path, json);
            }
        }
        foreach (var path in Strings)
        {
            foreach (var json in new[] { "1", "null", "true", "[\"s\"]", "{}", "1.5" })
            {
                cases.Add(path, json);
            }
        }
        foreach (var path in Words)
        {
            cases.Add(path, "\"period\"");
            cases.Add(path, "\"\"");
            cases.Add(path, "\"PRO RATA\"");
        }
        cases.Add("$.config.minor_exponent", "7");
        cases.Add("$.config.minor_exponent", "-1");
        cases.Add("$.config.lot", "0");
        cases.Add("$.config.tick_micros", "0");
        cases.Add("$.config.repricing_min_volume", "-1");
        cases.Add("$.config.seller_cap.s", "-1");
        cases.Add("$.config.repricing_support_ppm", "-1");
        cases.Add("$.config.repricing_support_ppm", "1000001");
        cases.Add("$.config.cap_floor", "-1");
        cases.Add("$.config.credit_rate_ppm", "-1");
        cases.Add("$.config.credit_cap_ppm", "1000001");
        cases.Add("$.config.currency", "\"usd\"");
        cases.Add("$.config.currency", "\"\"");
        cases.Add("$.events[1].round", "2147483648");
        return cases;
    }

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void A_wrong_value_is_named_by_its_path(string path, string json)
    {
        var document = JsonNode.Parse(Template)!;
        At(document, path).ReplaceWith("@@");
        var text = document.ToJsonString().Replace("\"@@\"", json, StringComparison.Ordinal);
        var errors = ScenarioFileTests.Errors(text);

        Assert.Equal((1L, path), (errors[0].Line, errors[0].Place));
        Assert.All(errors, MalformedCsvTests.AssertOneLine);
    }

    [Theory]
    [InlineData("empty", "", "empty")]
    [InlineData("spaces", " \n\t", "empty")]
    [InlineData("a byte order mark alone", "\uFEFF", "empty")]
    [InlineData("an array", "[]", "object")]
    [InlineData("a number", "5", "object")]
    [InlineData("a string", "\"events\"", "object")]
    [InlineData("null", "null", "object")]
    [InlineData("no events", "{}", "events")]
    [InlineData("events no array", """{"events":{}}""", "array")]
    [InlineData("an event no object", """{"events":[5]}""", "object")]
    [InlineData("no op", """{"events":[{}]}""", "op")]
    [InlineData("an unknown op", """{"events":[{"op":"bid"}]}""", "one of")]
    [InlineData("an unknown member", """{"events":[],"bids":[]}""", "unknown")]
    [InlineData("an unknown setting", """{"config":{"lots":1},"events":[]}""", "unknown")]
    [InlineData("an unknown member of an event", """{"events":[{"op":"cancel","bid":"b","sellr":"s"}]}""", "unknown")]
    [InlineData("a market where there is one", """{"events":[{"op":"cancel","bid":"b","market":"m"}]}""", "unknown")]
    [InlineData("no market of two", """{"config":{"markets":{"m":{}}},"events":[{"op":"cancel"}]}""", "market")]
    [InlineData("no market at all", """{"config":{"markets":{}},"events":[]}""", "market")]
    [InlineData("markets and more", """{"config":{"markets":{"m":{}},"lot":1},"events":[]}""", "unknown")]
    [InlineData("a market without a key", """{"config":{"markets":{"":{}}},"events":[]}""", "key")]
    [InlineData("a capped seller that is none", """{"config":{"seller_cap":{"a b":1}},"events":[]}""", "seller")]
    [InlineData("a key twice", """{"events":[],"events":[]}""", "once")]
    [InlineData("a key twice, escaped", """{"events":[],"\u0065vents":[]}""", "once")]
    [InlineData("an expectation no object", """{"events":[],"expected":[]}""", "object")]
    [InlineData("scenarios no array", """{"format":"clearing-scenarios/1","scenarios":{}}""", "array")]
    [InlineData("no format", """{"scenarios":[]}""", "format")]
    [InlineData("another format", """{"format":"clearing-scenarios/2","scenarios":[]}""", "clearing-scenarios/1")]
    [InlineData("a comment", "{\"events\":[]/* none */}", "not valid JSON")]
    [InlineData("a comment before a key", "{/* none */\"events\":[]}", "not valid JSON")]
    [InlineData("a trailing comma", """{"events":[],}""", "not valid JSON")]
    [InlineData("single quotes", "{'events':[]}", "not valid JSON")]
    [InlineData("no quotes", "{events:[]}", "not valid JSON")]
    [InlineData("NaN", """{"events":NaN}""", "not valid JSON")]
    [InlineData("Infinity", """{"events":-Infinity}""", "not valid JSON")]
    [InlineData("a plus sign", """{"events":+1}""", "not valid JSON")]
    [InlineData("a leading zero", """{"events":01}""", "not valid JSON")]
    [InlineData("hexadecimal", """{"events":0x1}""", "not valid JSON")]
    [InlineData("cut short", """{"events":[{"op":"can""", "not valid JSON")]
    [InlineData("two documents", """{"events":[]}{"events":[]}""", "not valid JSON")]
    [InlineData("text behind", """{"events":[]} x""", "not valid JSON")]
    [InlineData("a line break in a string", "{\"id\":\"a\nb\",\"events\":[]}", "not valid JSON")]
    [InlineData("a bad escape", """{"id":"\x41","events":[]}""", "not valid JSON")]
    [InlineData("half a surrogate pair", """{"id":"\ud800","events":[]}""", "surrogate")]
    [InlineData("half a surrogate pair in a key", """{"\udc00":1,"events":[]}""", "surrogate")]
    [InlineData("a NUL", "{\"events\":[]\0}", "NUL")]
    public void A_wrong_document_is_refused_whole(string name, string text, string rule)
    {
        var errors = ScenarioFileTests.Errors(text);

        // The platform's advice to programmers does not help the author of the document.
        Assert.DoesNotContain("reader options", string.Concat(errors));
        Assert.NotEmpty(name);
        Assert.Contains(errors, e => e.ToString().Contains(rule, StringComparison.Ordinal));
        Assert.All(errors, MalformedCsvTests.AssertOneLine);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Deep_nesting_is_refused(char open)
    {
        var step = open == '[' ? "[" : "{\"a\":";
        var text = string.Concat(Enumerable.Repeat(step, 10_000));
        var errors = ScenarioFileTests.Errors($$"""{"events":{{text}}""");

        Assert.Contains("depth", Assert.Single(errors).Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 }, "gzip")]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0 }, "UTF-16")]
    [InlineData(new byte[] { (byte)'"', 0xC3, 0x28, (byte)'"' }, "UTF-8")]
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' }, "UTF-8")]
    public void What_is_not_text_is_named(byte[] bytes, string rule)
    {
        var parsed = ScenarioFile.Read(new MemoryStream(bytes), "s.json");

        Assert.Contains(rule, Assert.Single(parsed.Errors.Kept).Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void A_string_of_ten_megabytes_is_shown_short()
    {
        var errors = ScenarioFileTests.Errors(
            $$"""{"events":[{"op":"{{new string('x', 10_000_000)}}"}]}""");

        Assert.InRange(Assert.Single(errors).ToString().Length, 1, 400);
    }

    [Fact]
    public void Mutations_of_a_scenario_are_replayed_or_refused()
    {
        var valid = Encoding.UTF8.GetBytes(Template);
        var random = new Random(7_011_964);
        var replayed = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var parsed = ScenarioFile.Read(new MemoryStream(Mutations.Of(valid, random)), "mutated.json");
            Assert.Equal(parsed.Value is null, parsed.Errors.Count > 0);
            Assert.All(parsed.Errors.Kept, MalformedCsvTests.AssertOneLine);
            if (parsed.IsValid(out var file))
            {
                Assert.NotNull(ScenarioReplay.Run(file.Scenarios[0].Scenario));
                replayed++;
            }
        }
        Assert.InRange(replayed, 200, 4_800);
    }

    private static JsonNode At(JsonNode node, string path)
    {
        foreach (var step in path[2..].Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            node = (step[0] == '[' ? node[int.Parse(step[1..^1], null)] : node[step])!;
        }
        return node;
    }
}
