using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Clearing.Client.Files;
using Clearing.Lab.Figures;
using Clearing.Lab.Mechanisms;
using Clearing.Lab.Models;
using Clearing.Lab.Results;
using Clearing.Lab.Runs;

namespace Clearing.Client.Lab;

/// <summary><c>clearing lab run</c>: the main table.</summary>
internal static class RunCommand
{
    private const string Summary =
        "What each mechanism does with the same simulated markets: the main table.";

    private static readonly string Details =
        $"""
        Sellers bid truthfully, except in mechanism 7e. Every number has the half width of its 95 %
        interval. The same seed gives the same bytes, whatever the number of threads.

        A file of parameters is a JSON object; what it does not name is as in the tight model:
        {Wrapped(ModelFile.Names)}.
        learning is a list, the correlation of a seller's forecast by the round of its arrival;
        commitment_cost is the share of its sales that an award loses if a better use appears
        later; risk_aversion is per dollar of net profit; budget is the most, in dollars, that a
        seller's bids may come to. All of these are off by default.

        Examples:
          clearing lab run
          clearing lab run --model slack --mechanisms 1,6,7b --json slack.json --plots plots
          clearing lab run --model mine.json --until-half-width 0.5%
        """;

    /// <summary>Further markets are simulated in steps of this many.</summary>
    private const int Step = 2000;

    private static string Wrapped(IEnumerable<string> names) => string.Join(
        ",\n", names.Chunk(9).Select(line => string.Join(", ", line)));

    internal static Command Create()
    {
        var settings = new LabSettings(2000);
        var model = LabSettings.ModelOption();
        var mechanisms = new Option<IReadOnlyList<Mechanism>?>("--mechanisms")
        {
            Description = "Which mechanisms, such as 1,6,7b; all of them if it is left out.",
            HelpName = "LIST",
            CustomParser = ReadMechanisms,
        };
        var half = new Option<double?>("--until-half-width")
        {
            Description = "Simulate until every productivity is known this precisely, such as 1%.",
            HelpName = "PERCENT",
            CustomParser = ReadPercent,
        };
        var plots = LabSettings.PlotsOption();
        var command = new DocumentedCommand("run", Summary, Details)
        {
            model, mechanisms, half, plots,
        };
        foreach (var option in settings.All) { command.Add(option); }
        command.SetAction(parsed =>
        {
            using var timer = new LabTimer();
            var named = parsed.GetValue(model)!;
            var options = settings.Read(
                parsed, timer, LabSettings.FilesOf(named), parsed.GetValue(plots));
            var table = new MainTable(
                LabSettings.ModelOf(named),
                parsed.GetValue(mechanisms) ?? MechanismTable.All);
            Play(table, options, parsed.GetValue(half));
            if (parsed.GetValue(plots) is { } to) { Plot(new LabPlots(to), table, options); }
            timer.Dispose();
            if (!settings.WriteJson(parsed, () => Json(table, options))) { Print(table); }
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Play(MainTable table, LabOptions options, double? half)
    {
        table.Extend(options);
        while (half is { } wanted && table.WidestHalf() > wanted)
        {
            if (table.Markets >= LabSettings.MaxReplications)
            {
                throw new CommandException(
                    ExitCode.BadInput,
                    "clearing: --until-half-width: not reached with "
                    + $"{LabSettings.MaxReplications} markets");
            }
            table.Extend(options with { Replications = table.Markets + Step });
        }
    }

    /// <summary>The result as JSON.</summary>
    private static JsonObject Json(MainTable table, LabOptions options) => new()
    {
        ["meta"] = ResultJson.Meta(options),
        ["base"] = new JsonObject { [AttackJson.NameOf(table.Model)] = ResultJson.Of(table) },
    };

    /// <summary>The plots of one model.</summary>
    internal static void Plot(LabPlots plots, MainTable table, LabOptions options)
    {
        var model = table.Model;
        MarketPlots.Productivity(plots, table);
        MarketPlots.Steps(
            plots, "bids-of-a-round", $"The bids of one round, {model.Label} market",
            BidSteps.FirstRound(model, options.Seed));
        MarketPlots.Fees(plots, FeesByRound.Run(model, options), model.Label);
        MarketPlots.Credits(plots, CreditShares.Run(model, options), model.Label);
    }

    private static void Print(MainTable table) => EstimateTable.Print(
        $"{table.Model.Label}: {Counted.Of(table.Markets, "market")} of {Counted.Of(table.Model.Sellers, "seller")}",
        [.. table.Shown.Select(mechanism => (mechanism.Name, table.FiguresOf(mechanism)))]);

    private static IReadOnlyList<Mechanism> ReadMechanisms(ArgumentResult result)
    {
        var text = string.Join(',', result.Tokens.Select(token => token.Value));
        var found = new List<Mechanism>();
        foreach (var number in text.Split(','))
        {
            var known = MechanismTable.All.FirstOrDefault(
                mechanism => MechanismTable.NumberOf(mechanism) == number);
            if (known is null)
            {
                var all = string.Join(", ", MechanismTable.All.Select(MechanismTable.NumberOf));
                result.AddError($"--mechanisms \"{number}\": must be some of {all}");
                return [];
            }
            if (!found.Contains(known)) { found.Add(known); }
        }
        return [.. MechanismTable.All.Where(found.Contains)];
    }

    private static double? ReadPercent(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.EndsWith('%')
            && double.TryParse(
                text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 0.01 and <= 100)
        {
            return percent / 100;
        }
        result.AddError($"--until-half-width \"{text}\": must be 0.01% to 100%");
        return null;
    }
}
