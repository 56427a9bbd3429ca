using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Clearing.Formats;

namespace Clearing.Client.Tests.Allocations;

public class AllocationFileTests
{
    private static readonly string[] Figures =
    [
        "0", "1", "-1", "10000000000000", "9223372036854775807", "-9223372036854775808",
        "9223372036854775808", "1.5", "1e3", "\"1\"", "true", "null", "[]", "{}",
    ];

    private static JsonObject Worked { get; } = JsonNode.Parse(
        File.ReadAllText(Tree.Path("tests", "scenarios", "allocations.json")))!.AsObject();

    private static IEnumerable<JsonObject> Cases =>
        Worked["cases"]!.AsArray().Select(one => one!.AsObject());

    [Fact]
    public void Every_worked_case_gives_what_it_expects()
    {
        var file = Read(Worked);

        Assert.True(file.IsValid(out var replays), string.Join("\n", file.Errors.Kept));
        Assert.Equal(23, replays.Replays.Length);
        Assert.Empty(replays.Replays.SelectMany(replay => replay.Differences()));
        Assert.All(replays.Replays, replay => Assert.NotNull(replay.Expected));
    }

    [Fact]
    public void Every_edge_of_the_rules_gives_what_an_independent_program_computed()
    {
        var file = Read(JsonNode.Parse(File.ReadAllText(
            Tree.Path("tests", "scenarios", "allocation-edges.json")))!.AsObject());

        Assert.True(file.IsValid(out var replays), string.Join("\n", file.Errors.Kept));
        Assert.Equal(24, replays.Replays.Length);
        Assert.Empty(replays.Replays.SelectMany(replay => replay.Differences()));
        Assert.All(replays.Replays, replay => Assert.NotNull(replay.Expected));
    }

