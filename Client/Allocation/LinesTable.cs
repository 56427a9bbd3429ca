using System.Text.Json.Nodes;
using Clearing.Client.Demo;
using Clearing.Client.Files;
using Clearing.Client.Remote;
using Spectre.Console;

namespace Clearing.Client.Allocation;

/// <summary>Shows each day's sales with extra space, and the reason, as a table.</summary>
internal static class LinesTable
{
    /// <summary>A row for each day, and the sum.</summary>
    internal static void Show(JsonNode answer)
    {
        var exponent = (int)answer["minor_exponent"]!;
        var table = Tables.New(
            "day", "used", "base", "extra", "net sales", "sold with extra space", "because");
        foreach (var line in answer["lines"]!.AsArray())
        {
            table.AddRow([.. new[]
            {
                Of("day"), Of("used_volume"), Of("base_volume"), Of("held_volume"),
                Of("net_sales_minor"), Of("incremental_minor"), Because(line!),
            }.Select(Markup.Escape)]);

            string Of(string name) => Shown.Value(name, line![name], exponent);
        }
        OutputConsole.Output.Write(table);
        Console.Out.WriteLine(
            $"Sold with extra space in all: {answer["currency"]} "
            + Shown.Value("incremental_minor", answer["incremental_minor"], exponent));
    }

    /// <summary>The reason for a day's result, in words.</summary>
    internal static string Because(JsonNode line)
    {
        var part = $"{Of("extra_used_volume")} of {Of("used_volume")} stood on extra space";
        return line["reason"]!.ToString() switch
        {
            "NO_SALES" => "its sales are not known any more",
            "NO_LIMIT" => "without a limited base, no space is extra",
            "NO_EXTRA" => "no extra space was held",
            "USE_UNKNOWN" => "neither its used space nor that of the days before is known",
            "NO_USE" => "no space was in use",
            "WITHIN_BASE" => "all that was in use fits the base",
            "ESTIMATED" => part + ", going by a day before",
            _ => part,
        };

        string Of(string name) => Shown.Value(name, line[name]);
    }
}
