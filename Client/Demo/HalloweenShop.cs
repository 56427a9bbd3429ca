using Clearing.Market;
using Spectre.Console;

namespace Clearing.Client.Demo;

/// <summary>
/// A seller who knew better than its score: it bid early, was repriced, and in the end paid
/// nothing.
/// </summary>
internal sealed class HalloweenShop(DemoCluster cluster, IAnsiConsole console)
{
    private const string Market = "us-east/standard/2026-Q4";
    private const string Shop = "halloween-shop";

    internal async Task Run()
    {
        console.Write(new Rule("[bold]3. The Halloween shop[/]").LeftJustified());
        console.MarkupLine(
            "It bids 6.00 for 5,000 cubic feet in the first round. In the second, others "
            + "are granted at 4.00, so it pays 4.00 too; its sales earn the rest back.");
        await cluster.Open(Market, new MarketConfig());
        await Round(1, new Bid("H", Shop, new Fee(6_000_000), new CubicFeet(5_000)));
        await Round(2, new Bid("L", "late-seller", new Fee(4_000_000), new CubicFeet(3_000)));
        var sales = new Money(30_000_000);
        var status = await cluster.Seller(Shop).ReportSales(new SalesReport("oct", Market, sales));
        DemoCluster.Demand(status == ReportStatus.Recorded, $"the sales are refused: {status}");
        await cluster.Settle(Market);
        var statement = await cluster.Seller(Shop).Statement(Market)
            ?? throw new InvalidOperationException("A winner has a statement.");
        StatementTable.Print(console, statement, await cluster.Seller(Shop).Bids(Market));
        await ShowLedger();
        DemoCluster.Demand(IsAsTold(statement), "the Halloween shop's statement differs");
    }

    private async Task Round(int number, Bid bid)
    {
        await cluster.Place(Market, [bid]);
        await cluster.Clear(Market, new RoundTerms(number, CapacityDelta: bid.MaxVolume));
    }

    private async Task ShowLedger()
    {
        console.MarkupLine("Its ledger, double entry:");
        var table = Tables.New("entry", "cause", "reference", "account", "amount");
        foreach (var entry in await cluster.Seller(Shop).Ledger(after: 0, most: 100))
        {
            foreach (var line in entry.Posting.Lines)
            {
                table.AddRow(
                    Text.Of(entry.Number), entry.Posting.Cause.ToString(),
                    entry.Posting.Reference.EscapeMarkup(), line.Account.ToString(),
                    Text.Money(line.Amount));
            }
        }
        console.Write(table);
        console.WriteLine();
    }

    private static bool IsAsTold(Statement statement) =>
        statement.Awards is [var award]
        && award.RoundFee == new Fee(6_000_000) && award.CurrentFee == new Fee(4_000_000)
        && award.Gross == new Money(3_000_000) && statement.Charge == new Money(2_000_000)
        && statement.CreditEarned == new Money(4_500_000)
        && statement.CreditApplied == new Money(2_000_000) && statement.Net == Money.Zero;
}
