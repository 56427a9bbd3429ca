using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing changes</c>: many amendments and cancellations from a file.</summary>
internal static class ChangesCommand
{
    private const string Details =
        """


        The CSV file has the columns market, id, bid_id and op, which is amend or cancel, and any of
        max_fee_micros, max_volume, min_volume and time_in_force; an amendment leaves unchanged what
        is empty. The id is the idempotency key: the same file again changes nothing. A file with a
        broken row changes nothing, and each error is told with its line and column. The server then
        decides each row separately: amendments of a market in the order of the file, so that among
        equal fees the row that comes first stays first, and changes of a bid in their order too.
        With --dry-run it decides each row as if it came first.

        Example:
          clearing changes acme changes.csv --dry-run
        """;

    internal static Command Create()
    {
        var file = Options.File("FILE", "Changes of the seller's bids, CSV.");
        var dryRun = Options.Flag("--dry-run", "Check everything and change nothing.");
        var confirmation = new Confirmation();
        var command = new DocumentedCommand(
            "changes", "Amend and cancel many bids, from a file.", RemoteOptions.Help + Details)
        {
            Places.Seller, file, dryRun,
        };
        confirmation.AddTo(command);
        return new RemoteOptions().On(command, (server, parsed, json) =>
        {
            var dry = parsed.GetValue(dryRun);
            var path = parsed.GetRequiredValue(file);
            if (!dry) { confirmation.Ask(parsed, () => $"Make all changes of {path}."); }
            var done = new ChangesRun(server, path).Run(Places.OfSeller(parsed, ""), dry);
            var refused = done["refused"]!.AsArray().Count;
            RemoteTable.Say(
                done, json,
                $"{Counted.Of((long)done["rows"]!, "change")}: {done["accepted"]} "
                    + (dry ? $"would be made, {refused} refused; nothing was changed"
                        : $"are made, {refused} were refused"));
            if (refused == 0) { return ExitCode.Fine; }
            if (!json)
            {
                RemoteTable.ShowRefused(
                    done, "line", "column", "market", "bid_id", "status", "limit");
            }
            return ExitCode.Differences;
        });
    }
}
