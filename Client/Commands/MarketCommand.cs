using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary><c>clearing market</c>: what operators do.</summary>
internal static class MarketCommand
{
    /// <summary>The command and its commands.</summary>
    internal static Command Create() => new("market", "Run a market on a server, for operators.")
    {
        CreateMarket(), Capacity(), Clear(), Pause(),
        Plain("resume", "Let clearing go on.", "is open"),
        Plain("settle", "End the period; every seller with an award gets its final statement.", "is settled"),
    };

    private static Command CreateMarket()
    {
        var config = Options.Text("--config", "The configuration, a JSON file.", "FILE");
        return On("create", "Open a market; the same again changes nothing.", [config],
            (server, parsed) => server.Send(
                HttpMethod.Put, Places.OfMarket(parsed, ""),
                new StringContent(
                    parsed.GetValue(config) is { } file ? File.ReadAllText(file) : "{}",
                    Encoding.UTF8, "application/json")));
    }

    private static Command Capacity()
    {
        var id = new Option<string>("--id") { Description = "The change's id.", Required = true };
        var delta =
            Options.Number("--delta", "Cubic feet; negative takes away.", long.MinValue, null);
        return On("capacity", "Add or take capacity.", [id, delta],
            (server, parsed) => server.Send(
                HttpMethod.Post, Places.OfMarket(parsed, "capacity"), new JsonObject
                {
                    ["change_id"] = parsed.GetRequiredValue(id),
                    ["delta"] = parsed.GetValue(delta),
                }),
            answer => $"capacity change {answer["id"]}: {answer["status"]}");
    }

    private static Command Clear()
    {
        var round = Options.Number("--round", "The round's number.", 1, null, int.MaxValue);
        var delta = Options.Number("--capacity-delta", "Joins the pool.", long.MinValue, 0);
        var reserve = Options.Number("--reserve-fee-micros", "Lower bids get nothing.", 0, 0);
        return On("clear", "Clear a round; twice is the same.", [round, delta, reserve],
            (server, parsed) => server.Send(
                HttpMethod.Post, Places.OfMarket(parsed, $"rounds/{parsed.GetValue(round)}/clear"),
                new JsonObject
                {
                    ["capacity_delta"] = parsed.GetValue(delta),
                    ["reserve_fee_micros"] = parsed.GetValue(reserve),
                })["round"]!);
    }

    private static Command Pause()
    {
        var note = new Option<string>("--note") { Description = "Why.", Required = true };
        return On("pause", "Let clearing stand still; bids are still taken.", [note],
            (server, parsed) => server.Send(
                HttpMethod.Post, Places.OfMarket(parsed, "pause"),
                new JsonObject { ["note"] = parsed.GetRequiredValue(note) }),
            answer => $"{answer["id"]} is paused");
    }

    private static Command Plain(string name, string summary, string done) => On(name, summary, [],
        (server, parsed) => server.Send(HttpMethod.Post, Places.OfMarket(parsed, name)),
        answer => $"{answer["id"]} {done}");

    private static Command On(
        string name, string summary, Option[] options,
        Func<RemoteServer, ParseResult, JsonNode> send, Func<JsonNode, string>? line = null)
    {
        var command = new DocumentedCommand(name, summary, RemoteOptions.Help) { Places.Market };
        foreach (var option in options) { command.Options.Add(option); }
        return new RemoteOptions().On(command, (server, parsed, json) =>
        {
            var answer = send(server, parsed);
            if (line is not null) { RemoteTable.Say(answer, json, line(answer)); }
            else { RemoteTable.Show(answer, json, name == "clear" ? "cleared" : "market"); }
        });
    }
}
