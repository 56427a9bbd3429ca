using System.Collections.Immutable;
using Clearing.Market;
using Spectre.Console;

namespace Clearing.Client.Demo;

/// <summary>A table for a seller: its bids, awards and statement.</summary>
internal static class StatementTable
{
    internal static void Print(
        IAnsiConsole console, Statement statement, ImmutableArray<BidView> bids)
    {
        var exponent = statement.Terms.MinorExponent;
        var open = bids.Count(bid => bid.Stage == BidStage.Open);
        var stage = statement.Final ? "final" : "provisional";
        console.MarkupLineInterpolated(
            $"The statement of [bold]{statement.Seller}[/] in [bold]{statement.Market}[/]");
        console.WriteLine(
            $"({stage}, {statement.Terms.Currency}; bids: {bids.Length}, still open: {open}):");
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
                Text.Fee(award.CurrentFee),
                Text.Money(award.Gross, exponent),
                Text.Money(award.RepricingDiscount, exponent),
                Text.Money(award.ReleaseDiscount, exponent),
                Text.Money(award.Charge, exponent));
        }
        console.Write(table);
        string Amount(Money amount) => Text.Money(amount, exponent);
        console.WriteLine(
            $"Charge {Amount(statement.Charge)}; credit {Amount(statement.CreditEarned)} earned on "
            + $"{Amount(statement.IncrementalSales)} of sales, {Amount(statement.CreditApplied)} "
            + $"applied; pays {Amount(statement.Net)}.");
        console.WriteLine();
    }
}
