using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Clearing.Client.Demo;
using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Instruments.Journals;
using Clearing.Lab.Results;

namespace Clearing.Client.Lab;

/// <summary><c>clearing lab whatif</c>: a bid with another fee or volume.</summary>
internal static class WhatIfCommand
{
    private const string Summary = "What a bid would have got with another fee or volume.";

    private const string Details =
        """
        The bid keeps its place in the sequence; all other bids are held fixed, and all later rounds
        are cleared again. Later changes of the bid itself are left out. A round with the bid must
        be cleared: its curve is public then, and the answer tells nothing that the curve does
        not.

        Examples:
          clearing lab whatif clearing.db --bid b-17 --fee 4.50
          clearing lab whatif clearing.db --bid b-17 --volume 800 --market us-east/standard/2026-Q4
        """;

    internal static Command Create()
    {
        var journal = new LabJournal();
        var bid = Options.Required("--bid", "The bid's id.", "BID");
        var fee = new Option<Fee?>("--fee")
        {
            Description = "Another max fee per cubic foot, major units, as 4.50.",
            HelpName = "AMOUNT",
            CustomParser = ReadFee,
        };
        var volume = Options.NumberIfAny("--volume", "Another max volume, cubic feet.", 0);
        var seller = Options.Text(
            "--seller", "Whose bid, where several sellers have one with that id.", "SELLER");
        var json = Options.Text(
            "--json", "Write the result here as JSON; - for standard output.", "FILE");
        var command = new DocumentedCommand("whatif", Summary, Details) 
        {
            bid, seller, fee, volume, json,
        };
        journal.AddTo(command);
        command.Validators.Add(given =>
        {
            if (given.GetResult(fee) is null && given.GetResult(volume) is null)
            {
                given.AddError("name another --fee, another --volume, or both");
            }
        });
        command.SetAction(parsed =>
        {
            journal.Protect(parsed, ("--json", parsed.GetValue(json)));
            var id = parsed.GetRequiredValue(bid);
            var (history, whose) = Find(journal.Read(parsed), id, parsed.GetValue(seller));
            CubicFeet? size = parsed.GetValue(volume) is { } other ? new CubicFeet(other) : null;
            var answer = LabQuestions.Answer(
                () => WhatIf.Ask(history, id, parsed.GetValue(fee), size, whose));
            Tell(answer, parsed.GetValue(json));
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Tell(WhatIf answer, string? json)
    {
        if (json is not null)
        {
            OutputFile.Write(json, stream => stream.Write(
                Encoding.UTF8.GetBytes(ResultJson.Text(WhatIfJson.Of(answer)))));
        }
        if (json != "-") { Print(answer); }
    }

    private static (MarketHistory History, string Seller) Find(
        IReadOnlyList<MarketHistory> histories, string bid, string? seller)
    {
        var found =
            (from history in histories
             from owner in WhatIf.SellersOf(history, bid)
             where seller is null || owner == seller
             select (history, owner)).ToArray();
        var whose = seller is null ? "" : $" of {PlainText.OneLine(seller)}";
        return found switch
        {
            [var only] => only,
            [] => throw new CommandException(
                ExitCode.BadInput, $"clearing: --bid {bid}: no market has such a bid{whose}"),
            _ => throw new CommandException(
                ExitCode.BadInput,
                $"clearing: --bid {bid}: there are {found.Length} such bids, name one with --market"
                + " and --seller: " + string.Join(", ", found.Select(
                    of => $"{of.history.Market} {PlainText.OneLine(of.owner)}"))),
        };
    }

    private static Fee? ReadFee(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (decimal.TryParse(
                text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount <= long.MaxValue / 1_000_000m && amount * 1_000_000m % 1 == 0)
        {
            return new Fee((long)(amount * 1_000_000m));
        }
        result.AddError($"--fee \"{text}\": must be 0 or more, with 6 decimal digits at the most");
        return null;
    }

    private static void Print(WhatIf answer)
    {
        Console.WriteLine(WhatIf.Caution);
        Console.WriteLine($"{answer.Market}, bid {answer.Bid} of {answer.Seller}:");
        Print("as it was", answer, answer.Old);
        Print("as asked", answer, answer.New!);
        Console.WriteLine(answer.LeastWinningFee is { } least
            ? $"  the least fee that would have won: {Text.Fee(new Fee(least))}"
            : "  no fee would have won");
        if (answer.BreakEvenSales is { } sales)
        {
            Console.WriteLine(
                $"  credits pay the whole fee from sales of {Major(answer, sales)} per cubic foot");
        }
        else if (answer.Config is { CreditRatePpm: > 0, CreditCapPpm: < WhatIf.Whole and var cap })
        {
            Console.WriteLine(FormattableString.Invariant(
                $"  credits pay at most {cap / 10_000m:0.####} % of a charge"));
        }
        if (answer.NotApplicable > 0)
        {
            Console.WriteLine($"  {answer.NotApplicable} later commands could not be repeated");
        }
    }

    private static void Print(string which, WhatIf answer, WhatIfOutcome outcome)
    {
        var money = Text.Money(new Money(outcome.Charge), answer.Config.MinorExponent);
        Console.WriteLine(
            $"  {which}: max fee {Text.Fee(new Fee(outcome.MaxFee))}, volume"
            + $" {Text.Of(outcome.MaxVolume)}: granted {Text.Of(outcome.Volume)}, charge {money}"
            + $" {answer.Config.Currency}");
        foreach (var award in outcome.Awards)
        {
            Console.WriteLine(
                $"    round {award.Round}: {Text.Of(award.Volume)} at"
                + $" {Text.Fee(new Fee(award.RoundFee))}, in the end"
                + $" {Text.Fee(new Fee(award.FinalFee))}");
        }
        if (answer.Credit(outcome, WhatIf.Whole) is { } credit)
        {
            Console.WriteLine(
                $"    credit at your own average sales {Major(answer, credit)}, at 0.6 of them"
                + $" {Major(answer, answer.Credit(outcome, WhatIf.LowerSalesPpm)!.Value)}");
        }
    }

    private static string Major(WhatIf answer, Int128 minor) =>
        $"{Text.Money(new Money(minor), answer.Config.MinorExponent)} {answer.Config.Currency}";
}
