using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary>A market's rounds, as operators plan, close and clear them.</summary>
internal static class MarketRounds
{
    /// <summary>Puts a round in the calendar.</summary>
    internal static Command Schedule()
    {
        var round = Round();
        var closes = new Option<string>("--closes-at")
        {
            Description = "When it closes, UTC: 2026-10-01T12:00:00Z.",
            HelpName = "INSTANT",
            Required = true,
        };
        var delta = Options.Number("--capacity-delta", "Capacity that joins the pool.", long.MinValue, 0);
        var reserve = AmountOption.Fee("--reserve-fee", "Bids below this fee get nothing.");
        var command = MarketCommand.On(
            "schedule", "Schedule a round, which closes and clears automatically.",
            [round, closes, delta],
            (server, parsed) => server.Send(
                HttpMethod.Post, Places.OfMarket(parsed, "calendar"), new JsonObject
                {
                    ["round"] = parsed.GetValue(round),
                    ["closes_at"] = parsed.GetRequiredValue(closes),
                    ["capacity_delta"] = parsed.GetValue(delta),
                    ["reserve_fee_micros"] = reserve.Micros(parsed) ?? 0,
                }),
            answer => $"round {answer["id"]}: {answer["status"]}");
        reserve.AddTo(command);
        return command;
    }

    /// <summary>Lists the rounds to come.</summary>
    internal static Command Calendar() => new RemoteOptions().On(
        new DocumentedCommand("calendar", "List the rounds to come.", RemoteOptions.Help) { Places.Market },
        (server, parsed, json) => RemoteTable.Show(
            server.Send(HttpMethod.Get, Places.OfMarket(parsed, "terms")), "calendar", json,
            "round", "closes_at", "capacity_delta", "reserve_fee_micros"));

    /// <summary>Closes a book.</summary>
    internal static Command Close()
    {
        var round = Round();
        var confirmation = new Confirmation();
        var command = MarketCommand.On(
            "close", "Close a round's book: later bids wait for the next round.", [round],
            (server, parsed) =>
            {
                confirmation.Ask(
                    parsed, () => $"Close the book of round {parsed.GetValue(round)} of "
                        + $"{Places.MarketOf(parsed)}.");
                return server.Send(
                    HttpMethod.Post,
                    Places.OfMarket(parsed, $"rounds/{parsed.GetValue(round)}/close"));
            },
            answer => $"round {answer["id"]} is closed");
        confirmation.AddTo(command);
        return command;
    }

    /// <summary>Clears a round.</summary>
    internal static Command Clear()
    {
        var round = Round();
        var delta = Options.NumberIfAny(
            "--capacity-delta", "Capacity that joins the pool; default as planned.", long.MinValue);
        var reserve =
            AmountOption.Fee(
                "--reserve-fee", "Bids below this fee get nothing; default as planned.");
        var confirmation = new Confirmation();
        var command = MarketCommand.On(
            "clear", "Clear a round. Clearing is idempotent.", [round, delta],
            (server, parsed) =>
            {
                var terms = new JsonObject();
                if (parsed.GetValue(delta) is { } volume) { terms["capacity_delta"] = volume; }
                if (reserve.Micros(parsed) is { } fee) { terms["reserve_fee_micros"] = fee; }
                var path = Places.OfMarket(parsed, $"rounds/{parsed.GetValue(round)}/clear");
                confirmation.Ask(
                    parsed,
                    () => $"Clear round {parsed.GetValue(round)} of {Places.MarketOf(parsed)}.");
                return server.Send(HttpMethod.Post, path, terms)["round"]!;
            });
        reserve.AddTo(command);
        confirmation.AddTo(command);
        return command;
    }

    private static Option<long> Round() =>
        Options.Number("--round", "The round's number.", 1, null, int.MaxValue);
}
