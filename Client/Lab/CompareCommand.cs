using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Results;
using Clearing.Lab.Runs;
using Clearing.Lab.Theory;

namespace Clearing.Client.Lab;

/// <summary><c>clearing lab compare</c>: compares the lab with another program.</summary>
internal static class CompareCommand
{
    private const string Summary =
        "Compare the lab with the results of another program for the same models.";

    private const string Details =
        """
        The file has closed, fixtures, base and attacks, or some of these, in the shape that the lab
        writes; its other members are not compared. Fixtures must be equal; estimates must be within
        1.5 times the sum of both half widths. Ends with exit code 1 if something differs, and with 2
        if the file has another shape or nothing to compare.

        Example:
          clearing lab compare reference.json --json ours.json
        """;

    internal static Command Create()
    {
        var settings = new LabSettings(2000);
        var file = Options.File("FILE", "The other results, JSON.");
        var command = new DocumentedCommand("compare", Summary, Details) { file };
        foreach (var option in settings.All) { command.Add(option); }
        command.SetAction(parsed =>
        {
            using var timer = new LabTimer();
            var path = parsed.GetRequiredValue(file);
            var options = settings.Read(parsed, timer, [path]);
            var reference = ReferenceFile.Read(path);
            var found = Found(reference, ModelsIn(reference, path), options);
            var comparison = Compare(found, reference);
            timer.Dispose();
            if (!settings.WriteJson(parsed, () => found)) { Print(comparison); }
            return comparison.Differences.Count == 0 ? ExitCode.Fine : ExitCode.Differences;
        });
        return command;
    }

    private static (string Name, MarketModel Model)[] ModelsIn(JsonObject reference, string file) =>
    [
        .. (reference["base"] as JsonObject ?? []).Select(model => (
            model.Key,
            LabSettings.Checked(
                $"{file}: base {FormatError.Show(model.Key)}",
                () => ModelFile.Read(
                    (string?)model.Value!["label"] ?? model.Key,
                    model.Value["params"]?.ToJsonString() ?? "{}")))),
    ];

    private static JsonObject Found(
        JsonObject reference, IReadOnlyList<(string Name, MarketModel Model)> models,
        LabOptions options)
    {
        var found = new JsonObject { ["meta"] = ResultJson.Meta(options) };
        if (reference.ContainsKey("closed"))
        {
            found["closed"] = TheoryCommand.Json(ClosedForms.Check(options.Seed, 100_000));
        }
        if (reference["fixtures"] is JsonArray fixtures)
        {
            found["fixtures"] = new JsonArray(
                [.. fixtures.Select(fixture => (JsonNode)Fixtures.Play(fixture!.AsObject()))]);
        }
        if (models.Count > 0)
        {
            found["base"] = new JsonObject(models.Select(
                of => KeyValuePair.Create(of.Name, (JsonNode?)Table(of.Model, options))));
        }
        if (reference.ContainsKey("attacks")) { found["attacks"] = AttackJson.Run(options); }
        return found;
    }

    private static JsonObject Table(MarketModel model, LabOptions options)
    {
        var table = new MainTable(model, MechanismTable.All);
        table.Extend(options);
        return ResultJson.Of(table);
    }

    private static ReferenceComparison Compare(JsonObject found, JsonObject reference)
    {
        var comparison = new ReferenceComparison();
        if (reference["closed"] is JsonObject closed)
        {
            comparison.Closed(found["closed"]!.AsObject(), closed);
        }
        if (reference["fixtures"] is JsonArray fixtures) { comparison.Exactly(fixtures); }
        comparison.Estimates("base", found["base"], reference["base"] ?? new JsonObject());
        comparison.Estimates("attacks", found["attacks"], reference["attacks"] ?? new JsonObject());
        return comparison;
    }

    private static void Print(ReferenceComparison comparison)
    {
        foreach (var difference in comparison.Differences) { Console.WriteLine(difference); }
        Console.WriteLine(FormattableString.Invariant(
            $"{comparison.Compared} compared, {comparison.Differences.Count} differ;")
            + FormattableString.Invariant(
                $" the largest difference is {comparison.Worst:F2} of the tolerance"));
    }
}
