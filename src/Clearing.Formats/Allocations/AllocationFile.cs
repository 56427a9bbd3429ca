using System.Collections.Immutable;
using System.Globalization;
using Clearing.Formats.Allocations.Kinds;

namespace Clearing.Formats.Allocations;

/// <summary>
/// Reads cases of the rules of the base from JSON: a whole file
/// <c>{"format":"clearing-allocations/1","cases":[...]}</c> or one case.
/// </summary>
public static class AllocationFile
{
    /// <summary>The format that a file names.</summary>
    public const string Format = "clearing-allocations/1";

    private static readonly Dictionary<string, Func<JsonMembers, CaseConfig, ICaseKind>> Kinds =
        new(StringComparer.Ordinal)
        {
            ["facts"] = FactsCase.Read,
            ["weeks"] = WeeksCase.Read,
            ["projection"] = ProjectionCase.Read,
            ["score"] = ScoreCase.Read,
            ["base"] = BaseCase.Read,
            ["allocation"] = AllocationCase.Read,
            ["explain"] = ExplainCase.Read,
            ["attribution"] = AttributionCase.Read,
            ["overage"] = OverageCase.Read,
            ["curtailment"] = CurtailmentCase.Read,
            ["warning"] = WarningCase.Read,
            ["advisor"] = AdvisorCase.Read,
            ["calendar"] = CalendarCase.Read,
        };

    /// <summary>True if a document holds cases and not scenarios.</summary>
    internal static bool Recognizes(JsonPlace document) =>
        document.Find("cases") is not null
        || document.Find("kind") is not null
        || document.Find("format")?.Text == Format;

    internal static ImmutableArray<IReplay> Read(JsonPlace document, FormatErrors errors)
    {
        if (document.Find("cases") is null) { return [ReadCase(document, number: 1, errors)]; }
        var members = new JsonMembers(document, errors);
        if (members.Text("format") != Format && document.Find("format") is { } place)
        {
            errors.Add(place, $"must be {Format}");
        }
        var cases = ImmutableArray.CreateBuilder<IReplay>();
        var ids = new ReplayIds("case", errors);
        foreach (var one in members.List("cases"))
        {
            cases.Add(ReadCase(one, cases.Count + 1, errors));
            ids.Add(one, cases[^1].Id);
        }
        members.RefuseOthers("title", "why", "source", "units", "notes");
        return cases.ToImmutable();
    }

    private static AllocationReplay ReadCase(JsonPlace place, int number, FormatErrors errors)
    {
        var members = new JsonMembers(place, errors);
        members.Any("format");
        var id = members.Text("id", otherwise: number.ToString(CultureInfo.InvariantCulture));
        var kind = members.Text("kind");
        var expected = members.Any("expected");
        var input = members.Object("input");
        ICaseKind? read = null;
        if (Kinds.TryGetValue(kind, out var reader))
        {
            read = reader(input, CaseConfigReader.Read(input, errors));
            input.RefuseOthers();
        }
        else if (place.Find("kind") is { } named)
        {
            errors.Add(named, $"must be one of {string.Join(", ", Kinds.Keys)}");
        }
        members.RefuseOthers("title", "why", "source", "notes");
        return new AllocationReplay(id, expected, read);
    }
}
