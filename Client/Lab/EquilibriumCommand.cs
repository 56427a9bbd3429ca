using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Lab.Equilibrium;
using Clearing.Lab.Models;
using Clearing.Lab.Results;
using Clearing.Lab.Runs;

namespace Clearing.Client.Lab;

/// <summary><c>clearing lab equilibrium</c>: sellers' bids in equilibrium.</summary>
internal static class EquilibriumCommand
{
    private const string Summary =
        "What sellers would bid: shading, learning and best replies under several rules.";

    private const string Details =
        """
        Shading: all bid the same part of their worth; the one shown is that from which a single
        seller gains least by leaving it, and its regret is what that seller gains, as a part of what it
        has. Learning: multiplicative weights over 30,000 periods; with
        --bandit learners see only what their own choice earned. Best replies: large bidders with
        complete information.

        Examples:
          clearing lab equilibrium
          clearing lab equilibrium --replications 400 --json equilibrium.json
        """;

    private const int Periods = 30_000;

    internal static Command Create()
    {
        var settings = new LabSettings(1000);
        var bandit = Options.Flag("--bandit", "Learners see only the result of their own choice.");
        var command = new DocumentedCommand("equilibrium", Summary, Details) { bandit };
        foreach (var option in settings.All) { command.Add(option); }
        command.SetAction(parsed =>
        {
            using var timer = new LabTimer();
            var options = settings.Read(parsed, timer, []);
            var found = Run(options, parsed.GetValue(bandit));
            timer.Dispose();
            var shown = settings.WriteJson(parsed, () => new()
            {
                ["meta"] = ResultJson.Meta(options),
                ["equilibrium"] = found,
            });
            if (!shown) { Print(found); }
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>All equilibria by their names.</summary>
    internal static JsonObject Run(LabOptions options, bool bandit) => new()
    {
        ["shading"] = Shaded(options),
        ["hedge"] = Learned(options, bandit),
        ["best replies"] = Replied(options.AtMost(1000)),
    };

    private static JsonObject Shaded(LabOptions options)
    {
        var members = new JsonObject();
        foreach (var sellers in (int[])[40, 8])
        {
            var model = MarketModel.Tight with { Sellers = sellers };
            var rules = new JsonObject();
            foreach (var rule in Shading.Rules)
            {
                var result = Shading.Run(model, rule, options);
                rules[rule.Name] = new JsonObject
                {
                    ["alpha_star"] = result.Star.Shade,
                    ["fee_at_alpha_star"] = ResultJson.Of(result.Star.Fee),
                    ["regret_at_alpha_star"] = ResultJson.Number(result.Star.Gain),
                    ["relative_gain_of_best_deviation"] = Gains(result),
                };
            }
            members[$"N = {sellers}"] = rules;
        }
        return members;
    }

    private static JsonObject Gains(ShadingResult result)
    {
        var members = new JsonObject();
        foreach (var point in result.Points)
        {
            members[FormattableString.Invariant($"{point.Shade:F2}")] =
                ResultJson.Number(point.Gain);
        }
        return members;
    }

    private static JsonObject Learned(LabOptions options, bool bandit)
    {
        var members = new JsonObject();
        foreach (var game in HedgeGame.All)
        {
            var (path, factor) = Hedge.Learn(game with { Bandit = bandit }, Periods, options.Seed);
            members[game.Name] = new JsonObject
            {
                ["factor"] = factor,
                ["theory"] = game.Theory,
                ["path"] = new JsonArray([.. path.Select(mean => (JsonNode)mean)]),
            };
        }
        return members;
    }

    private static JsonObject Replied(LabOptions options)
    {
        var members = new JsonObject();
        for (var i = 0; i < BestReplies.Cases.Count; i++)
        {
            members[BestReplies.Cases[i].Name] = ResultJson.Of(BestReplies.Run(i, options));
        }
        return members;
    }

    private static void Print(JsonObject found)
    {
        foreach (var (sellers, rules) in found["shading"]!.AsObject())
        {
            foreach (var (rule, result) in rules!.AsObject())
            {
                var star = Text(result!["alpha_star"], "F2");
                var fee = Text(result["fee_at_alpha_star"]![0], "F3");
                var regret = result["regret_at_alpha_star"] is { } gain
                    ? $", regret {(100 * (double)gain).ToString("F2", CultureInfo.InvariantCulture)} %"
                    : "";
                Console.WriteLine(
                    $"{sellers,-7} {rule,-36} bids {star} of its worth, fee {fee}{regret}");
            }
        }
        foreach (var (game, result) in found["hedge"]!.AsObject())
        {
            var (factor, theory) = (Text(result!["factor"], "F3"), Text(result["theory"], "F3"));
            Console.WriteLine($"learning, {game,-26} {factor}, theory {theory}");
        }
        foreach (var (name, result) in found["best replies"]!.AsObject())
        {
            var fee = Text(result!["final_fee"]![0], "F2");
            var truthful = Text(result["truthful_fee"]![0], "F2");
            Console.WriteLine($"best replies, {name,-30} fee {fee}, truthful {truthful}");
        }
    }

    private static string Text(JsonNode? number, string format) =>
        ((double)number!).ToString(format, CultureInfo.InvariantCulture);
}
