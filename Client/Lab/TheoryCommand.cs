using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Lab.Results;
using Clearing.Lab.Theory;
using Spectre.Console;

namespace Clearing.Client.Lab;

/// <summary><c>clearing lab theory</c>: closed forms.</summary>
internal static class TheoryCommand
{
    private const string Summary =
        "Check that the lab finds what auction theory knows in closed form.";

    private const string Details =
        """
        Equilibrium bids, revenues, bidding with securities and low-price equilibria, most of them
        simulated with the product's own clearing. Ends with exit code 1 if a check fails.

        Examples:
          clearing lab theory
          clearing lab theory --replications 200000 --json theory.json
        """;

    internal static Command Create()
    {
        var settings = new LabSettings(100_000, ClosedForms.LeastDraws);
        var command = new DocumentedCommand("theory", Summary, Details);
        foreach (var option in settings.All) { command.Add(option); }
        command.SetAction(parsed =>
        {
            var options = settings.Read(parsed, null, []);
            var checks = ClosedForms.Check(options.Seed, options.Replications);
            var shown = settings.WriteJson(parsed, () => new()
            {
                ["meta"] = ResultJson.Meta(options),
                ["closed"] = Json(checks),
            });
            if (!shown) { Print(checks); }
            return checks.All(check => check.Ok) ? ExitCode.Fine : ExitCode.Differences;
        });
        return command;
    }

    /// <summary>The checks by their names.</summary>
    internal static JsonObject Json(IReadOnlyList<ClosedForm> checks)
    {
        var members = new JsonObject();
        foreach (var check in checks) { members[check.Id] = check.Json(); }
        return members;
    }

    private static void Print(IReadOnlyList<ClosedForm> checks)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("check", "exact", "found", "±", "");
        foreach (var check in checks)
        {
            table.AddRow(
                Markup.Escape(check.Id), Markup.Escape(Text(check.Exact)),
                Markup.Escape(Text(check.Simulated)),
                check.Half is { } half ? FormattableString.Invariant($"{half:F5}") : "",
                check.Ok ? "ok" : "FAILS");
        }
        OutputConsole.Output.Write(table);
        var fine = checks.Count(check => check.Ok);
        Console.WriteLine($"{fine} of {checks.Count} checks pass");
    }

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue(out double number) =>
            FormattableString.Invariant($"{number:0.#####}"),
        _ => node.ToJsonString(),
    };
}
