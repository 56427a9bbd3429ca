using System.Collections.Immutable;
using System.Text.Json;

namespace Clearing.Formats.Allocations;

/// <summary>
/// Compares a result exactly with the expected one: members in any order, lists in order.
/// </summary>
internal sealed class ExactOutcome
{
    private readonly string _id;
    private readonly List<Difference> _differences = [];

    private ExactOutcome(string id) => _id = id;

    internal static ImmutableArray<Difference> Compare(
        string id, JsonPlace expected, JsonPlace actual)
    {
        var outcome = new ExactOutcome(id);
        outcome.Compare(expected, actual);
        return [.. outcome._differences];
    }

    private void Compare(JsonPlace expected, JsonPlace actual)
    {
        if (expected.Kind != actual.Kind || expected.Text != actual.Text)
        {
            Add(expected, "", Shown(expected), Shown(actual));
            return;
        }
        foreach (var (key, member) in expected.Members)
        {
            if (actual.Find(key) is { } found) { Compare(member, found); }
            else { Add(member, "", Shown(member), null); }
        }
        foreach (var (key, further) in actual.Members)
        {
            if (expected.Find(key) is null)
            {
                Add(expected, JsonPlace.Step(key, 0), null, Shown(further));
            }
        }
        CompareElements(expected, actual);
    }

    private void CompareElements(JsonPlace expected, JsonPlace actual)
    {
        for (var i = 0; i < Math.Max(expected.Elements.Count, actual.Elements.Count); i++)
        {
            if (i >= actual.Elements.Count)
            {
                Add(expected.Elements[i], "", Shown(expected.Elements[i]), null);
            }
            else if (i >= expected.Elements.Count)
            {
                Add(expected, JsonPlace.Step(null, i), null, Shown(actual.Elements[i]));
            }
            else
            {
                Compare(expected.Elements[i], actual.Elements[i]);
            }
        }
    }

    private void Add(JsonPlace place, string step, string? expected, string? actual) =>
        _differences.Add(new(_id, place.Line, place.Path + step, expected, actual));

    private static string Shown(JsonPlace place) => place.Kind == JsonValueKind.Object
        ? string.Join(" ", place.Members.Take(6).Select(of => $"{of.Key}={of.Value.Shown}"))
        : place.Shown;
}
