using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing bid</c> and <c>clearing bids</c>: a seller's bids on a server.</summary>
internal static class BidCommand
{
    private const string Example =
        "\n\nExample:\n  clearing bid acme us-east/standard/2026-Q4 b-1 "
        + "--max-fee-micros 500000 --max-volume 600";

    /// <summary>Places a bid.</summary>
    internal static Command Create()
    {
        var id = new Argument<string>("BID") { Description = "The bid's id: the idempotency key." };
        var fee = Options.Number("--max-fee-micros", "The highest fee accepted.", 0, null);
        var most = Options.Number("--max-volume", "Cubic feet asked for.", 1, null);
        var least = Options.Number("--min-volume", "Less is not wanted.", 0, 0);
        var command = new DocumentedCommand(
            "bid", "Place a bid on a server.", RemoteOptions.Help + Example)
        {
            Places.Seller, Places.Market, id, fee, most, least,
        };
        return new RemoteOptions().On(command, (server, parsed, json) =>
        {
            var receipt = server.Send(HttpMethod.Post, Places.OfSeller(parsed, "bids"), new JsonObject
            {
                ["market"] = Places.MarketOf(parsed),
                ["bid_id"] = parsed.GetRequiredValue(id),
                ["max_fee_micros"] = parsed.GetValue(fee),
                ["max_volume"] = parsed.GetValue(most),
                ["min_volume"] = parsed.GetValue(least),
            });
            RemoteTable.Say(
                receipt, json,
                $"bid {receipt["bid_id"]}: {receipt["status"]}, sequence number {receipt["sequence"]}");
        });
    }

    /// <summary>Lists bids.</summary>
    internal static Command CreateList() => new RemoteOptions().On(
        new DocumentedCommand("bids", "A seller's bids on a server.", RemoteOptions.Help)
        {
            Places.Seller, Places.Market,
        },
        (server, parsed, json) => RemoteTable.Show(
            AllPages(server, Places.OfSeller(parsed, "bids", inMarket: true)), "bids", json,
            "bid_id", "sequence", "max_fee_micros", "max_volume", "min_volume", "time_in_force", "stage",
            "granted_volume", "last_round", "last_reason"));

    private static JsonNode AllPages(RemoteServer server, string path)
    {
        var all = server.Send(HttpMethod.Get, path + "&limit=1000");
        while (all["next_cursor"] is { } cursor)
        {
            var page = server.Send(HttpMethod.Get, $"{path}&limit=1000&cursor={cursor}");
            foreach (var bid in page["bids"]!.AsArray())
            {
                all["bids"]!.AsArray().Add(bid!.DeepClone());
            }
            all["next_cursor"] = page["next_cursor"]?.DeepClone();
        }
        return all;
    }
}
