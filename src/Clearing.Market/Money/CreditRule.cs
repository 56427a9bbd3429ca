namespace Clearing.Market;

/// <summary>What sales earn, and how much of it a charge takes.</summary>
internal static class CreditRule
{
    private const int Million = 1_000_000;

    /// <summary>Floor of rate × cumulated sales; nothing for negative sales.</summary>
    public static Money Earned(Money sales, MoneyTerms terms) =>
        new(terms.CreditRatePpm * Int128.Max(0, sales.Minor) / Million);

    /// <summary>The most that may offset a charge.</summary>
    public static Money Cap(Money charge, MoneyTerms terms) =>
        new(terms.CreditCapPpm * charge.Minor / Million);
}
