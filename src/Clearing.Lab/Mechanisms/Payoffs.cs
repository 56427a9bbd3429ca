namespace Clearing.Lab.Mechanisms;

/// <summary>What a seller has in the end: profit on its sales less net fees.</summary>
public static class Payoffs
{
    /// <summary>A seller's payoff under what the table holds, dollars.</summary>
    /// <param name="table">The market as a mechanism left it.</param>
    /// <param name="seller">The seller.</param>
    /// <param name="credit">The credits.</param>
    public static double Of(MarketTable table, int seller, CreditTerms credit)
    {
        var (sales, charge) = SalesAndCharge(table, seller);
        return (table.Draw.Margin[seller] * sales) - charge + credit.Applied(charge, sales);
    }

    /// <summary>What a seller pays net of credits, dollars.</summary>
    public static double Bill(MarketTable table, int seller, CreditTerms credit)
    {
        var (sales, charge) = SalesAndCharge(table, seller);
        return charge - credit.Applied(charge, sales);
    }

    /// <summary>What all sellers pay net of credits, dollars.</summary>
    public static double Revenue(MarketTable table, CreditTerms credit)
    {
        var sum = 0.0;
        for (var seller = 0; seller < table.Draw.Sellers; seller++)
        {
            sum += Bill(table, seller, credit);
        }
        return sum;
    }

    private static (double Sales, double Charge) SalesAndCharge(MarketTable table, int seller)
    {
        var (sales, charge) = (0.0, 0.0);
        foreach (var (block, round, volume, fee) in table.Holdings)
        {
            if (block >> 1 != seller) { continue; }
            sales += table.Draw.Sales(block, volume, round);
            charge += fee * volume;
        }
        return (sales, charge);
    }
}
