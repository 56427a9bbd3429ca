using System.Globalization;
using System.Text.Json.Nodes;
using Clearing.Client.Demo;
using Clearing.Client.Files;
using Clearing.Client.Remote;
using Spectre.Console;
using Text = Clearing.Client.Demo.Text;

namespace Clearing.Client.Allocation;

/// <summary>Explains a seller's limit on one page, for a reader with no background.</summary>
/// <param name="seller">The seller.</param>
/// <param name="of">
/// The server's answer: the announced base and everything behind it.
/// </param>
internal sealed class BasePage(string seller, JsonNode of)
{
    private bool IsEstimate => of["estimate"]!.GetValue<bool>();

    private string Stage => Word("stage");

    private long? Base => (long?)of["base_volume"];

    /// <summary>Prints the page.</summary>
    internal void Show()
    {
        Say(Base is { } volume
            ? $"Why is {seller}'s limit in {Word("period")} {Text.Of(volume)} cubic feet?"
            : $"Why has {seller} no limit in {Word("period")}?");
        Say("");
        Say($"{(IsEstimate ? "This is an estimate" : "This limit is confirmed")}, announced on "
            + $"{Word("announced_on")}. It rests on the reports of days up to "
            + $"{Word("cut_off_day")};");
        Say("later reports count for later periods. Space won in the market comes on top of it.");
        Say("");
        if (Stage == "REGULAR")
        {
            ShowSteps();
            ShowPoints();
        }
        else
        {
            Say(OtherStage());
        }
        ShowCuts();
        ShowChange();
        Say($"The same reports give the same hash: {Word("facts_hash")}");
    }

    private string OtherStage() => Stage switch
    {
        "OVERRIDE" => "The operator set it for this period.",
        "INDIVIDUAL" => "All sellers on the individual plan have this limit.",
        _ when Base is null =>
            "The account is young: it has no limit yet, so that it can grow. "
            + $"{Number("reserved_volume")} cubic feet are set aside for it.",
        _ => "The account is young: all such sellers begin with this limit.",
    };

    private void ShowSteps()
    {
        var (rules, ration) = (of["rules"]!, of["ration"]!);
        var table = Tables.New("step", "cubic feet", "because");
        table.AddRow(
            "1 what you need", Number("need_volume"),
            "the most that you are expected to sell in the weeks that your stock must cover");
        table.AddRow(
            "2 how well you sell", Number("scored_volume"),
            $"{(of["score"] is { } score ? $"a score of {score} of 1000" : "no score yet")} "
            + $"multiplies step 1 by {Factor("score_factor_ppm")}");
        table.AddRow(
            "3 extra space", Number("wanted_volume"),
            $"{Signed(of["use"]!["use_volume"]!)} for extra space that you used, less what stood "
            + "empty");
        table.AddRow(
            "4 no sudden change", Number("stepped_volume"),
            of["previous_volume"] is { } before
                ? $"at most {Percent(rules["step_down_ppm"]!)} below {Shown(before)}, the limit before, "
                    + $"and at most {Percent(rules["step_up_ppm"]!)} or "
                    + $"{Shown(rules["step_up_min_volume"]!)} above it"
                : "there is no limit of the period before to compare with");
        table.AddRow(
            "5 least and most", Number("target_volume"),
            $"everybody gets at least {Shown(rules["floor_volume"]!)}"
            + (rules["ceiling_volume"] is { } most ? $" and at most {Shown(most)}" : ""));
        table.AddRow("6 your limit", Number("base_volume"), Share(ration, rules));
        OutputConsole.Output.Write(table);
    }

    private static string Share(JsonNode ration, JsonNode rules)
    {
        var share = Fraction(ration);
        return ration["kind"]!.ToString() switch
        {
            "NONE" => "there is space for everybody",
            "ABOVE_FLOOR" => "space is short: everybody gets "
                + $"{Shown(rules["floor_volume"]!)} and {share} of what step 5 has above that",
            _ => $"space is very short: everybody gets {share} of {Shown(rules["floor_volume"]!)}",
        };
    }

