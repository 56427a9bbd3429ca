using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Client.Replay;

namespace Clearing.Client.Commands;

/// <summary><c>clearing replay</c>: replays market scenarios or base cases.</summary>
internal static class ReplayCommand
{
    private const string Summary =
        "Run a file of scenarios or of base cases; --check compares with what it expects.";

    private const string Details =
        """
        Without --check, prints the outcome as JSON. With --check, compares with what
        the file expects instead, prints every difference with its path in the file, and ends with
        exit code 1 if there is one. Events that the market refuses change nothing and are listed
        under "rejected" with the reason.

        A file of the format clearing-scenarios/1 runs through the market, one of the format
        clearing-allocations/1 through the rules of the base: facts, weeks, projections, scores,
        bases, explanations, lines, overage, curtailments, warnings, advice and calendars.

        Examples:
          clearing replay scenarios.json
          clearing replay scenarios.json --check
          clearing replay allocations.json --check
          clearing replay scenarios.json --id E01 --out result.json
        """;

    internal static Command Create()
    {
        var file = Options.File(
            "FILE",
            "A file of scenarios or base cases, or one of them, JSON; - for standard input.");
        var check = Options.Flag("--check", "Compare with what the file expects.");
        var id = Options.Text("--id", "Only the scenario or case of this id.", "ID");
        var output = Options.Out("Write the results here instead of to the standard output.");
        var json = Options.Flag("--json", "With --check: the differences as JSON.");
        var command = new DocumentedCommand("replay", Summary, Details)
        {
            file, check, id, output, json,
        };
        command.SetAction(parsed => new ReplayRun(
            parsed.GetRequiredValue(file),
            parsed.GetValue(id),
            parsed.GetValue(output),
            parsed.GetValue(check),
            parsed.GetValue(json)).Run());
        return command;
    }
}
