using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Client.Journal;

namespace Clearing.Client.Commands;

/// <summary><c>clearing archive</c>: copies a settled market into a file of its own.</summary>
internal static class ArchiveCommand
{
    private const string Summary = "Copy a settled market into a file that verifies on its own.";

    private const string Details =
        """
        The archive is a journal in one SQLite file, with the market's events as they are stored and
        its keys as they are wrapped. The market is verified before, and the archive after: nothing
        is archived that does not verify. Without --key-file what is sealed is verified without
        being opened. The journal is only read, also while servers write it.

        Verify an archive like a journal, by its market: clearing journal ARCHIVE --stream
        market/REGION/STORAGE_TYPE/PERIOD. As long as the keys are wrapped, keep the key file's
        lines, or wrap them again with clearing keys rewrap ARCHIVE. --clear-keys puts the keys into
        the archive unencrypted: then whoever has the archive reads every bid.

        Ends with exit code 1 if the market or the archive does not verify, 2 if there is no such
        settled market, and 3 if the journal cannot be read or the archive cannot be written.

        Examples:
          clearing archive us-east/standard/2026-Q4 clearing.db --to 2026-Q4.db --key-file keys
          clearing archive us-east/standard/2026-Q4 --connection "Host=db;Database=clearing" \
            --to 2026-Q4.db --key-file keys --clear-keys
        """;

    internal static Command Create()
    {
        var market = new Argument<string>("MARKET")
        {
            Description = "REGION/STORAGE_TYPE/PERIOD, settled.",
        };
        var journal = new JournalArguments("FILE");
        var to = Options.Text("--to", "The archive; it must not exist.", "ARCHIVE");
        to.Required = true;
        var keys = Options.Text("--key-file", "The key file of a sealed journal.", "FILE");
        var clear = Options.Flag("--clear-keys", "Store the market's keys unencrypted.");
        var command = new DocumentedCommand("archive", Summary, Details) { market };
        journal.AddTo(command);
        foreach (var option in new Option[] { to, keys, clear }) { command.Add(option); }
        command.SetAction(parsed => new ArchiveRun(
            journal.Place(parsed), parsed.GetValue(keys), parsed.GetValue(market)!,
            parsed.GetValue(to)!, parsed.GetValue(clear)).Run().GetAwaiter().GetResult());
        return command;
    }
}
