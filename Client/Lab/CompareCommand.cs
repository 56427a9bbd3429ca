using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
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
        The file has closed, fixtures, base and attacks in the shape that the lab writes. Fixtures
        must be equal; estimates must be within 1.5 times the sum of both half widths. Ends with
        exit code 1 if something differs.

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
            var options = settings.Read(parsed, timer);
            var reference = Read(parsed.GetRequiredValue(file));
            var found = Found(reference, options);
            var comparison = Compare(found, reference);
            timer.Dispose();
            if (!settings.WriteJson(parsed, () => found)) { Print(comparison); }
            return comparison.Differences.Count == 0 ? ExitCode.Fine : ExitCode.Differences;
        });
        return command;
    }

    private static JsonObject Found(JsonObject reference, LabOptions options)
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
        if (reference["base"] is JsonObject models)
        {
            found["base"] = new JsonObject(models.Select(model => KeyValuePair.Create(
                model.Key, (JsonNode?)Table(model.Key, model.Value!.AsObject(), options))));
        }
        if (reference.ContainsKey("attacks")) { found["attacks"] = AttackJson.Run(options); }
        return found;
    }

    private static JsonObject Table(string name, JsonObject model, LabOptions options)
    {
        var label = (string?)model["label"] ?? name;
        var table = new MainTable(
            LabSettings.Checked(
                name, () => ModelFile.Read(label, model["params"]?.ToJsonString() ?? "{}")),
            MechanismTable.All);
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

    private static JsonObject Read(string path)
    {
        InputFile.RequireFile(path);
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject
                ?? throw new CommandException(
                    ExitCode.BadInput, $"clearing: {path}: must be a JSON object");
        }
        catch (JsonException wrong)
        {
            throw new CommandException(
                ExitCode.BadInput, $"clearing: {path}: not JSON: {wrong.Message}");
        }
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
