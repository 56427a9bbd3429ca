using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Client.Journal;

namespace Clearing.Client.Commands;

/// <summary><c>clearing erase</c>: erases a seller from a sealed journal.</summary>
internal static class EraseCommand
{
    private const string Summary = "Erase a seller from a sealed journal.";

    private const string Details =
        """
        The seller gets the name erased-N where others need to know of it: in the settled markets
        and in the zones. Its own streams lose their names, and its key is destroyed, so that nobody
        can read them again, whatever key file they have. Its sums by market and account stay, so
        that the books add up. Links and hashes of books verify as before.

        Stop all servers first, every silo of a cluster: the command refuses while one is alive, and
        none starts while it runs. Every market of the seller must be settled and all notices
        delivered. If the command is interrupted, run it again with the same seller: it goes on
        where it stopped, and until then no server starts. --dry-run only reads, also while servers
        run.

        Texts that operators wrote, such as reasons and notes, are left as they are. Backups,
        archives, anchors and logs keep what they have; see docs/operations.md.

        Ends with exit code 2 if the seller cannot be erased, and 3 if the journal or the key file
        cannot be used.

        Examples:
          clearing erase acme clearing.db --key-file keys --dry-run
          clearing erase acme clearing.db --key-file keys --by olga --reason "contract ended"
        """;

    internal static Command Create()
    {
        var seller = new Argument<string>("SELLER") { Description = "The seller's id." };
        var journal = new JournalArguments("FILE");
        var keys = Options.Text("--key-file", "The journal's key file.", "FILE");
        keys.Required = true;
        var by = Options.Text("--by", "Who erases the seller; for the record.", "NAME");
        var reason = Options.Text("--reason", "Why; for the record.", "TEXT");
        var dryRun = Options.Flag("--dry-run", "Show what would change, and change nothing.");
        var noCluster = Options.Flag(
            "--no-cluster", "PostgreSQL: no silo runs, though the database has no table of silos.");
        var confirmation = new Confirmation();
        var command = new DocumentedCommand("erase", Summary, Details) { seller };
        journal.AddTo(command);
        foreach (var option in new Option[] { keys, by, reason, dryRun, noCluster }) { command.Add(option); }
        confirmation.AddTo(command);
        command.SetAction(parsed =>
        {
            var run = new EraseRun(
                journal.Place(parsed), parsed.GetValue(keys)!, parsed.GetValue(seller)!,
                parsed.GetValue(by), parsed.GetValue(reason), parsed.GetValue(noCluster));
            var done = parsed.GetValue(dryRun)
                ? run.DryRun()
                : run.Run(question => confirmation.Ask(parsed, () => question));
            return done.GetAwaiter().GetResult();
        });
        return command;
    }
}
