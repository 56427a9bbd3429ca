using Clearing.Allocation.Attributions;
using Clearing.Allocation.Sellers;
using Clearing.Market;
using Spectre.Console;

namespace Clearing.Client.Demo;

/// <summary>
/// A seller who knew better than the score. Too much stock in summer lowers its base, so it bids
/// for more, wins early, is repriced and sells; in the end it pays nothing and has a higher base.
/// </summary>
internal sealed class HalloweenShop(DemoCluster cluster, IAnsiConsole console)
{
    private const string Zone = "us-east/standard";
    private const string Market = $"{Zone}/2026-Q4";
    private const string Shop = "halloween-shop";
    private const string Neighbour = "late-seller";
    private const long Wanted = 5_000;

    private readonly DemoZone _zone = new(cluster, Zone);

    internal async Task Run()
    {
        console.Write(new Rule("[bold]3. The Halloween shop[/]").LeftJustified());
        var lowered = await Summer();
        await Bid();
        await Sell();
        var raised = await Base("2027-Q1", new(2026, 12, 21), capacity: 20_000);
        await Days(new(2026, 12, 21), new(2026, 12, 31));
        cluster.Clock.GoTo(new(2027, 1, 14));
        await cluster.Settle(Market);
        await ShowSales();
        var statement = await cluster.Seller(Shop).Statement(Market)
            ?? throw new InvalidOperationException("A winner has a statement.");
        StatementTable.Print(console, statement, await cluster.Seller(Shop).Bids(Market));
        await new LedgerTable(cluster, console).Print(Shop);
        console.MarkupLine(
            "The circle closes: sales that paid for the space also raise the next base.");
        BaseTable.Print(console, raised);
        DemoCluster.Demand(IsAsTold(statement), "the Halloween shop's statement differs");
        DemoCluster.Demand(
            lowered.Change.ChangeVolume < 0 && raised.Change.ChangeVolume > 0,
            "the Halloween shop's base does not fall and rise");
    }

    private async Task<BaseView> Summer()
    {
        console.MarkupLine(
            "In the summer of 2026 it holds more costumes than it sells. Its score falls, and with "
            + "it the base of the quarter in which it needs space most.");
        await _zone.Configure();
        foreach (var seller in new[] { Shop, Neighbour }) { await _zone.Know(seller); }
        await Days(HalloweenDays.First, new(2026, 6, 14));
        await Base("2026-Q3", new(2026, 6, 15), capacity: 20_000);
        await cluster.Open(Market, new MarketConfig { CreditsFrom = CreditSource.Days });
        await Days(new(2026, 6, 15), new(2026, 9, 20));
        // The shop bids for what is left after both bases.
        var lowered = await Base("2026-Q4", new(2026, 9, 21), capacity: 6_324);
        await _zone.Offered("2026-Q4");
        BaseTable.Print(console, lowered);
        return lowered;
    }

    private async Task Bid()
    {
        console.MarkupLine(
            "It knows better, and bids 6.00 for 5,000 cubic feet in the first round: all that the "
            + "bases leave. In the second, others are granted at 4.00, so it pays 4.00 too.");
        cluster.Clock.GoTo(new(2026, 9, 30));
        await Round(1, new Bid("H", Shop, new Fee(6_000_000), new CubicFeet(Wanted)), 0);
        await Round(2, new Bid("L", Neighbour, new Fee(4_000_000), new CubicFeet(3_000)), 3_000);
        await Days(new(2026, 9, 21), new(2026, 9, 30));
    }

    private Task Sell() => Days(new(2026, 10, 1), new(2026, 12, 20));

    private async Task Days(DateOnly from, DateOnly to)
    {
        if (to > cluster.Clock.Today) { cluster.Clock.GoTo(to); }
        await _zone.Report(Shop, HalloweenDays.OfShop(from, to));
        await _zone.Report(Neighbour, HalloweenDays.OfNeighbour(from, to));
    }

    private Task<BaseView> Base(string period, DateOnly on, long capacity)
    {
        cluster.Clock.GoTo(on);
        return _zone.Announce(period, capacity, Shop);
    }

    private async Task Round(int number, Bid bid, long capacity)
    {
        await cluster.Place(Market, [bid]);
        await cluster.Clear(Market, new RoundTerms(number, CapacityDelta: new CubicFeet(capacity)));
    }

    // Sales with extra space are net sales × extra space in use ÷ space in use, day by day.
    private async Task ShowSales()
    {
        var page = await _zone.Seller(Shop).Lines(Market, DateOnly.MinValue, 1_000);
        console.MarkupLine("What its days sold with the extra space, from the daily facts alone:");
        var table = Tables.New(
            "day", "used", "base", "extra", "on extra space", "net sales", "sold with it", "because");
        var last = HalloweenDays.LastFull;
        foreach (var line in page.Lines.Select(of => of.Line).Where(line =>
            line.Day.Day == 1 || line.Day == last.AddDays(1)))
        {
            table.AddRow(
                $"{line.Day:yyyy-MM-dd}", Text.Of(line.UsedVolume ?? 0),
                Text.Of(line.BaseVolume ?? 0), Text.Of(line.HeldVolume),
                Text.Of(line.ExtraUsedVolume), Text.Money(new(line.NetSalesMinor)),
                Text.Money(new(line.IncrementalMinor)), Because(line.Reason));
        }
        console.Write(table);
        console.WriteLine(
            $"{page.Lines.Count(of => of.Line.IncrementalMinor != 0)} of {page.Lines.Length} days "
            + $"count. In all, {Text.Money(new(page.IncrementalMinor))} was sold with the extra space.");
        console.WriteLine();
    }

    private static string Because(LineReason reason) => reason switch
    {
        LineReason.Counted => "part of the stock stood on extra space",
        LineReason.WithinBase => "all of the stock fits the base",
        _ => $"{reason}",
    };

    private static bool IsAsTold(Statement statement) =>
        statement.Awards is [var award]
        && award.RoundFee == new Fee(6_000_000) && award.CurrentFee == new Fee(4_000_000)
        && award.Gross == new Money(3_000_000) && statement.Charge == new Money(2_000_000)
        && statement.IncrementalSales == new Money(30_000_000)
        && statement.CreditEarned == new Money(4_500_000)
        && statement.CreditApplied == new Money(2_000_000) && statement.Net == Money.Zero;
}
