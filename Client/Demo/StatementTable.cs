using System.Collections.Immutable;
using Clearing.Market;
using Spectre.Console;

namespace Clearing.Client.Demo;

/// <summary>What a seller wants to see: its bids, its awards and what they come to.</summary>
internal static class StatementTable
{
    internal static void Print(
        IAnsiConsole console, Statement statement, ImmutableArray<BidView> bids)
    {
        var exponent = statement.Terms.MinorExponent;
        var open = bids.Count(bid => bid.Stage == BidStage.Open);
        console.MarkupLineInterpolated($"The statement of [bold]{statement.Seller}[/] in [bold]{statement.Market}[/] ({(statement.Final ? "final" : "provisional")}, {statement.Terms.Currency}; bids: {bids.Length}, open: {open}):");
        var table = Tables.New(
            "award", "cubic feet", "max fee", "round fee", "final fee", "gross", "repriced",
            "released", "charge");
        foreach (var award in statement.Awards)
        {
            table.AddRow(
                award.AwardId.EscapeMarkup(),
                Text.Of(award.Granted.Value),
                Text.Fee(award.MaxFee),
                Text.Fee(award.RoundFee),
                Text.Fee(award.FinalFee),
                Text.Money(award.Gross, exponent),
                Text.Money(award.RepricingDiscount, exponent),
                Text.Money(award.ReleaseDiscount, exponent),
                Text.Money(award.Charge, exponent));
        }
        console.Write(table);
        var (sales, earned) = (statement.IncrementalSales, statement.CreditEarned);
        console.MarkupLineInterpolated($"Charge {Text.Money(statement.Charge, exponent)}; credit {Text.Money(earned, exponent)} earned on {Text.Money(sales, exponent)} of sales, {Text.Money(statement.CreditApplied, exponent)} applied; [bold]pays {Text.Money(statement.Net, exponent)}[/].");
        console.WriteLine();
    }
}
