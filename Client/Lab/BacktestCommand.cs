using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Clearing.Client.Demo;
using Clearing.Client.Files;
using Clearing.Formats;
using Clearing.Instruments.Journals;
using Clearing.Lab.Results;

namespace Clearing.Client.Lab;

/// <summary><c>clearing lab backtest</c>: real closed books under other rules.</summary>
internal static class BacktestCommand
{
    private const string Summary = "Replay the closed books of a journal under other rules.";

    private const string Details =
        """
        Bids, changes of bids, offers and capacity are held fixed; each round is cleared again. Rules
        that no option names stay as recorded. Prints the difference per round, market and
        seller, and beside it a bracket: what the new fees would be if sellers answered the other
        rules as they do in the lab's equilibria. Run it while no server writes the journal, or on
        a copy.

        Examples:
          clearing lab backtest clearing.db --repricing-support-ppm 50000
          clearing lab backtest clearing.db --tie PRO_RATA --reserve 1500000 --json backtest.json
          clearing lab backtest clearing.db --credit-rate-ppm 50000 --market us-east/cold/2026-Q4
        """;

    internal static Command Create()
    {
        var journal = new LabJournal();
        var rules = new RuleOptions();
        var json = Options.Text(
            "--json", "Write the result here as JSON; - for standard output.", "FILE");
        var seed = Options.Number("--seed", "The seed of the bootstrap over markets.", 0, 1);
        var command = new DocumentedCommand("backtest", Summary, Details) { json, seed };
        journal.AddTo(command);
        rules.AddTo(command);
        command.SetAction(parsed =>
        {
            journal.Protect(parsed, ("--json", parsed.GetValue(json)));
            var changes = rules.Read(parsed);
            var histories = journal.Read(parsed);
            var markets = LabQuestions.Answer(
                () => histories.Select(history => Backtest.Compare(history, changes)).ToArray());
            var result = Json(markets, (ulong)parsed.GetValue(seed));
            if (parsed.GetValue(json) is { } path)
            {
                OutputFile.Write(
                    path, stream => stream.Write(Encoding.UTF8.GetBytes(ResultJson.Text(result))));
            }
            if (parsed.GetValue(json) != "-") { Print(markets, result); }
            return ExitCode.Fine;
        });
        return command;
    }

    private static JsonObject Json(IReadOnlyList<MarketDifference> markets, ulong seed)
    {
        var totals = new JsonObject();
        foreach (var group in markets.GroupBy(market => market.Currency, StringComparer.Ordinal))
        {
            totals[group.Key] = Totals([.. group], seed);
        }
        return new()
        {
            ["caution"] = Backtest.Caution,
            ["markets"] = new JsonArray([.. markets.Select(Market)]),
            ["totals"] = totals,
        };
    }

    private static JsonNode Market(MarketDifference market) => new JsonObject
    {
        ["market"] = market.Market,
        ["currency"] = market.Currency,
        ["bids_held_fixed"] = true,
        ["not_applicable"] = market.NotApplicable,
        ["bracket"] = market.Bracket,
        ["old_charge_minor"] = Integer(market.OldCharge),
        ["new_charge_minor"] = Integer(market.NewCharge),
        ["new_charge_in_equilibrium_minor"] = Integer(Bracketed(market)),
        ["old_net_minor"] = Integer(market.OldNet),
        ["new_net_minor"] = Integer(market.NewNet),
        ["rounds"] = new JsonArray([.. market.Rounds.Select(Round)]),
        ["sellers"] = new JsonArray([.. market.Sellers.Select(Seller)]),
    };

    private static JsonNode Round(RoundDifference round) => new JsonObject
    {
        ["round"] = round.Round,
        ["old_fee_micros"] = round.OldFee,
        ["new_fee_micros"] = round.NewFee,
        ["old_final_fee_micros"] = round.OldFinalFee,
        ["new_final_fee_micros"] = round.NewFinalFee,
        ["old_granted_volume"] = round.OldGranted,
        ["new_granted_volume"] = round.NewGranted,
    };

    private static JsonNode Seller(SellerDifference seller) => new JsonObject
    {
        ["seller"] = seller.Seller,
        ["old_volume"] = seller.OldVolume,
        ["new_volume"] = seller.NewVolume,
        ["old_charge_minor"] = Integer(seller.OldCharge),
        ["new_charge_minor"] = Integer(seller.NewCharge),
        ["old_credit_minor"] = Integer(seller.OldCredit),
        ["new_credit_minor"] = Integer(seller.NewCredit),
        ["old_compensation_minor"] = Integer(seller.OldCompensation),
        ["new_compensation_minor"] = Integer(seller.NewCompensation),
        ["net_difference_minor"] = Integer(seller.NetDifference),
    };

