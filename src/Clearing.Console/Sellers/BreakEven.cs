namespace Clearing.Pages.Sellers;

/// <summary>The sales that pay for the space, which is what sellers ask first.</summary>
internal static class BreakEven
{
    private const int Million = 1_000_000;

    /// <summary>
    /// The further sales at which nothing is left to pay, rounded up; null if the credit may not
    /// offset what compensation leaves of the charge, or if sales earn no credit.
    /// </summary>
    public static Money? More(Statement statement)
    {
        var rate = statement.Terms.CreditRatePpm;
        var open = statement.Charge - statement.Compensation;
        if (rate == 0 || open.CompareTo(statement.CreditCap) > 0) { return null; }
        return new Money(Needed(open, rate) - Int128.Max(0, statement.IncrementalSales.Minor));
    }

    /// <summary>
    /// The sales whose credit equals a charge, rounded up; null if sales earn no credit.
    /// </summary>
    public static Money? For(Money charge, MarketConfig config) =>
        config.CreditRatePpm == 0 || config.CreditCapPpm < Million
            ? null
            : new Money(Needed(charge, config.CreditRatePpm));

    private static Int128 Needed(Money charge, int rate) =>
        (charge.Minor * Million + rate - 1) / rate;
}
