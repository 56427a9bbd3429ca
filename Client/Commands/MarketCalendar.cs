using System.CommandLine;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Client.Remote;

namespace Clearing.Client.Commands;

/// <summary>The commands that list, plan, move and remove a market's scheduled rounds.</summary>
internal static class MarketCalendar
{
    private const string Repeating =
        "\n\nExample, four weekly rounds:\n  clearing market schedule us-east/standard/2026-Q4"
        + " --round 1\n    --closes-at 2026-10-01T12:00:00Z --repeat-count 4 --repeat-every-seconds"
        + " 604800";

    /// <summary>Lists the scheduled rounds.</summary>
    internal static Command List() => new RemoteOptions().On(
        new DocumentedCommand("calendar", "The rounds to come.", RemoteOptions.Help) { Places.Market },
        (server, parsed, json) => RemoteTable.Show(
            server.Send(HttpMethod.Get, Places.OfMarket(parsed, "calendar")), "calendar", json,
            "round", "closes_at", "capacity_delta", "reserve_fee_micros"));

    /// <summary>Adds rounds to the calendar.</summary>
    internal static Command Schedule()
    {
        var round = MarketRounds.Round();
        var closes = ClosesAt();
        var delta = Options.NumberIfAny("--capacity-delta", "Joins the pool; default 0.", long.MinValue);
        var reserve = AmountOption.Fee("--reserve-fee", "Bids below this fee get nothing.");
        var count = Options.NumberIfAny("--repeat-count", "How many rounds to plan; default 1.", 1);
        var distance = Options.NumberIfAny(
            "--repeat-every-seconds", "Seconds from one close to the next.", 1);
        var gap = MarketRounds.AllowGap();
        var dryRun = Options.Flag("--dry-run", "Show what would be answered, and plan nothing.");
        var command = MarketCommand.On(
            "schedule", "Schedule rounds, which close and clear automatically.",
            [round, closes, delta, count, distance, gap, dryRun],
            (server, parsed) => server.Send(
                HttpMethod.Post,
                Places.OfMarket(parsed, "calendar")
                    + MarketRounds.Query(parsed.GetValue(gap), parsed.GetValue(dryRun)),
                new JsonObject
                {
                    ["round"] = parsed.GetValue(round),
                    ["closes_at"] = parsed.GetRequiredValue(closes),
                    ["capacity_delta"] = parsed.GetValue(delta),
                    ["reserve_fee_micros"] = reserve.Micros(parsed),
                    ["repeat_count"] = parsed.GetValue(count),
                    ["repeat_every_seconds"] = parsed.GetValue(distance),
                }),
            (answer, parsed) =>
            {
                var first = parsed.GetValue(round);
                var last = first + (parsed.GetValue(count) ?? 1) - 1;
                var rounds = first == last ? $"round {last}" : $"rounds {first} to {last}";
                return parsed.GetValue(dryRun)
                    ? $"{rounds} would be scheduled; nothing was planned"
                    : $"{rounds}: {answer["status"]}";
            },
            Repeating);
        reserve.AddTo(command);
        return command;
    }

    /// <summary>Moves a round before its close.</summary>
    internal static Command Reschedule()
    {
        var round = MarketRounds.Round();
        var closes = ClosesAt();
        var delta = Options.NumberIfAny(
            "--capacity-delta", "Joins the pool; default as planned.", long.MinValue);
        var reserve = AmountOption.Fee(
            "--reserve-fee", "Bids below this fee get nothing; default as planned.");
        var reason = Reason();
        var command = MarketCommand.On(
            "reschedule", "Move a scheduled round before its close; the reason is recorded.",
            [round, closes, delta, reason],
            (server, parsed) => server.Send(
                HttpMethod.Put, Places.OfMarket(parsed, $"calendar/{parsed.GetValue(round)}"),
                new JsonObject
                {
                    ["closes_at"] = parsed.GetRequiredValue(closes),
                    ["capacity_delta"] = parsed.GetValue(delta),
                    ["reserve_fee_micros"] = reserve.Micros(parsed),
                    ["reason"] = parsed.GetRequiredValue(reason),
                }),
            (answer, parsed) => $"round {answer["id"]} closes at {parsed.GetRequiredValue(closes)}");
        reserve.AddTo(command);
        return command;
    }

    /// <summary>Removes a round before its close.</summary>
    internal static Command Unschedule()
    {
        var round = MarketRounds.Round();
        var reason = Reason();
        return MarketCommand.On(
            "unschedule", "Take a scheduled round out before its close; the reason is recorded.",
            [round, reason],
            (server, parsed) => server.Send(
                HttpMethod.Delete,
                Places.OfMarket(parsed, $"calendar/{parsed.GetValue(round)}")
                    + $"?reason={Uri.EscapeDataString(parsed.GetRequiredValue(reason))}"),
            (answer, _) => $"round {answer["id"]} is no longer in the calendar");
    }

    private static Option<string> ClosesAt() => new("--closes-at")
    {
        Description = "When it closes, UTC: 2026-10-01T12:00:00Z.",
        HelpName = "INSTANT",
        Required = true,
    };

    private static Option<string> Reason() => new("--reason")
    {
        Description = "Why: 1 to 200 characters.",
        HelpName = "TEXT",
        Required = true,
    };
}
