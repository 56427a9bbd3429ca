using Clearing.Formats;
using Clearing.Market;
using Clearing.SampleMarkets;
using Spectre.Console;

namespace Clearing.Client.Demo;

/// <summary>
/// A real sealed-bid book of 40 markets, cleared and compared with the expected results.
/// </summary>
internal sealed class RealBook(DemoCluster cluster, IAnsiConsole console)
{
    private const string Attribution =
        "Source: Australian Energy Market Operator (AEMO), NEM market data, © AEMO; selected and "
        + "converted, AEMO endorses neither the conversion nor the results (samples/aemo/README.md).";

    internal async Task Run()
    {
        console.Write(new Rule("[bold]1. A real sealed-bid book[/]").LeftJustified());
        console.MarkupLine("3,023 offers of 204 generating units, 40 markets, mirrored so that the "
            + "lowest offer is the highest fee; 1 cubic foot stands for 1 MW.");
        console.MarkupLineInterpolated($"[dim]{Attribution}[/]");
        var bids = SampleFiles.Bids("aemo/aemo.bids.csv");
        var expected = SampleFiles.Expected("aemo/aemo.clearing.csv").Rows;
        var cleared = await Task.WhenAll(expected.Select(market => Clear(market, bids)));
        Print(expected.Zip(cleared));
        var differing = expected.Zip(cleared).Count(pair => !pair.Second.Matches(pair.First));
        DemoCluster.Demand(differing == 0, $"{differing} of {cleared.Length} markets differ");
        console.MarkupLine(
            $"[green]All {cleared.Length} markets clear to the expected fee and volumes.[/]");
        console.WriteLine();
    }

    private async Task<Cleared> Clear(ExpectedClearing market, BidTable bids)
    {
        var key =
            $"{market.Region}/{market.IntervalEnd.Replace(":", "", StringComparison.Ordinal)}";
        await cluster.Open(key, new MarketConfig { Currency = "AUD", TieRule = TieRule.ProRata });
        var here = Rows(bids, market).Select(row => bids[row]).ToArray();
        await cluster.Place(key, here);
        var report = await cluster.Clear(
            key, new RoundTerms(Round: 1, CapacityDelta: new CubicFeet(market.Capacity)));
        var awards = await cluster.Awards(key, round: 1);
        return new Cleared(report, here.Length, awards.Count(award => !award.Complete));
    }

    private static IEnumerable<int> Rows(BidTable bids, ExpectedClearing market)
    {
        for (var row = 0; row < bids.Count; row++)
        {
            if (bids.Rounds[row] == market.Round
                && bids.Regions[bids.RegionOf[row]] == market.Region)
            {
                yield return row;
            }
        }
    }

    private void Print(IEnumerable<(ExpectedClearing Expected, Cleared Cleared)> markets)
    {
        var table = Tables.New(
            "region", "markets", "bids", "requested", "granted", "awards", "of them in part",
            "lowest granted fee", "as expected");
        foreach (var region in markets.GroupBy(market => market.Expected.Region))
        {
            var rounds = region.Select(market => market.Cleared).ToArray();
            table.AddRow(
                region.Key,
                Text.Of(rounds.Length),
                Text.Of(rounds.Sum(round => round.Bids)),
                Text.Demand(
                    rounds.Select(round => round.Report.EligibleDemand).Aggregate((a, b) => a + b)),
                Text.Of(rounds.Sum(round => round.Report.Granted.Value)),
                Text.Of(rounds.Sum(round => round.Report.Winners)),
                Text.Of(rounds.Sum(round => round.Partial)),
                $"{Text.Fee(rounds.Min(round => round.Report.RoundFee))} to "
                    + Text.Fee(rounds.Max(round => round.Report.RoundFee)),
                $"{region.Count(market => market.Cleared.Matches(market.Expected))} of {rounds.Length}");
        }
        console.Write(table);
    }

    private sealed record Cleared(RoundReport Report, int Bids, int Partial)
    {
        internal bool Matches(ExpectedClearing expected) =>
            Report.RoundFee == new Fee(expected.RoundFeeMicros)
            && Report.Granted.Value == expected.Granted
            && Report.Winners == expected.Awards
            && Partial == expected.PartialAwards;
    }
}