    // Sellers get the ratio in parts per million, operators the exact fraction.
    private static string Fraction(JsonNode ration) =>
        $"{Shown(ration["numerator"]!)} / {Shown(ration["denominator"]!)}"
        + (ration["denominator"]!.ToString() == "1000000" ? " (rounded down)" : "");

    private void ShowPoints()
    {
        var table = Tables.New("your score", "value", "points of 1000");
        foreach (var factor in of["factors"]!.AsArray())
        {
            var (meaning, isTurns) = factor!["factor"]!.ToString() switch
            {
                "sell_through" => ("how many times you sold what your space holds, in 13 weeks", true),
                "excess" => ("units that would last for more than 90 days", false),
                "stranded" => ("units that cannot be sold", false),
                _ => ("demand for products that were in stock", false),
            };
            var value = factor["value_ppm"] is not { } ppm ? "unknown"
                : isTurns ? $"{Times((long)ppm)} times"
                : Percent(ppm);
            table.AddRow(meaning, value, factor["points"] is { } points ? Shown(points) : "unknown");
        }
        OutputConsole.Output.Write(table);
    }

    private void ShowCuts()
    {
        foreach (var cut in of["cuts"]!.AsArray())
        {
            var (floor, ration) = (Shown(cut!["floor_volume"]!), cut["ration"]!);
            Say($"From {cut["from"]} on the limit is {Shown(cut["base_volume"]!)}: space had to be "
                + $"taken back. Everybody keeps {floor} and");
            Say($"{Fraction(ration)} of what the limit "
                + $"of {Shown(cut["before_volume"]!)} has above that. It was decided on "
                + $"{cut["decided_on"]}.");
            Say("");
        }
    }

    private void ShowChange()
    {
        if (of["change"]!["change_volume"] is not { } change) { return; }
        var table = Tables.New($"change from the period before: {Signed(change)}", "cubic feet");
        foreach (var part in of["change"]!["parts"]!.AsArray())
        {
            table.AddRow(
                part!["part"]!.ToString() switch
                {
                    "RULES" => "the rules changed",
                    "PROJECTION" => "you are expected to sell more or less",
                    "SCORE" => "your score changed",
                    "USE" => "your use of extra space",
                    "PREVIOUS" => "the limit before, from which a step is measured",
                    "RATION" => "how short space is for everybody",
                    "CUT" => "the limit before had been cut; that cut is over",
                    _ => "the limit comes about in another way",
                },
                Signed(part["change_volume"]!));
        }
        OutputConsole.Output.Write(table);
        Say("The causes are replaced one after the other, from the top, and add up to the change. A "
            + "cause");
        Say("counts 0 where step 4 or 5 allows no other limit.");
        ShowAllocationChange();
    }

    // A server of before tells of none.
    private void ShowAllocationChange()
    {
        if (of["allocation_change"] is not { } allocation) { return; }
        var awards = allocation["parts"]!.AsArray()
            .Single(part => part!["part"]!.ToString() == "AWARDS")!;
        Say($"With extra space the change is {Signed(allocation["change_volume"]!)}: awards held "
            + $"{Shown(awards["old"]!["held_volume"]!)} in the period before and hold "
            + $"{Shown(awards["new"]!["held_volume"]!)}.");
    }

    private static void Say(string line) => Console.Out.WriteLine(Remote.Shown.Printable(line));

    private string Word(string name) => of[name]?.ToString() ?? "";

    private string Number(string name) => of[name] is { } value ? Shown(value) : "-";

    private string Factor(string name) => Times((long)of[name]!);

    private static string Shown(JsonNode value) =>
        Text.Of(Int128.Parse(value.ToString(), CultureInfo.InvariantCulture));

    private static string Signed(JsonNode value) =>
        ((long)value).ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture);

    private static string Times(long ppm) =>
        $"{ppm / 1_000_000}.{ppm % 1_000_000 / 1_000:000}";

    private static string Percent(JsonNode ppm) =>
        $"{(long)ppm / 10_000}.{(long)ppm % 10_000 / 1_000} %".Replace(".0 %", " %");
}
