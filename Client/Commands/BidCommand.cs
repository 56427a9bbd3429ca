using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary>The commands for a seller's bids and awards on a server.</summary>
internal static class BidCommand
{
    private const string PlaceExample =
        "\n\nExample:\n  clearing bid acme us-east/standard/2026-Q4 b-1 --max-fee 0.50 --max-volume 600";

    private const string AmendExample =
        "\n\nExample:\n  clearing amend acme us-east/standard/2026-Q4 b-1 --id a-1 --max-fee 0.60";

    private static readonly string[] Columns =
    [
        "bid_id", "max_fee_micros", "max_volume", "min_volume", "time_in_force", "stage",
        "granted_volume", "last_round", "last_reason",
    ];

    private static readonly IReadOnlyDictionary<string, string> TimesInForce =
        Formats.Words.TimesInForce.Keys.ToDictionary(word => word);

    /// <summary>Places a bid.</summary>
    internal static Command Create()
    {
        var bid = Places.Bid("The bid's id: the idempotency key.");
        var fee = AmountOption.Fee("--max-fee", "The highest fee accepted.");
        var most = Options.Number("--max-volume", "Cubic feet asked for.", 1, null);
        var least = Options.Number("--min-volume", "The seller does not want less than this.", 0, 0);
        var inForce = Options.Word("--time-in-force", "How long it stands:", TimesInForce);
        var command = new DocumentedCommand(
            "bid", "Place a bid on a server.", RemoteOptions.Help + PlaceExample)
        {
            Places.Seller, Places.Market, bid, most, least, inForce,
        };
        fee.AddTo(command, required: true);
        return new RemoteOptions().On(command, (server, parsed, json) =>
        {
            var receipt = server.Send(
                HttpMethod.Post, Places.OfSeller(parsed, "bids"), new JsonObject
                {
                    ["market"] = Places.MarketOf(parsed),
                    ["bid_id"] = parsed.GetRequiredValue(bid),
                    ["max_fee_micros"] = fee.Micros(parsed),
                    ["max_volume"] = parsed.GetValue(most),
                    ["min_volume"] = parsed.GetValue(least),
                    ["time_in_force"] = parsed.GetValue(inForce),
                });
            RemoteTable.Say(receipt, json, $"bid {receipt["bid_id"]}: {receipt["status"]}");
        });
    }

    /// <summary>Lists bids, of one market or of all.</summary>
    internal static Command CreateList()
    {
        var market = Places.MarketIfAny("The market; without it, all of the seller's markets.");
        var stage = new Option<string?>("--stage")
        {
            Description = "Only bids of this stage: OPEN, COMPLETE, CANCELLED or EXPIRED.",
            HelpName = "STAGE",
        };
        var bid = Options.Text("--bid", "Only the bid of this id; it needs MARKET.", "BID");
        return new RemoteOptions().On(
            new DocumentedCommand("bids", "A seller's bids on a server.", RemoteOptions.Help)
            {
                Places.Seller, market, stage, bid,
            },
            (server, parsed, json) =>
            {
                var filter = parsed.GetValue(stage) is { } word
                    ? "stage=" + Uri.EscapeDataString(Options.Upper(word))
                    : null;
                if (parsed.GetValue(bid) is { } id)
                {
                    ShowOne(server, parsed, json, id, parsed.GetValue(market));
                    return;
                }
                if (parsed.GetValue(market) is not { } one)
                {
                    var path = Places.OfSeller(parsed, "markets/bids");
                    var all = server.AllPages(filter is null ? path : $"{path}?{filter}", "bids");
                    RemoteTable.Show(json ? all : Flat(all, "market"), "bids", json, ["market", .. Columns]);
                    return;
                }
                var ofOne = $"{Places.OfSeller(parsed, "bids")}?market={Places.Checked(one)}";
                RemoteTable.Show(
                    server.AllPages(filter is null ? ofOne : $"{ofOne}&{filter}", "bids"), "bids",
                    json, Columns);
            });
    }

    private static void ShowOne(
        RemoteServer server, ParseResult parsed, bool json, string id, string? market)
    {
        if (market is null)
        {
            throw new CommandException(ExitCode.BadInput, "clearing: --bid needs MARKET");
        }
        RemoteTable.Show(
            server.Send(
                HttpMethod.Get,
                Places.OfSeller(parsed, $"bids/{Uri.EscapeDataString(id)}")
                    + $"?market={Places.Checked(market)}"),
            json, "bid");
    }

    /// <summary>Bids of several markets or sellers as rows for a table.</summary>
    /// <param name="answer">Its <c>bids</c> have a <c>bid</c> each, and tell whose it is.</param>
    /// <param name="owner">The member that tells it: <c>market</c> or <c>seller</c>.</param>
    internal static JsonObject Flat(JsonNode answer, string owner)
    {
        var rows = new JsonArray();
        foreach (var one in answer["bids"]!.AsArray())
        {
            var row = one!["bid"]!.DeepClone().AsObject();
            row[owner] = one[owner]!.DeepClone();
            rows.Add((JsonNode)row);
        }
        return new JsonObject { ["bids"] = rows };
    }

