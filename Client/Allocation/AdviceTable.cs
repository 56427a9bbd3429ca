using System.Text.Json.Nodes;
using Clearing.Client.Demo;
using Clearing.Client.Files;
using Clearing.Client.Remote;
using Spectre.Console;

namespace Clearing.Client.Allocation;

/// <summary>Shows advice on fees as a table.</summary>
internal static class AdviceTable
{
    /// <summary>A row for each fee.</summary>
    internal static void Show(JsonNode advice)
    {
        var exponent = (int)advice["minor_exponent"]!;
        var table = Tables.New(
            "max fee", "next round", "by the period's end", "charge", "sales for the highest credit",
            "expected sales", "expected net");
        foreach (var fee in advice["fees"]!.AsArray())
        {
            table.AddRow([.. new[]
            {
                Of("fee_micros"), Chance(fee!["next_round"]!), Chance(fee["by_period_end"]!),
                Of("charge_minor"), Of("break_even_sales_minor"), Of("expected_sales_minor"),
                Of("expected_net_minor"),
            }.Select(Markup.Escape)]);

            string Of(string name) => fee![name] is { } value ? Shown.Value(name, value, exponent) : "-";
        }
        OutputConsole.Output.Write(table);
    }

    // For instance "3 of 8 (18 % to 61 %)": how often it happened, and the interval it suggests.
    private static string Chance(JsonNode chance) =>
        $"{chance["granted"]} of {chance["samples"]} "
        + $"({Percent(chance["low_ppm"]!)} % to {Percent(chance["high_ppm"]!)} %)";

    private static long Percent(JsonNode ppm) => ((long)ppm + 5_000) / 10_000;
}
