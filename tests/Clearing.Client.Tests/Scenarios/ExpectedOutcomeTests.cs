using System.Text.Json;
using System.Text.Json.Nodes;
using Clearing.Formats;

namespace Clearing.Client.Tests.Scenarios;

public class ExpectedOutcomeTests
{
    private static readonly JsonNode File =
        JsonNode.Parse(System.IO.File.ReadAllText(Tree.Path("tests", "scenarios", "scenarios.json")))!;

    [Fact]
    public void Every_change_of_every_expected_value_is_a_difference()
    {
        foreach (var scenario in File["scenarios"]!.AsArray())
        {
            var paths = Leaves(scenario!["expected"]!).ToList();
            Assert.NotEmpty(paths);
            foreach (var path in paths)
            {
                var changed = scenario.DeepClone();
                Change(Follow(changed["expected"]!, path));
                Assert.NotEmpty(Differences(changed));
            }
        }
    }

    [Fact]
    public void Every_element_taken_out_of_an_expected_list_is_a_difference()
    {
        foreach (var scenario in File["scenarios"]!.AsArray())
        {
            foreach (var path in Lists(scenario!["expected"]!).ToList())
            {
                var changed = scenario.DeepClone();
                ((JsonArray)Follow(changed["expected"]!, path)).RemoveAt(0);
                Assert.NotEmpty(Differences(changed));
            }
        }
    }

    [Fact]
    public void The_sequence_of_a_list_does_not_count()
    {
        foreach (var scenario in File["scenarios"]!.AsArray())
        {
            var changed = scenario!.DeepClone();
            Reverse(changed["expected"]!);
            Assert.Empty(Differences(changed));
        }
    }

    [Fact]
    public void An_award_fee_that_is_not_expected_is_a_difference()
    {
        var changed = File["scenarios"]![0]!.DeepClone();
        changed["expected"]!["rounds"]![1]!["award_fees_after_round"]!.AsObject().Remove("H@1");

        var difference = Assert.Single(Differences(changed));
        Assert.Equal("$.expected.rounds[1].award_fees_after_round['H@1']", difference.Path);
        Assert.Null(difference.Expected);
        Assert.Equal("4000000", difference.Actual);
    }

    [Fact]
    public void A_rejected_event_is_compared_where_it_is_expected()
    {
        const string Json =
            """{"events":[{"op":"cancel","bid":"b"}],"expected":{"rejected":[{"event":0,"reason":"REASON"}]}}""";

        Assert.Empty(Differences(JsonNode.Parse(Json.Replace("REASON", "BID_UNKNOWN"))!));
        Assert.Single(Differences(JsonNode.Parse(Json.Replace("REASON", "BID_NOT_OPEN"))!));
    }

    private static IReadOnlyList<Difference> Differences(JsonNode scenario)
    {
        var entry = ScenarioFileTests.Valid(scenario.ToJsonString())[0];
        return ExpectedOutcome.Compare(entry.Expected!, ScenarioReplay.Run(entry.Scenario));
    }

    private static IEnumerable<object[]> Leaves(JsonNode? node, params object[] path) => node switch
    {
        JsonObject members => members.SelectMany(m => Leaves(m.Value, [.. path, m.Key])),
        JsonArray elements => elements.SelectMany((e, i) => Leaves(e, [.. path, i])),
        _ => [path],
    };

    private static IEnumerable<object[]> Lists(JsonNode? node, params object[] path)
    {
        var below = node switch
        {
            JsonObject members => members.SelectMany(m => Lists(m.Value, [.. path, m.Key])),
            JsonArray elements => elements.SelectMany((e, i) => Lists(e, [.. path, i])),
            _ => [],
        };
        return node is JsonArray { Count: > 0 } ? below.Prepend(path) : below;
    }

    private static JsonNode Follow(JsonNode node, object[] path)
    {
        foreach (var step in path[..^1])
        {
            node = (step is string key ? node[key] : node[(int)step])!;
        }
        var last = path[^1];
        var leaf = last is string name ? node[name] : node[(int)last];
        if (leaf is not null)
        {
            return leaf;
        }
        node[(string)last] = "null";
        return node[(string)last]!;
    }

    private static void Change(JsonNode leaf)
    {
        if (leaf.GetValueKind() == JsonValueKind.Number)
        {
            leaf.ReplaceWith(leaf.GetValue<long>() + 1);
        }
        else
        {
            leaf.ReplaceWith(leaf.GetValue<string>() + "!");
        }
    }

    private static void Reverse(JsonNode? node)
    {
        foreach (var child in node is JsonObject members ? members.Select(m => m.Value).ToList()
            : node is JsonArray elements ? [.. elements] : new List<JsonNode?>())
        {
            Reverse(child);
        }
        if (node is JsonArray list)
        {
            var reversed = list.Reverse().ToList();
            list.Clear();
            reversed.ForEach(list.Add);
        }
    }
}
