using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing rounds</c> and <c>clearing round</c>.</summary>
internal static class RoundCommand
{
    private const string Watching =
        "\n\nA lost connection is restored, and no round is missed or shown twice.";

    private static readonly string[] Columns =
    [
        "round", "available_volume", "eligible_demand_volume", "granted_volume", "round_fee_micros",
        "repriced_to_micros", "bids", "winners", "cleared_at",
    ];

    /// <summary>Lists cleared rounds.</summary>
    internal static Command CreateList() => new RemoteOptions().On(
        new DocumentedCommand("rounds", "The cleared rounds of a market.", RemoteOptions.Help)
        {
            Places.Market,
        },
        (server, parsed, json) =>
        {
            var answer = server.AllPages(Places.OfMarket(parsed, "rounds"), "rounds");
            RemoteTable.Show(answer, "rounds", json, Columns);
            if (!json) { ShowOthers(server, parsed, answer); }
        });

    // Rounds that bind nobody: voided ones, the provisional one, and one that is only closed.
    private static void ShowOthers(RemoteServer server, ParseResult parsed, JsonNode answer)
    {
        var contested = server.Send(HttpMethod.Get, Places.OfMarket(parsed, "rounds/contested"));
        var isProvisional = false;
        foreach (var of in contested["rounds"]!.AsArray())
        {
            var round = of!["round"]!;
            isProvisional |= of["voided_at"] is null;
            RemoteTable.Say(answer, json: false, of["voided_at"] is { } voided
                ? $"round {round["round"]} was voided at {voided}: {of["reason"]}"
                : $"round {round["round"]} is provisional: {Granted(round, answer)}. It binds at"
                    + $" {round["binds_at"]}");
        }
        if (!isProvisional && answer["closed_book"] is { } closed)
        {
            RemoteTable.Say(
                answer, json: false,
                $"round {closed["round"]} is closed and not cleared: {closed["book_hash"]}");
        }
    }

    private static string Granted(JsonNode round, JsonNode answer)
    {
        var volume = $"{RemoteTable.Value(answer, "granted_volume", round)} cubic feet";
        return round["round_fee_micros"] is null
            ? $"{volume} are granted"
            : $"{volume} are granted at {RemoteTable.Value(answer, "round_fee_micros", round)}";
    }

    /// <summary>Shows rounds as they are cleared.</summary>
    internal static Command Create()
    {
        var rounds = Options.Number(
            "--rounds", "Stop after this many rounds; 0 never stops.", 0, 0);
        var watch = new DocumentedCommand(
            "watch", "Show rounds as they are cleared, and how many sellers were notified.",
            RemoteOptions.Help + Watching)
        {
            Places.Market, rounds,
        };
        new RemoteOptions().On(watch, (server, parsed, json) =>
            new RoundWatch(server, Places.OfMarket(parsed, ""), json).Run(parsed.GetValue(rounds)));
        var command = new Command("round", "Follow the rounds of a market, or look at one.") { watch };
        foreach (var view in RoundViews.All()) { command.Subcommands.Add(view); }
        return command;
    }
}