    private static JsonObject Totals(IReadOnlyList<MarketDifference> markets, ulong seed)
    {
        return new()
        {
            ["markets"] = markets.Count,
            ["old_charge_minor"] = Integer(Sum(markets, market => market.OldCharge)),
            ["new_charge_minor"] = Integer(Sum(markets, market => market.NewCharge)),
            ["new_charge_in_equilibrium_minor"] = Integer(Sum(markets, Bracketed)),
            ["charge_difference_95_minor"] =
                Ends(markets, market => market.NewCharge - market.OldCharge, seed),
            ["old_net_minor"] = Integer(Sum(markets, market => market.OldNet)),
            ["new_net_minor"] = Integer(Sum(markets, market => market.NewNet)),
            ["net_difference_95_minor"] =
                Ends(markets, market => market.NewNet - market.OldNet, seed),
        };
    }

    private static JsonArray? Ends(
        IEnumerable<MarketDifference> markets, Func<MarketDifference, Int128> difference, ulong seed) =>
        Backtest.Interval([.. markets.Select(market => (double)difference(market))], seed) is var (low, high)
            ? new JsonArray(low, high)
            : null;

    private static Int128 Bracketed(MarketDifference market) =>
        (Int128)((double)market.NewCharge * market.Bracket);

    private static Int128 Sum(
        IEnumerable<MarketDifference> markets, Func<MarketDifference, Int128> amount) =>
        markets.Total(amount);

    /// <summary>An amount as a JSON integer, never rounded.</summary>
    private static JsonNode Integer(Int128 amount) => JsonNode.Parse(amount.ToString())!;

    private static void Print(IReadOnlyList<MarketDifference> markets, JsonObject result)
    {
        Console.WriteLine(Backtest.Caution);
        foreach (var market in markets) { Print(market); }
        Console.WriteLine();
        foreach (var group in markets.GroupBy(market => market.Currency, StringComparer.Ordinal))
        {
            Console.WriteLine(Total([.. group], result["totals"]![group.Key]!));
        }
    }

    private static void Print(MarketDifference market)
    {
        Console.WriteLine();
        Console.WriteLine(
            $"{market.Market}, bids held fixed; {market.NotApplicable} commands could not be"
            + " repeated");
        foreach (var round in market.Rounds)
        {
            Console.WriteLine(
                $"  round {round.Round}: fee {Fee(round.OldFee)} → {Fee(round.NewFee)}, in the end"
                + $" {Fee(round.OldFinalFee)} → {Fee(round.NewFinalFee)}, granted"
                + $" {Text.Of(round.OldGranted)} → {Text.Of(round.NewGranted)}");
        }
        foreach (var seller in market.Sellers)
        {
            Console.WriteLine(
                $"  {PlainText.OneLine(seller.Seller)}: charge {Money(seller.OldCharge, market)} →"
                + $" {Money(seller.NewCharge, market)}, net difference"
                + $" {Money(seller.NetDifference, market)}");
        }
        Console.WriteLine(
            $"  all: charge {Money(market.OldCharge, market)} → {Money(market.NewCharge, market)}"
            + $" (in equilibrium about {Money(Bracketed(market), market)}), net"
            + $" {Money(market.OldNet, market)} → {Money(market.NewNet, market)}");
    }

    private static string Total(IReadOnlyList<MarketDifference> markets, JsonNode totals)
    {
        var first = markets[0];
        return $"{Counted.Of(markets.Count, "market")} in {first.Currency}, bids held fixed:\n"
            + $"  charge {Change(market => market.OldCharge, market => market.NewCharge, "charge")},"
            + $" in equilibrium about {Money(Sum(markets, Bracketed), first)}\n"
            + $"  net {Change(market => market.OldNet, market => market.NewNet, "net")}";

        string Change(
            Func<MarketDifference, Int128> old, Func<MarketDifference, Int128> other, string name)
        {
            var (before, after) = (Sum(markets, old), Sum(markets, other));
            var ends = totals[$"{name}_difference_95_minor"];
            var interval = ends is null
                ? "one market has no interval"
                : $"95 % interval over markets {Money((Int128)(double)ends[0]!, first)} to"
                    + $" {Money((Int128)(double)ends[1]!, first)}";
            return $"{Money(before, first)} → {Money(after, first)}, difference"
                + $" {Money(after - before, first)} ({interval})";
        }
    }

    private static string Fee(long? micros) => micros is { } fee ? Text.Fee(new Fee(fee)) : "-";

    private static string Money(Int128 minor, MarketDifference market) =>
        $"{Text.Money(new Money(minor), market.MinorExponent)} {market.Currency}";
}
