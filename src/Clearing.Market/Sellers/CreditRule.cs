namespace Clearing.Market.Sellers;

/// <summary>What sales earn, and how much of it a charge takes.</summary>
public static class CreditRule
{
    private const int Million = 1_000_000;

    /// <summary>Floor of rate × cumulated sales; nothing for negative sales.</summary>
    public static Money Earned(Money sales, MoneyTerms terms) =>
        new(Share(Int128.Max(0, sales.Minor), terms.CreditRatePpm));

    /// <summary>The most that may offset a charge.</summary>
    public static Money Cap(Money charge, MoneyTerms terms) =>
        new(Share(charge.Minor, terms.CreditCapPpm));

    // Whole millions and the rest apart, so that a product with the largest charge fits.
    private static Int128 Share(Int128 amount, int ppm) =>
        amount / Million * ppm + amount % Million * ppm / Million;
}
