using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Client.Journal;

namespace Clearing.Client.Commands;

/// <summary><c>clearing journal</c>: lists and verifies a journal.</summary>
internal static class JournalCommand
{
    private const string Summary =
        "List the streams of a journal and verify their integrity.";

    private const string Details =
        """
        Checks that versions have no gaps, that every event can be read and follows on those before,
        that every round clears to the recorded outcome again, that every posting and every ledger
        sums to zero, that a seller's snapshot is the fold of its stream, that every award landed at
        its seller exactly once, and that webhooks were sent only events that exist. Sealed events
        are opened with --key-file; without it only versions, links, forms and key numbers are
        checked, and the last line says which of the two was done. Nothing is written, and no
        payload is shown. Run it while no server writes the journal; check a cluster's journal on a
        restored copy. Keep a password for PostgreSQL in PGPASSWORD or ~/.pgpass rather than among
        the arguments.

        Ends with exit code 1 if a violation is found, and 3 if there is no readable journal.

        Examples:
          clearing journal clearing.db
          clearing journal --connection "Host=db;Database=clearing;Username=clearing"
          clearing journal clearing.db --stream market/us-east/standard/2026-Q4
          clearing journal clearing.db --key-file keys --anchors /mnt/other-host/anchors
          clearing journal clearing.db --json
        """;

    internal static Command Create()
    {
        var journal = new JournalArguments("FILE");
        var stream = Options.Text("--stream", "Verify only this stream.", "NAME");
        var keys = Options.Text("--key-file", "The key file of a sealed journal.", "FILE");
        var anchors = new Option<string[]>("--anchors")
        {
            Description = "A file of anchors that a server kept; repeat it for each server.",
            HelpName = "FILE",
        };
        var fromStart = Options.Flag(
            "--sealed-from-start",
            "The journal had its key file before its first event: no stream may begin in plain.");
        var json = Options.Flag("--json", "Print what was found as JSON.");
        var command = new DocumentedCommand("journal", Summary, Details);
        journal.AddTo(command);
        foreach (var option in new Option[] { keys, anchors, fromStart, stream, json }) { command.Add(option); }
        command.SetAction(parsed =>
        {
            var run = new JournalRun(
                journal.Place(parsed), parsed.GetValue(keys), parsed.GetValue(anchors) ?? [],
                parsed.GetValue(stream), parsed.GetValue(fromStart), parsed.GetValue(json));
            return run.Run().GetAwaiter().GetResult();
        });
        return command;
    }
}
