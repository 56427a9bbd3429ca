using System.CommandLine;
using System.Globalization;
using System.Text;
using Clearing.Client.Allocation;
using Clearing.Client.Files;
using Clearing.Formats;

namespace Clearing.Client.Commands;

/// <summary><c>clearing allocation sample</c>: daily facts for trying an import or plan.</summary>
internal static class SampleFactsCommand
{
    private const int MaxSellers = 100_000;
    private const int MaxDays = 800;

    private const string Details =
        """
        Writes CSV that import and plan accept: four kinds of shops with seasons of their own. The
        first one, halloween-shop, holds too many costumes in summer. The same numbers give the same
        file on every machine.

        Examples:
          clearing allocation sample --until 2026-10-18 --out days.csv
          clearing allocation plan days.csv --period 2026-11 --capacity 900000 --why halloween-shop
        """;

    internal static Command Create()
    {
        var until = Options.Required("--until", "The last day.", "DAY");
        var sellers = Options.Number("--sellers", "How many shops.", 1, 300, MaxSellers);
        var days = Options.Number("--days", "How many days.", 1, 365, MaxDays);
        var seed = Options.Number("--seed", "A different seed makes different shops.", 0, 1);
        var file = Options.Out("The file to write; default the standard output.");
        var command = new DocumentedCommand(
            "sample", "A year of daily facts of some hundred sellers, made from a seed.", Details)
        {
            until, sellers, days, seed, file,
        };
        command.SetAction(parsed =>
        {
            var facts = new SampleFacts(
                (int)parsed.GetValue(sellers), DayOf(parsed.GetRequiredValue(until)),
                (int)parsed.GetValue(days), (ulong)parsed.GetValue(seed));
            OutputFile.Write(parsed.GetValue(file), output =>
            {
                using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
                facts.Write(text);
            });
            return ExitCode.Fine;
        });
        return command;
    }

    private static DateOnly DayOf(string text) =>
        DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= 1900 and < 3000
            ? day
            : throw new CommandException(
                ExitCode.BadInput,
                $"clearing: --until \"{FormatError.Show(text)}\": must be a date such as 2026-10-01");
}
