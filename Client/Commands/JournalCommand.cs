using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Client.Verify;

namespace Clearing.Client.Commands;

/// <summary><c>clearing journal</c>: lists and verifies a journal.</summary>
internal static class JournalCommand
{
    private const string Summary =
        "List the streams of a journal and verify everything that must hold of them.";

    private const string Details =
        """
        Checks that versions have no gaps, that every event can be read and follows on those before,
        that every round clears to the recorded outcome again, that every posting and every ledger
        sums to zero, that a seller's snapshot is the fold of its stream, and that every award
        landed at its seller once. Nothing is written. Run it while no server writes the journal.

        Ends with exit code 1 if a violation is found, and 3 if the file is not a readable journal.

        Examples:
          clearing journal clearing.db
          clearing journal clearing.db --stream market/us-east/standard/2026-Q4
          clearing journal clearing.db --json
        """;

    internal static Command Create()
    {
        var file = Options.File("FILE", "The SQLite file of a journal.");
        var stream = Options.Text("--stream", "Verify this stream alone, by itself.", "NAME");
        var json = Options.Flag("--json", "Print what was found as JSON.");
        var command = new DocumentedCommand("journal", Summary, Details) { file, stream, json };
        command.SetAction(parsed => new JournalRun(
            parsed.GetRequiredValue(file), parsed.GetValue(stream), parsed.GetValue(json))
            .Run().GetAwaiter().GetResult());
        return command;
    }
}
