using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing statement</c>, <c>clearing import</c> and similar commands.</summary>
internal static class AccountCommand
{
    private const string Importing =
        "\n\nA file with a broken row places nothing. Rows that the market refuses are listed, and "
        + "the exit code is 1.";

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
                statement, "awards", json, "award_id", "granted_volume", "released_volume",
                "curtailed_volume", "max_fee_micros", "round_fee_micros", "final_fee_micros",
                "charge_minor");
        });

    /// <summary>Lists awards.</summary>
    internal static Command CreateAwards() => new RemoteOptions().On(
        new DocumentedCommand("awards", "A seller's awards of a market.", RemoteOptions.Help)
        {
            Places.Seller, Places.Market,
        },
        (server, parsed, json) => RemoteTable.Show(
            server.AllPages(Places.OfSeller(parsed, "awards", inMarket: true), "awards"), "awards",
            json, "award_id", "round", "granted_volume", "released_volume", "max_fee_micros",
            "round_fee_micros", "final_fee_micros"));

    /// <summary>Shows a seller's allocations.</summary>
    internal static Command CreateAllocations() => new RemoteOptions().On(
        new DocumentedCommand(
            "allocations", "What a seller may use, by market.", RemoteOptions.Help)
        {
            Places.Seller,
        },
        (server, parsed, json) =>
        {
            var answer = server.Send(HttpMethod.Get, Places.OfSeller(parsed, "allocations"));
            RemoteTable.Show(
                json ? answer : InWords(answer), "allocations", json,
                "market", "base_volume", "held_volume", "total_volume", "next_base_volume");
        });

    private static JsonNode InWords(JsonNode answer)
    {
        foreach (var allocation in answer["allocations"]!.AsArray())
        {
            foreach (var name in new[] { "base_volume", "total_volume", "next_base_volume" })
            {
                allocation![name] ??= "no limit";
            }
        }
        return answer;
    }

    /// <summary>Lists the operators' acts on an account.</summary>
    internal static Command CreateAudit() => new RemoteOptions().On(
        new DocumentedCommand(
            "audit", "What operators did to a seller's account, when and why.", RemoteOptions.Help)
        {
            Places.Seller,
        },
        (server, parsed, json) =>
            AuditTable.Show(server, Places.OfSeller(parsed, "audit"), json));

    /// <summary>Shows a ledger, or saves it as CSV.</summary>
    internal static Command CreateLedger()
    {
        var output = Options.Out("Write it here, as CSV.");
        (string Name, Option<string?> Option)[] filters =
        [
            ("market", Options.Text("--market", "Only postings of this market.", "MARKET")),
            ("cause", Options.Text("--cause", "Only postings of this cause.", "CAUSE")),
            ("from", Options.Text("--from", "Recorded then or later: a day or instant, UTC.", "TIME")),
            ("until", Options.Text("--until", "Recorded before: a day or instant, UTC.", "TIME")),
        ];
        var command = new DocumentedCommand(
            "ledger", "A seller's double-entry ledger.", RemoteOptions.Help)
        {
            Places.Seller, output,
        };
        foreach (var (_, option) in filters) { command.Options.Add(option); }
        return new RemoteOptions().On(command, (server, parsed, json) =>
        {
            var query = "?" + string.Join('&', filters
                .Where(filter => parsed.GetValue(filter.Option) is not null)
                .Select(filter =>
                    $"{filter.Name}={Uri.EscapeDataString(Given(filter.Name, parsed.GetValue(filter.Option)!))}"));
            if (parsed.GetValue(output) is { } file)
            {
                MarketsCommand.Save(
                    server.Text(Places.OfSeller(parsed, "ledger.csv") + query), file);
                return;
            }
            var ledger = server.AllPages(Places.OfSeller(parsed, "ledger") + query, "entries");
            RemoteTable.Show(
                json ? ledger : Lines(ledger), "entries", json, "number", "recorded_at", "market",
                "cause", "reference", "account", "amount_minor", "currency");
        });
    }

    // A row for each line of each entry, as in the exported file.
    private static JsonObject Lines(JsonNode ledger)
    {
        var rows = new JsonArray();
        foreach (var entry in ledger["entries"]!.AsArray())
        {
            foreach (var line in entry!["lines"]!.AsArray())
            {
                var row = entry.DeepClone().AsObject();
                row["account"] = line!["account"]!.DeepClone();
                row["amount_minor"] = line["amount_minor"]!.DeepClone();
                rows.Add((JsonNode)row);
            }
        }
        return new JsonObject { ["entries"] = rows };
    }

    private static string Given(string filter, string value) =>
        filter == "cause" ? Options.Upper(value) : value;

    /// <summary>Places the bids of a file.</summary>
    internal static Command CreateImport()
    {
        var file = Options.File("FILE", "Bids, CSV.");
        var dryRun = Options.Flag("--dry-run", "Check the file and place nothing.");
        return new RemoteOptions().On(
            new DocumentedCommand(
                "import", "Place the bids of a CSV file.", RemoteOptions.Help + Importing)
            {
                Places.Seller, Places.Market, file, dryRun,
            },
            (server, parsed, json) =>
            {
                var dry = parsed.GetValue(dryRun);
                var done = new ImportRun(server, parsed.GetRequiredValue(file), dry).Run(
                    Places.OfSeller(parsed, "imports", inMarket: true),
                    parsed.GetRequiredValue(Places.Seller),
                    server.Send(HttpMethod.Get, Places.OfMarket(parsed, "terms")));
                var refused = done["refused"]!.AsArray().Count;
                var rows = Counted.Of((long)done["rows"]!, "row");
                var accepted = Counted.Of((long)done["accepted"]!, "bid");
                RemoteTable.Say(
                    done, json, dry
                        ? $"{rows}: {accepted} would stand, {refused} would be refused; nothing was "
                            + "placed"
                        : $"{rows}: {accepted} stand, {refused} were refused");
                if (refused == 0) { return ExitCode.Fine; }
                if (!json) { RemoteTable.ShowRefused(done, "line", "bid_id", "status", "limit"); }
                return ExitCode.Differences;
            });
    }
}
