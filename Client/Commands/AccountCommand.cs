using System.CommandLine;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing statement</c> and <c>clearing import</c>.</summary>
internal static class AccountCommand
{
    /// <summary>Shows a statement.</summary>
    internal static Command CreateStatement() => new RemoteOptions().On(
        new DocumentedCommand("statement", "A seller's statement of a market.", RemoteOptions.Help)
        {
            Places.Seller, Places.Market,
        },
        (server, parsed, json) =>
        {
            var statement = server.Send(
                HttpMethod.Get, Places.OfSeller(parsed, "statement", inMarket: true));
            var kind = (bool)statement["final"]! ? "final" : "provisional, from the fees of now";
            RemoteTable.Show(statement, json, $"statement: {kind}");
            if (json) { return; }
            RemoteTable.Show(
                statement, "awards", json, "award_id", "granted_volume", "max_fee_micros",
                "round_fee_micros", "final_fee_micros", "charge_minor");
        });

    /// <summary>Places the bids of a file.</summary>
    internal static Command CreateImport()
    {
        var file = Options.File("FILE", "Bids, CSV.");
        var dryRun = Options.Flag("--dry-run", "Check the file and place nothing.");
        return new RemoteOptions().On(
            new DocumentedCommand("import", "Place the bids of a CSV file.", RemoteOptions.Help)
            {
                Places.Seller, Places.Market, file, dryRun,
            },
            (server, parsed, json) =>
            {
                var dry = parsed.GetValue(dryRun);
                var import =
                    new ImportRun(server, Places.OfSeller(parsed, "imports", inMarket: true));
                var done = import.Run(File.ReadAllBytes(parsed.GetRequiredValue(file)), dry);
                RemoteTable.Say(
                    done, json, dry
                        ? $"{done["rows"]} rows are in good form; nothing was placed"
                        : $"{done["rows"]} rows: {done["accepted"]} bids stand, "
                            + $"{done["refused"]!.AsArray().Count} were refused");
                if (!json && done["refused"]!.AsArray().Count > 0)
                {
                    RemoteTable.Show(done, "refused", json, "line", "bid_id", "status");
                }
            });
    }
}
