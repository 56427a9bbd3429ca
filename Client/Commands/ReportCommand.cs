using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary>
/// <c>clearing sales</c>, <c>use</c>, <c>correct</c> and similar commands: reports about a seller,
/// and operators' decisions on them.
/// </summary>
internal static class ReportCommand
{
    /// <summary>Reports incremental sales.</summary>
    internal static Command CreateSales()
    {
        var id = Options.Id("The report's id: the idempotency key.");
        var amount = AmountOption.Money(
            "--incremental", "Sales from the extra space; negative for returns.");
        var command = new DocumentedCommand(
            "sales", "Report incremental sales or returns.", RemoteOptions.Help)
        {
            Places.Seller, Places.Market, id,
        };
        amount.AddTo(command, required: true);
        return new RemoteOptions().On(command, (server, parsed, json) =>
            Send(server, parsed, json, "sales", new JsonObject
            {
                ["report_id"] = parsed.GetRequiredValue(id),
                ["incremental_minor"] = Minor(server, parsed, amount),
            }));
    }

    /// <summary>Lists sales reports.</summary>
    internal static Command CreateReports() => new RemoteOptions().On(
        new DocumentedCommand(
            "reports", "A seller's reports of sales, with whether they earn credit.",
            RemoteOptions.Help)
        {
            Places.Seller, Places.Market,
        },
        (server, parsed, json) => RemoteTable.Show(
            server.AllPages(Places.OfSeller(parsed, "sales", inMarket: true), "reports"),
            "reports", json, "report_id", "incremental_minor", "state", "reason"));

    /// <summary>Reviews a sales report.</summary>
    internal static Command CreateReview()
    {
        var report = Options.Id("The report's id.");
        var id = new Option<string>("--review-id")
        {
            Description = "The review's id: the idempotency key.",
            HelpName = "ID",
            Required = true,
        };
        var state = new Option<string>("--state")
        {
            Description = "CONFIRMED, HELD or DISPUTED.",
            HelpName = "STATE",
            Required = true,
        };
        var reason = Options.Required("--reason", "Why; the seller sees it.", "TEXT");
        return new RemoteOptions().On(
            new DocumentedCommand(
                "review", "Confirm, hold or dispute a report of sales, for operators.",
                RemoteOptions.Help)
            {
                Places.Seller, Places.Market, id, report, state, reason,
            },
            (server, parsed, json) => Send(server, parsed, json, "sales/reviews", new JsonObject
            {
                ["review_id"] = parsed.GetRequiredValue(id),
                ["report_id"] = parsed.GetRequiredValue(report),
                ["state"] = Options.Upper(parsed.GetRequiredValue(state)),
                ["reason"] = parsed.GetRequiredValue(reason),
            }));
    }

    /// <summary>Reports use.</summary>
    internal static Command CreateUse()
    {
        var id = Options.Id("The report's id: the idempotency key.");
        var used = Options.Number("--average-used", "Cubic feet used on average.", 0, null);
        return new RemoteOptions().On(
            new DocumentedCommand(
                "use", "Report how much of the allocation was used.", RemoteOptions.Help)
            {
                Places.Seller, Places.Market, id, used,
            },
            (server, parsed, json) => Send(server, parsed, json, "uses", new JsonObject
            {
                ["report_id"] = parsed.GetRequiredValue(id),
                ["average_used"] = parsed.GetValue(used),
            }));
    }

    /// <summary>Corrects a settled statement.</summary>
    internal static Command CreateCorrect()
    {
        var id = Options.Id("The correction's id: the idempotency key.");
        var amount = AmountOption.Money(
            "--amount", "Added to what the seller owes; negative in its favour.");
        var note = Options.Required("--note", "Why.", "TEXT");
        var command = new DocumentedCommand(
            "correct", "Correct a settled statement with a new entry, for operators.",
            RemoteOptions.Help)
        {
            Places.Seller, Places.Market, id, note,
        };
        var confirmation = new Confirmation();
        amount.AddTo(command, required: true);
        confirmation.AddTo(command);
        return new RemoteOptions(acts: true).On(command, (server, parsed, json) =>
        {
            var body = new JsonObject
            {
                ["correction_id"] = parsed.GetRequiredValue(id),
                ["amount_minor"] = Minor(server, parsed, amount),
                ["note"] = parsed.GetRequiredValue(note),
            };
            confirmation.Ask(
                parsed, () => $"Correct the statement of {parsed.GetRequiredValue(Places.Seller)} in "
                    + $"{Places.MarketOf(parsed)} by {body["amount_minor"]} minor units.");
            Send(server, parsed, json, "corrections", body);
        });
    }

    // The market determines how many decimal digits a major unit has.
    private static long? Minor(RemoteServer server, ParseResult parsed, AmountOption amount) =>
        amount.Value(
            parsed,
            (int)server.Send(HttpMethod.Get, Places.OfMarket(parsed, "terms"))["minor_exponent"]!);

    private static void Send(
        RemoteServer server, ParseResult parsed, bool json, string path, JsonObject body)
    {
        body["market"] = Places.MarketOf(parsed);
        var done = server.Send(HttpMethod.Post, Places.OfSeller(parsed, path), body);
        RemoteTable.Say(done, json, $"{done["id"]}: {done["status"]}");
    }
}
