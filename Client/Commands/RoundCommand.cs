using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing rounds</c> and <c>clearing round watch</c>.</summary>
internal static class RoundCommand
{
    private static readonly string[] Columns =
    [
        "round", "available_volume", "granted_volume", "round_fee_micros", "repriced_to_micros",
        "bids", "winners",
    ];

    /// <summary>Lists cleared rounds.</summary>
    internal static Command CreateList() => new RemoteOptions().On(
        new DocumentedCommand("rounds", "The cleared rounds of a market.", RemoteOptions.Help)
        {
            Places.Market,
        },
        (server, parsed, json) => RemoteTable.Show(
            server.Send(HttpMethod.Get, Places.OfMarket(parsed, "rounds")), "rounds", json, Columns));

    /// <summary>Shows rounds as they are cleared.</summary>
    internal static Command Create()
    {
        var watch = new DocumentedCommand(
            "watch", "Show rounds as they are cleared, until the server ends.", RemoteOptions.Help)
        {
            Places.Market,
        };
        new RemoteOptions().On(watch, (server, parsed, json) => Watch(server, parsed, json));
        return new Command("round", "Follow the rounds of a market.") { watch };
    }

    private static void Watch(RemoteServer server, ParseResult parsed, bool json)
    {
        foreach (var line in server.Feed(Places.OfMarket(parsed, "feed")))
        {
            if (!line.StartsWith("data: {\"round\"", StringComparison.Ordinal)) { continue; }
            var text = line["data: ".Length..];
            Console.Out.WriteLine(json ? text : Line(JsonNode.Parse(text)!));
        }
    }

    private static string Line(JsonNode round) => string.Join(
        "  ", Columns.Select(column => $"{column} {round[column]?.ToString() ?? "-"}"));
}
