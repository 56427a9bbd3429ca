using System.CommandLine;
using System.Net.Http.Headers;
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
            RemoteTable.Show(statement, json);
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
                using var csv = new ByteArrayContent(File.ReadAllBytes(parsed.GetRequiredValue(file)));
                csv.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
                var path = Places.OfSeller(parsed, "imports", inMarket: true)
                    + (parsed.GetValue(dryRun) ? "&dry_run=true" : "");
                var done = server.Send(HttpMethod.Post, path, csv);
                RemoteTable.Show(done, json);
                if (!json && done["refused"]!.AsArray().Count > 0)
                {
                    RemoteTable.Show(done, "refused", json, "line", "bid_id", "status");
                }
            });
    }
}
