using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary>The commands that close and clear a market's rounds.</summary>
internal static class MarketRounds
{
    /// <summary>Closes a book.</summary>
    internal static Command Close()
    {
        var round = Round();
        var gap = AllowGap();
        var confirmation = new Confirmation();
        var command = MarketCommand.On(
            "close", "Close a round's book: later bids wait for the next round.", [round, gap],
            (server, parsed) =>
            {
                confirmation.Ask(
                    parsed, () => $"Close the book of round {parsed.GetValue(round)} of "
                        + $"{Places.MarketOf(parsed)}.");
                return server.Send(
                    HttpMethod.Post,
                    Places.OfMarket(parsed, $"rounds/{parsed.GetValue(round)}/close")
                        + Query(parsed.GetValue(gap), dryRun: false));
            },
            (answer, _) => $"round {answer["id"]} is closed");
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
        var gap = AllowGap();
        var dryRun = Options.Flag(
            "--dry-run",
            "Show what the closed book would clear to, and clear nothing. On other terms than planned "
                + "this is on record as an inspection.");
        var confirmation = new Confirmation();
        var command = new DocumentedCommand(
            "clear", "Clear a round. Clearing is idempotent.", RemoteOptions.Help)
        {
            Places.Market, round, delta, gap, dryRun,
        };
        reserve.AddTo(command);
        confirmation.AddTo(command);
        return new RemoteOptions(acts: true).On(command, (server, parsed, json) =>
        {
            var dry = parsed.GetValue(dryRun);
            var terms = new JsonObject();
            if (parsed.GetValue(delta) is { } volume) { terms["capacity_delta"] = volume; }
            if (reserve.Micros(parsed) is { } fee) { terms["reserve_fee_micros"] = fee; }
            if (!dry)
            {
                confirmation.Ask(
                    parsed,
                    () => $"Clear round {parsed.GetValue(round)} of {Places.MarketOf(parsed)}.");
            }
            var answer = server.Send(
                HttpMethod.Post,
                Places.OfMarket(parsed, $"rounds/{parsed.GetValue(round)}/clear")
                    + Query(parsed.GetValue(gap), dry),
                terms);
            RemoteTable.Show(
                json && dry ? answer : answer["round"]!, json,
                dry ? "would clear; nothing was cleared" : "cleared");
        });
    }

    /// <summary>The option for the round's number.</summary>
    internal static Option<long> Round() =>
        Options.Number("--round", "The round's number.", 1, null, int.MaxValue);

    /// <summary>The option that allows skipping round numbers.</summary>
    internal static Option<bool> AllowGap() =>
        Options.Flag("--allow-gap", "Skip the round numbers between, for good.");

    /// <summary>The query with these options.</summary>
    internal static string Query(bool allowGap, bool dryRun) => (allowGap, dryRun) switch
    {
        (true, true) => "?allow_gap=true&dry_run=true",
        (true, false) => "?allow_gap=true",
        (false, true) => "?dry_run=true",
        _ => "",
    };
}