    /// <summary>Changes a standing bid.</summary>
    internal static Command CreateAmend()
    {
        var bid = Places.Bid("The bid to change.");
        var id = Options.Id("The amendment's id: the idempotency key.");
        var fee = AmountOption.Fee("--max-fee", "A new max fee; it loses time priority.");
        var most = Options.NumberIfAny(
            "--max-volume", "A new max volume; less keeps time priority.", 1);
        var least = Options.NumberIfAny(
            "--min-volume", "A new min volume; less keeps time priority.", 0);
        var inForce = Options.Word(
            "--time-in-force", "How long it stands:", TimesInForce, "unchanged without it");
        var command = new DocumentedCommand(
            "amend", "Change a standing bid; omitted values stay unchanged.",
            RemoteOptions.Help + AmendExample)
        {
            Places.Seller, Places.Market, bid, id, most, least, inForce,
        };
        fee.AddTo(command);
        command.Validators.Add(given =>
        {
            if (!fee.IsIn(given) && given.GetResult(most) is null && given.GetResult(least) is null
                && given.GetResult(inForce) is null)
            {
                given.AddError("name what to change: a fee, a volume or the time in force");
            }
        });
        return new RemoteOptions().On(command, (server, parsed, json) =>
        {
            var body = new JsonObject
            {
                ["market"] = Places.MarketOf(parsed),
                ["amendment_id"] = parsed.GetRequiredValue(id),
                ["bid_id"] = parsed.GetRequiredValue(bid),
                ["max_fee_micros"] = fee.Micros(parsed),
                ["max_volume"] = parsed.GetValue(most),
                ["min_volume"] = parsed.GetValue(least),
                ["time_in_force"] = parsed.GetValue(inForce),
            };
            SayDone(
                server.Send(HttpMethod.Post, Places.OfSeller(parsed, "amendments"), body), json);
        });
    }

    /// <summary>Closes the rest of a bid.</summary>
    internal static Command CreateCancel()
    {
        var bid = Places.Bid("The bid whose ungranted rest is closed.");
        var id = Options.Id("The cancellation's id: the idempotency key.");
        var confirmation = new Confirmation();
        var command = new DocumentedCommand(
            "cancel", "Close the ungranted rest of a bid; its awards stand.", RemoteOptions.Help)
        {
            Places.Seller, Places.Market, bid, id,
        };
        confirmation.AddTo(command);
        return new RemoteOptions().On(command, (server, parsed, json) =>
        {
            var body = new JsonObject
            {
                ["market"] = Places.MarketOf(parsed),
                ["cancellation_id"] = parsed.GetRequiredValue(id),
                ["bid_id"] = parsed.GetRequiredValue(bid),
            };
            confirmation.Ask(parsed, () => $"Cancel bid {body["bid_id"]} in {body["market"]}.");
            SayDone(
                server.Send(HttpMethod.Post, Places.OfSeller(parsed, "cancellations"), body), json);
        });
    }

    /// <summary>Offers back volume of an award.</summary>
    internal static Command CreateRelinquish()
    {
        var award = new Argument<string>("AWARD") { Description = "The award: bid@round." };
        var id = Options.Id("The relinquishment's id: the idempotency key.");
        var volume = Options.Number("--volume", "Cubic feet offered.", 1, null);
        var confirmation = new Confirmation();
        var command = new DocumentedCommand(
            "relinquish", "Offer volume of an award back; you pay until someone takes it.",
            RemoteOptions.Help)
        {
            Places.Seller, Places.Market, award, id, volume,
        };
        confirmation.AddTo(command);
        return new RemoteOptions().On(command, (server, parsed, json) =>
        {
            var body = new JsonObject
            {
                ["market"] = Places.MarketOf(parsed),
                ["relinquishment_id"] = parsed.GetRequiredValue(id),
                ["award_id"] = parsed.GetRequiredValue(award),
                ["volume"] = parsed.GetValue(volume),
            };
            confirmation.Ask(
                parsed, () => $"Offer {body["volume"]} cubic feet of award {body["award_id"]} back.");
            SayDone(
                server.Send(HttpMethod.Post, Places.OfSeller(parsed, "relinquishments"), body), json);
        });
    }

    /// <summary>Ends the rest of an award.</summary>
    internal static Command CreateEndRest()
    {
        var award = new Argument<string>("AWARD") { Description = "The award: bid@round." };
        var id = Options.Id("The command's id: the idempotency key.");
        var confirmation = new Confirmation();
        var command = new DocumentedCommand(
            "end-rest",
            "End what a curtailment left of an award below the bid's min volume, within 7 days.",
            RemoteOptions.Help)
        {
            Places.Seller, Places.Market, award, id,
        };
        confirmation.AddTo(command);
        return new RemoteOptions().On(command, (server, parsed, json) =>
        {
            var body = new JsonObject
            {
                ["market"] = Places.MarketOf(parsed),
                ["end_id"] = parsed.GetRequiredValue(id),
                ["award_id"] = parsed.GetRequiredValue(award),
            };
            confirmation.Ask(parsed, () => $"End the rest of award {body["award_id"]} for good.");
            SayDone(server.Send(HttpMethod.Post, Places.OfSeller(parsed, "ends"), body), json);
        });
    }

    private static void SayDone(JsonNode done, bool json) =>
        RemoteTable.Say(done, json, $"{done["id"]}: {done["status"]}");
}
