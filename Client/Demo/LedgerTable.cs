using Clearing.Contracts;
using Clearing.Market;
using Spectre.Console;

namespace Clearing.Client.Demo;

/// <summary>A seller's double-entry ledger; the credits of many days are one row.</summary>
internal sealed class LedgerTable(DemoCluster cluster, IAnsiConsole console)
{
    internal async Task Print(string seller)
    {
        console.MarkupLine("Its ledger, double entry:");
        var table = Tables.New("entry", "cause", "reference", "account", "amount");
        var entries = await cluster.Seller(seller).Ledger(after: 0, most: 1_000);
        foreach (var group in entries.GroupBy(GroupOf))
        {
            LedgerEntry[] same = [.. group];
            var reference = same.Length == 1
                ? same[0].Posting.Reference
                : $"{same.Length} days to {same[^1].Posting.Reference}";
            foreach (var line in same.SelectMany(of => of.Posting.Lines).GroupBy(of => of.Account))
            {
                table.AddRow(
                    Text.Of(same[0].Number), same[0].Posting.Cause.ToString(),
                    reference.EscapeMarkup(), line.Key.ToString(),
                    Text.Money(new(line.Total(of => of.Amount.Minor))));
            }
        }
        console.Write(table);
        console.WriteLine();
    }

    private static long GroupOf(LedgerEntry entry) =>
        entry.Posting.Cause == Cause.Sale ? 0 : entry.Number;
}
