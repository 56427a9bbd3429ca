using Clearing.Market;
using Spectre.Console;

namespace Clearing.Client.Demo;

/// <summary>Tables of a season for an operator.</summary>
internal static class SeasonTables
{
    internal static void Rounds(IAnsiConsole console, SampleMarket market)
    {
        console.MarkupLineInterpolated(
            $"The busiest market of the last period, [bold]{market.Key}[/], round by round:");
        var table = Tables.New(
            "round", "capacity change", "bids", "requested", "granted", "unsold", "winners",
            "lowest granted fee", "awards repriced");
        foreach (var round in market.Rounds)
        {
            table.AddRow(
                Text.Of(round.Terms.Round),
                Text.Of(round.CapacityDelta.Value),
                Text.Of(round.Bids),
                Text.Demand(round.EligibleDemand),
                Text.Of(round.Granted.Value),
                Text.Of(round.Unsold.Value),
                Text.Of(round.Winners),
                Text.Fee(round.LowestGranted),
                Text.Of(round.Repriced));
        }
        console.Write(table);
    }

    internal static void Periods(IAnsiConsole console, IEnumerable<SampleMarket> markets)
    {
        console.MarkupLine("Settled statements by period and storage type, in USD:");
        var table = Tables.New(
            "markets", "statements", "cubic feet", "gross", "repriced", "charge", "credit earned",
            "credit applied", "net", "average fee");
        foreach (var group in markets.GroupBy(market => Kind(market.Key)).OrderBy(group => group.Key))
        {
            var statements = group.SelectMany(market => market.Sellers.Values).ToArray();
            var volume = statements.Sum(s => s.Awards.Sum(award => award.Granted.Value));
            var charge = Sum(statements, s => s.Charge);
            table.AddRow(
                group.Key,
                Text.Of(statements.Length),
                Text.Of(volume),
                Text.Money(Sum(statements, s => Sum(s.Awards, award => award.Gross))),
                Text.Money(Sum(statements, s => Sum(s.Awards, award => award.RepricingDiscount))),
                Text.Money(charge),
                Text.Money(Sum(statements, s => s.CreditEarned)),
                Text.Money(Sum(statements, s => s.CreditApplied)),
                Text.Money(Sum(statements, s => s.Net)),
                volume == 0 ? "-" : Text.Money(new Money(charge.Minor / volume)));
        }
        console.Write(table);
        console.WriteLine();
    }

    private static string Kind(string market) =>
        MarketKey.Parse(market) switch { var key => $"{key.Period} {key.StorageType}" };

    private static Money Sum<T>(IEnumerable<T> of, Func<T, Money> amount) =>
        of.Aggregate(Money.Zero, (sum, next) => sum + amount(next));
}
