using System.CommandLine;
using Clearing.Client.Demo;
using Clearing.Client.Files;

namespace Clearing.Client.Commands;

/// <summary><c>clearing demo</c>: a demonstration of the market from end to end.</summary>
internal static class DemoCommand
{
    private const string Summary =
        "Run a whole market on a new database: bids, rounds, statements.";

    private const string Details =
        """
        Clears a real sealed-bid book of 40 markets and compares the outcome with what is expected,
        runs four periods of sample bids through 16 markets, and tells the story of one seller: too
        much stock lowers its base, it bids for more, its daily sales pay for that, and its next base
        rises. It checks the invariants over everything that happened. Nothing needs to be installed.

        Examples:
          clearing demo
          clearing demo --database demo.db
        """;

    internal static Command Create()
    {
        var database = new Option<string?>("--database")
        {
            Description = "A new SQLite file to keep; by default one in a temporary folder.",
            HelpName = "FILE",
        };
        var command = new DocumentedCommand("demo", Summary, Details) { database };
        command.SetAction((parsed, _) =>
            new DemoRun(parsed.GetValue(database), OutputConsole.Output).Run());
        return command;
    }
}
