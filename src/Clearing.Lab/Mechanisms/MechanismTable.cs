using Clearing.Lab.Markets;

namespace Clearing.Lab.Mechanisms;

/// <summary>The mechanisms of the main table.</summary>
public static class MechanismTable
{
    /// <summary>The operator's own forecast.</summary>
    public const string Prediction = "1 prediction";

    /// <summary>The most sales that anybody could know how to get.</summary>
    public const string BestSales = "8 optimum sales";

    /// <summary>The most profit of sellers.</summary>
    public const string BestProfit = "8' optimum profit";

    /// <summary>All of them, by number.</summary>
    public static IReadOnlyList<Mechanism> All { get; } =
    [
        new PlannedMechanism(Prediction, (table, values) => table.Draw.Forecast.CopyTo(values, 0)),
        new PlannedMechanism("2 exceptions", Exceptions.Rank),
        InRounds("3 pay-as-bid", FeeRule.PayAsBid, Repricing.None, CreditTerms.None),
        OneRound("4a single LAB", FeeRule.LowestGranted, Entry.InLastRound),
        OneRound("4b single HRB", FeeRule.HighestRejected, Entry.InLastRound),
        OneRound(
            "4c single LAB, all bids known in round 1", FeeRule.LowestGranted, Entry.InFirstRound),
        InRounds("5 rounds", FeeRule.LowestGranted, Repricing.None, CreditTerms.None),
        Product("6 rounds+repricing", CreditTerms.None),
        Product("7a credit 5%", new(0.05, 1)),
        Product("7b credit 15%", new(0.15, 1)),
        Product("7c credit 30%", new(0.30, 1)),
        Product("7d credit 15% cap 50%", new(0.15, 0.5)),
        new RoundsMechanism(
            "7e credit 15% refund-safe", PlayRules.Product, new(0.15, 1), refundSafe: true),
        new PlannedMechanism(
            BestSales, (table, values) => table.Draw.Productivity.CopyTo(values, 0)),
        new PlannedMechanism(BestProfit, Profit),
    ];

    /// <summary>The number of a mechanism: what its name begins with, as <c>7b</c>.</summary>
    public static string NumberOf(Mechanism mechanism) => mechanism.Name.Split(' ')[0];

    /// <summary>The product's rounds with credits.</summary>
    public static RoundsMechanism Product(string name, CreditTerms credit) =>
        new(name, PlayRules.Product, credit);

    private static RoundsMechanism InRounds(
        string name, FeeRule fee, Repricing repricing, CreditTerms credit) =>
        new(name, new PlayRules(fee, repricing), credit);

    private static RoundsMechanism OneRound(string name, FeeRule fee, Entry entry) =>
        new(name, new PlayRules(fee, Repricing.None), CreditTerms.None, entry: entry);

    private static void Profit(MarketTable table, double[] values)
    {
        for (var seller = 0; seller < table.Draw.Sellers; seller++)
        {
            values[seller] = table.Draw.Margin[seller] * table.Draw.Productivity[seller];
        }
    }
}
