using System.Collections.Immutable;
using System.Text.Json;

namespace Clearing.Formats;

/// <summary>Compares a replay with the outcome that a scenario file expects.</summary>
/// <remarks>
/// Everything expected must be present, with exact numbers. Additional members of the replay are
/// ignored, but an additional list element, award fee, market or refused event is a difference.
/// Lists are compared as sets: their elements are matched by their names.
/// </remarks>
public sealed class ExpectedOutcome
{
    private const string Rejected = "rejected";

    private static readonly Dictionary<string, string> NamedBy = new(StringComparer.Ordinal)
    {
        ["rounds"] = "round",
        ["awards"] = "award",
        ["not_granted"] = "bid",
        ["sellers"] = "seller",
        [Rejected] = "event",
    };

    private readonly string _scenario;
    private readonly List<Difference> _differences = [];

    private ExpectedOutcome(string scenario) => _scenario = scenario;

    /// <summary>Compares a replay with an expected outcome.</summary>
    /// <param name="expected">The <c>expected</c> object of the scenario.</param>
    /// <param name="result">The replay.</param>
    /// <returns>The differences; empty if the replay is as expected.</returns>
    public static ImmutableArray<Difference> Compare(JsonPlace expected, ReplayResult result)
    {
        using var written = new MemoryStream();
        ReplayWriter.Write(written, [result]);
        var errors = new FormatErrors("result");
        var document = StrictJson.Read(written.ToArray(), errors)
            ?? throw new InvalidOperationException($"A replay is no JSON: {errors.Kept[0]}");
        var outcome = new ExpectedOutcome(result.Id);
        var actual = document.Find("results")!.Elements[0];
        outcome.Compare(expected, actual, isMap: false);
        if (expected.Find(Rejected) is null) { outcome.RefuseRejected(expected, actual); }
        return [.. outcome._differences];
    }

    // A refused event that the expectation does not list is a difference.
    private void RefuseRejected(JsonPlace expected, JsonPlace actual)
    {
        foreach (var refused in actual.Find(Rejected)!.Elements)
        {
            Exceed(expected, $".{Rejected}[{NameOf(Rejected, refused)}]", refused);
        }
    }

    private void Compare(JsonPlace expected, JsonPlace actual, bool isMap)
    {
        if (expected.Kind != actual.Kind)
        {
            Differ(expected, actual.Shown);
        }
        else if (expected.Kind == JsonValueKind.Object)
        {
            CompareMembers(expected, actual, isMap);
        }
        else if (expected.Kind != JsonValueKind.Array && !Same(expected, actual))
        {
            Differ(expected, actual.Shown);
        }
    }

    private void CompareMembers(JsonPlace expected, JsonPlace actual, bool isMap)
    {
        foreach (var (key, member) in expected.Members)
        {
            if (actual.Find(key) is not { } found)
            {
                Differ(member, actual: null);
            }
            else if (member.Kind == JsonValueKind.Array && found.Kind == JsonValueKind.Array)
            {
                CompareLists(member, found, key);
            }
            else
            {
                Compare(member, found, isMap: key is "markets" or "award_fees_after_round");
            }
        }
        foreach (var (key, member) in isMap ? actual.Members : JsonPlace.None)
        {
            if (expected.Find(key) is null)
            {
                Exceed(expected, JsonPlace.Step(key, 0), member);
            }
        }
    }

    private void CompareLists(JsonPlace expected, JsonPlace actual, string key)
    {
        var left = new Dictionary<string, Queue<JsonPlace>>(StringComparer.Ordinal);
        foreach (var element in actual.Elements)
        {
            left.TryAdd(NameOf(key, element), []);
            left[NameOf(key, element)].Enqueue(element);
        }
        foreach (var element in expected.Elements)
        {
            if (left.TryGetValue(NameOf(key, element), out var named)
                && named.TryDequeue(out var found))
            {
                Compare(element, found, isMap: false);
            }
            else
            {
                Differ(element, actual: null);
            }
        }
        foreach (var (name, further) in left)
        {
            foreach (var element in further)
            {
                Exceed(expected, $"[{FormatError.Show(name)}]", element);
            }
        }
    }

    private static string NameOf(string list, JsonPlace element)
    {
        var by = NamedBy.GetValueOrDefault(list, "");
        // A round's awards have no award id, so their bid names them.
        var name = element.Find(by) ?? (list == "awards" ? element.Find("bid") : null);
        return name is null ? "?" : $"{by}={name.Text}";
    }

    private static bool Same(JsonPlace expected, JsonPlace actual) =>
        expected.Kind == JsonValueKind.Number && Int128.TryParse(expected.Text, out var number)
            ? Int128.TryParse(actual.Text, out var other) && number == other
            : expected.Text == actual.Text;

    private void Differ(JsonPlace expected, string? actual) =>
        _differences.Add(new(_scenario, expected.Line, expected.Path, Describe(expected), actual));

    private void Exceed(JsonPlace expected, string step, JsonPlace actual) =>
        _differences.Add(
            new(_scenario, expected.Line, expected.Path + step, null, Describe(actual)));

    private static string Describe(JsonPlace place) => place.Kind == JsonValueKind.Object
        ? string.Join(" ", place.Members.Take(6).Select(m => $"{m.Key}={m.Value.Shown}"))
        : place.Shown;
}
