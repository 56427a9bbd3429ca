using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Client.Replay;

namespace Clearing.Client.Commands;

/// <summary><c>clearing replay</c>: a scenario file through the pure market.</summary>
internal static class ReplayCommand
{
    private const string Summary =
        "Run a scenario file through the market; --check compares with what it expects.";

    private const string Details =
        """
        Without --check, prints what comes out as JSON. With --check, compares with what
        the file expects instead, prints every difference with its path in the file, and ends with
        exit code 1 if there is one. Events that the market refuses change nothing and are listed
        under "rejected" with the reason.

        Examples:
          clearing replay scenarios.json
          clearing replay scenarios.json --check
          clearing replay scenarios.json --id E01 --out result.json
        """;

    internal static Command Create()
    {
        var file = Options.File(
            "FILE", "A scenario file or a single scenario, JSON; - for standard input.");
        var check = Options.Flag("--check", "Compare with what the file expects.");
        var id = Options.Text("--id", "Only the scenario of this id.", "ID");
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