    [Fact]
    public void Two_cases_of_a_file_never_have_the_same_id()
    {
        var file = Worked.DeepClone().AsObject();
        file["cases"]![3]!["id"] = file["cases"]![1]!["id"]!.DeepClone();

        var error = Assert.Single(Read(file).Errors.Kept);

        Assert.Equal("$.cases[3].id", error.Place);
        Assert.Contains("case 2 has it too", error.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sold_milli_volume")]
    [InlineData("milli_units")]
    public void A_week_of_a_seller_above_the_largest_volume_is_refused_with_the_limit(string series)
    {
        const long Most = 10_000_000_000_000_000;
        var one = Cases.First(of => of["kind"]!.ToString() == "projection").DeepClone().AsObject();
        var weeks = one["input"]!["series"]![series]!.AsArray();
        weeks.Clear();
        for (var week = 0; week < 60; week++) { weeks.Add(Most); }
        Assert.True(Read(one).IsValid(out var file));
        Assert.NotEmpty(Written(file));

        weeks[7] = Most + 1;
        var error = Assert.Single(Read(one).Errors.Kept);
        Assert.Equal(
            ($"$.input.series.{series}[7]", $"{Most + 1}", Most), (error.Place, error.Value, error.Limit));
    }

    [Fact]
    public void Expected_sales_without_past_use_are_unknown_and_left_out_without_a_past()
    {
        var one = Cases.Single(of => of["kind"]!.ToString() == "advisor").DeepClone();
        one["input"]!["past_used_volume_days"] = 0;
        foreach (var fee in one["expected"]!["fees"]!.AsArray())
        {
            fee!["expected_sales_minor"] = null;
            fee["expected_net_minor"] = null;
        }
        Assert.Empty(Differences(one));

        one["input"]!.AsObject().Remove("past_used_volume_days");
        foreach (var fee in one["expected"]!["fees"]!.AsArray())
        {
            fee!.AsObject().Remove("expected_sales_minor");
            fee.AsObject().Remove("expected_net_minor");
        }
        Assert.Empty(Differences(one));
    }

    [Fact]
    public void Every_change_of_an_expected_value_is_a_difference()
    {
        foreach (var one in Cases)
        {
            foreach (var path in Leaves(one["expected"]!).Where((_, at) => at % 7 == 0))
            {
                var changed = one.DeepClone();
                Replace(changed["expected"]!, path, JsonValue.Create("changed"));
                Assert.Single(Differences(changed));
            }
        }
    }

    [Fact]
    public void A_member_too_many_or_too_few_is_a_difference_and_so_is_the_sequence_of_a_list()
    {
        var calendar = Cases.Single(one => (string?)one["kind"] == "calendar");
        var periods = calendar["expected"]!["periods"]!.AsArray();
        var changed = calendar.DeepClone();
        changed["expected"]!["periods"]![0]!.AsObject().Remove("rounds");
        changed["expected"]!["periods"]![1]!["further"] = 1;
        changed["expected"]!["periods"]![2] = periods[3]!.DeepClone();

        var differences = Differences(changed);

        Assert.Equal(
            "$.expected.periods[0].rounds", Assert.Single(differences, of => of.Expected is null).Path);
        Assert.Equal(
            "$.expected.periods[1].further", Assert.Single(differences, of => of.Actual is null).Path);
        Assert.True(differences.Count > 2);
    }

    [Fact]
    public void One_case_alone_and_a_case_that_expects_nothing_run_too()
    {
        var one = Cases.First().DeepClone().AsObject();
        one.Remove("expected");

        Assert.True(Read(one).IsValid(out var file));
        Assert.Empty(file.Replays.Single().Differences());
        Assert.Contains("\"RECORDED\"", Written(file));
    }

    [Fact]
    public void Every_unknown_member_of_an_input_is_refused_by_its_name()
    {
        foreach (var one in Cases)
        {
            foreach (var path in Objects(one["input"]!).Where(Known))
            {
                var changed = one.DeepClone();
                Follow(changed["input"]!, path).AsObject()["unheard_of"] = 1;
                var error = Read(changed).Errors.Kept[0].ToString();
                Assert.Contains("unheard_of", error);
            }
        }
    }

    [Fact]
    public void Whatever_stands_for_a_value_a_case_is_refused_or_runs()
    {
        foreach (var one in Cases)
        {
            foreach (var path in Leaves(one["input"]!).Where((_, at) => at < 12 || at % 97 == 0))
            {
                foreach (var figure in Figures)
                {
                    var changed = one.DeepClone();
                    Replace(changed["input"]!, path, JsonNode.Parse(figure));
                    var file = Read(changed);
                    if (file.IsValid(out var replays)) { Assert.NotEmpty(Written(replays)); }
                    else { Assert.NotEqual(0, file.Errors.Count); }
                }
            }
        }
    }

    [Fact]
    public void A_damaged_file_is_refused_or_runs()
    {
        var random = new Random(7);
        var small = Cases.Where(one => one.ToJsonString().Length < 3_000)
            .Select(one => Encoding.UTF8.GetBytes(one.ToJsonString())).ToArray();
        for (var i = 0; i < 3_000; i++)
        {
            var damaged = Mutations.Of(small[i % small.Length], random);
            if (ReplayFile.Read(new MemoryStream(damaged), "f").IsValid(out var file))
            {
                Assert.NotEmpty(Written(file));
            }
        }
    }

    [Theory]
    [InlineData("\"config\":{\"alpha_ppm\":1000001}", "CONFIG_OUT_OF_RANGE: alpha_ppm is 1000001")]
    [InlineData("\"config\":{\"ceiling_volume\":24}", "ceiling_volume is 24; must be 25 to")]
    [InlineData("\"config\":{\"weights\":{\"excess\":-1}}", "CONFIG_OUT_OF_RANGE: weights")]
    [InlineData("\"config\":{\"knots\":{\"excess\":[[5,1],[5,0]]}}", "knots.excess")]
    [InlineData("\"config\":{\"beta_ppm\":1}", "is unknown here; known are alpha_ppm")]
    [InlineData("\"periods\":[\"2026-13\"]", "PERIOD_MALFORMED")]
    public void What_is_out_of_range_is_named_with_its_value_and_limit(string member, string error)
    {
        var periods = member.Contains("periods", StringComparison.Ordinal) ? "" : ",\"periods\":[]";
        var text = $$"""{"id":"X","kind":"calendar","input":{ {{member}}{{periods}} } }""";

        var errors = ReplayFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "f").Errors;

        Assert.Contains(error, Assert.Single(errors.Kept).ToString());
    }

    [Fact]
    public void A_kind_that_is_none_is_refused_with_those_there_are()
    {
        var one = JsonNode.Parse("""{"id":"X","kind":"bases","input":{}}""")!;

        Assert.Contains(
            "facts, weeks, projection", Read(one).Errors.Kept[0].ToString());
    }

    // Free names stand for sellers in the fields that a period replaces.
    private static bool Known(string path) =>
        !path.EndsWith(".sellers", StringComparison.Ordinal) || path.Count(c => c == '.') < 2;

    private static Parsed<ReplayFile> Read(JsonNode document) => ReplayFile.Read(
        new MemoryStream(Encoding.UTF8.GetBytes(document.ToJsonString())), "allocations.json");

    private static IReadOnlyCollection<Difference> Differences(JsonNode document)
    {
        Assert.True(Read(document).IsValid(out var file));
        return file.Replays.Single().Differences();
    }

    private static string Written(ReplayFile file)
    {
        using var bytes = new MemoryStream();
        ReplayWriter.Write(bytes, file.Replays);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static IEnumerable<string> Leaves(JsonNode node) =>
        All(node, "").Where(of => of.Node is null or JsonValue).Select(of => of.Path);

    private static IEnumerable<string> Objects(JsonNode node) =>
        All(node, "").Where(of => of.Node is JsonObject).Select(of => of.Path);

    private static IEnumerable<(JsonNode? Node, string Path)> All(JsonNode? node, string path)
    {
        yield return (node, path);
        var further = node switch
        {
            JsonObject members => members.SelectMany(of => All(of.Value, $"{path}.{of.Key}")),
            JsonArray elements => elements.SelectMany((of, at) => All(of, $"{path}.{at}")),
            _ => [],
        };
        foreach (var one in further) { yield return one; }
    }

    private static JsonNode Follow(JsonNode node, string path)
    {
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            node = (node is JsonArray elements
                ? elements[int.Parse(step, CultureInfo.InvariantCulture)]
                : node[step])!;
        }
        return node;
    }

    private static void Replace(JsonNode node, string path, JsonNode? value)
    {
        var cut = path.LastIndexOf('.');
        var (parent, step) = (Follow(node, path[..cut]), path[(cut + 1)..]);
        if (parent is JsonArray elements)
        {
            elements[int.Parse(step, CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            parent[step] = value;
        }
    }
}
